package dev.wharf.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.archive.ArchiveReader.KeptCapture;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.item.MailImage.Segment;
import dev.wharf.core.progress.Progress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/// The power fails at every write, fsync, rename and deletion of a whole story, once each. What was
/// acknowledged is there afterwards, what was not is there whole or not at all, and the story can
/// be told to its end. The quick check tries about forty steps from a random first one, the torture
/// profile all.
class PowerLossTest {
    private static final long SMALL_PACKS = 3000;
    private static final int ALL = 50;
    private static final int QUICK = 40;

    @TempDir Path folder;

    @Test
    void whatWasAcknowledgedSurvivesPowerLossAtAnyStep() throws Exception {
        int steps = stepsOfTheWholeStory();
        String expected = null;

        int stride = Integer.getInteger("wharf.torture", 5) < ALL ? 1 + steps / QUICK : 1;
        int start = 1 + new Random().nextInt(stride);

        for (int failAt = start; failAt <= steps; failAt += stride) {
            TestHome home = new TestHome(folder.resolve("at-" + failAt));
            int acknowledged = tellUntilPowerLoss(home, new FaultyDisk(failAt, failAt));

            try (Archive archive = Archive.open(home.path, home.setup().packBytes(SMALL_PACKS))) {
                String when = "power lost at step " + failAt;
                assertThat(archive.opened().damage()).as(when).isNull();
                assertThat(archive.verify(Progress.NONE).findings()).as(when).isEmpty();
                long chapters = toldChapters(archive);
                assertThat(chapters).as(when).isBetween((long) acknowledged, acknowledged + 1L);
                for (int chapter = (int) chapters; chapter < Story.CHAPTERS; chapter++) {
                    Story.tell(archive, chapter);
                }
                assertThat(archive.verify(Progress.NONE).findings()).as(when).isEmpty();
                String told = everything(archive);
                assertThat(told).as(when).isEqualTo(expected == null ? told : expected);
                expected = told;
            }
        }
    }

    private int stepsOfTheWholeStory() throws IOException {
        FaultyDisk disk = new FaultyDisk(0, 0);
        TestHome home = new TestHome(folder.resolve("whole"));
        tellUntilPowerLoss(home, disk);
        return disk.steps();
    }

    /// Returns how many chapters were acknowledged.
    private static int tellUntilPowerLoss(TestHome home, FaultyDisk disk) throws IOException {
        int acknowledged = 0;
        try (Archive archive =
                Archive.open(home.path, home.setup().packBytes(SMALL_PACKS).disk(disk))) {
            while (acknowledged < Story.CHAPTERS) {
                Story.tell(archive, acknowledged);
                acknowledged++;
            }
        } catch (IOException | WharfException failure) {
            assertThat(disk.dead()).as(failure.toString()).isTrue();
        }
        return acknowledged;
    }

    /// Every chapter is one commit group.
    private static long toldChapters(Archive archive) {
        return archive.lastGroup();
    }

    private static String everything(Archive archive) throws IOException {
        StringBuilder all = new StringBuilder();
        for (long sequence = 1; sequence <= archive.lastSequence(); sequence++) {
            ItemRow row = archive.row(sequence).orElseThrow();
            all.append(row).append(archive.corroborations(row)).append(archive.receipts(row));
            if (!row.erased()) {
                StoredItem item = archive.open(row);
                all.append(item.event()).append(item.audience()).append(contents(archive, item));
            }
            all.append('\n');
        }
        try (Stream<KeptCapture> captures = archive.captures()) {
            captures.forEach(capture -> all.append(capture).append('\n'));
        }
        return all.append(archive.mailboxes()).append(archive.documents("run")).toString();
    }

    private static String contents(Archive archive, StoredItem item) throws IOException {
        Optional<Segment.Content> content =
                item.mail().image().segments().stream()
                        .filter(Segment.Content.class::isInstance)
                        .map(Segment.Content.class::cast)
                        .findFirst();
        if (content.isEmpty()) {
            return "";
        }
        try (InputStream in = archive.contents(item.row()).open(content.get().digest())) {
            return "content of " + in.readAllBytes().length;
        }
    }
}
