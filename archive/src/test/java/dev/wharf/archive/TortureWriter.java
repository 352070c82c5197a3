package dev.wharf.archive;

import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.CommitReceipt;
import dev.wharf.core.archive.PreparedGroup;
import dev.wharf.testkit.MemoryLedger;
import dev.wharf.testkit.SampleItems;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A process that archives until it is killed. Item `n` of the archive is sample item `n`, every
/// seventh has an attachment; what is acknowledged is written to standard output.
final class TortureWriter {
    private static final int LARGEST_GROUP = 60;

    private TortureWriter() {}

    static ArchiveSetup setup() {
        Clock clock = Clock.fixed(TestHome.NOW, ZoneOffset.UTC);
        return ArchiveSetup.of(new FixedKeyVault(), new MemoryLedger(clock), clock, "test")
                .packBytes(200_000);
    }

    static byte[] content(long number) {
        return ("picture " + number % 5).repeat(500).getBytes(StandardCharsets.US_ASCII);
    }

    static Change item(Archive archive, long number) throws IOException {
        return number % 7 == 0
                ? SampleItems.file(
                        (int) number,
                        archive.put(new ByteArrayInputStream(content(number))),
                        SampleItems.BOTH)
                : SampleItems.text((int) number, SampleItems.ALICE_AND_WAITING_FOR_CAROL);
    }

    public static void main(String[] args) throws IOException {
        Random random = new Random(Long.parseLong(args[1]));
        try (Archive archive = Archive.open(Path.of(args[0]), setup())) {
            long next = archive.lastSequence() + 1;
            IO.println("open " + (next - 1));
            while (true) {
                List<Change> changes = new ArrayList<>();
                for (int n = 1 + random.nextInt(LARGEST_GROUP); n > 0; n--) {
                    changes.add(item(archive, next++));
                }
                PreparedGroup group = archive.prepare(changes);
                CommitReceipt receipt = archive.commit(group);
                IO.println("archived " + receipt.lastSequence());
            }
        }
    }
}
