package dev.wharf.destinations.microsoft365.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.mail.Mail;
import dev.wharf.mail.Part;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

class FilePolicyTest {
    private static final Mail MAIL =
            TestMail.of(new EmailAddress("alice@firm.example"), "item", Instant.EPOCH);

    private final FilePolicy policy = new FilePolicy(FileLimits.DOCUMENTED);

    private FilePlan plan(long... sizes) {
        List<Part> parts = new ArrayList<>();
        LongStream.of(sizes)
                .forEach(
                        size ->
                                parts.add(
                                        new Part.Stored(
                                                "f" + parts.size(),
                                                "image/jpeg",
                                                List.of(),
                                                new ContentDigest("ab".repeat(32)),
                                                size)));
        return policy.plan(MAIL, parts, _ -> new ByteArrayInputStream(new byte[0]), 10_000);
    }

    @Test
    void smallFilesGoWithTheMail() {
        FilePlan plan = plan(100_000, 200_000, 0);

        assertThat(plan.isWholeAtOnce()).isTrue();
        assertThat(plan.inCreate()).hasSize(3);
    }

    @Test
    void base64IsCounted() {
        assertThat(plan(2_300_000).later()).hasSize(1);
        assertThat(plan(2_200_000).later()).isEmpty();
    }

    @Test
    void whatDoesNotFitComesLater() {
        FilePlan plan = plan(1_500_000, 1_500_000, 50_000_000);

        assertThat(plan.inCreate()).hasSize(1);
        assertThat(plan.later()).hasSize(2);
        assertThat(plan.leftOut()).isEmpty();
    }

    @Test
    void theLargestIsLeftOutUntilTheRestFits() {
        FilePlan plan = plan(60_000_000, 100_000_000, 20_000_000);

        assertThat(plan.leftOut())
                .singleElement()
                .extracting(Part.Stored::size)
                .isEqualTo(100_000_000L);
        assertThat(plan.all()).hasSize(3);
    }

    @Test
    void aNoticeNamesWhatIsLeftOutAndTheWayToIt() throws IOException {
        FilePlan plan = plan(2_000_000_000L);

        String text =
                new String(
                        plan.inCreate().getFirst().open().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(text)
                .contains("f0", "2000000000 bytes", "ab".repeat(32), "wharf show item --raw");
    }

    @Test
    void theRecordsLineHasNoName() {
        FilePlan plan = plan(2_000_000_000L);

        assertThat(FilePolicy.line("item", plan.leftOut().getFirst()))
                .contains("2000000000 bytes", "wharf show item")
                .doesNotContain("f0");
    }

    @Test
    void notMoreFilesThanAMailTakes() {
        FilePlan plan = plan(LongStream.range(1, 300).toArray());

        assertThat(plan.all()).hasSize(250);
        assertThat(plan.leftOut()).hasSize(50);
    }

    @Test
    void sizesAreReadAsTheyAreWritten() {
        FileSizes sizes = new FileSizes(List.of(3L, 1L, 2L));

        assertThat(sizes.written()).isEqualTo("3: 1,2,3");
        assertThat(FileSizes.read(sizes.written())).isEqualTo(sizes);
        assertThat(FileSizes.read("0:")).isEqualTo(new FileSizes(List.of()));
        assertThat(FileSizes.read("2: 1,2,3")).isNull();
        assertThat(FileSizes.read("")).isNull();
    }

    @Test
    void aFileMayBeCountedLargerAndNeverSmaller() {
        FileSizes sizes = new FileSizes(List.of(1000L, 5_000_000L));

        assertThat(sizes.match(List.of(5_000_200L, 1_180L), FileLimits.DOCUMENTED)).isTrue();
        assertThat(sizes.match(List.of(4_999_999L, 1_180L), FileLimits.DOCUMENTED)).isFalse();
        assertThat(sizes.match(List.of(5_000_000L), FileLimits.DOCUMENTED)).isFalse();
    }
}
