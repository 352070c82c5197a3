package dev.wharf.capture.android;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.event.AttachmentState;
import dev.wharf.testkit.android.AndroidGeneration;
import dev.wharf.testkit.android.AndroidShape;
import dev.wharf.testkit.android.AndroidStore;
import dev.wharf.testkit.android.AndroidWritten;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;

/// A large history whose files are elsewhere, as after an export by a tool that took the database
/// alone, or from a phone that had moved them to the cloud: each is recorded, each as missing.
class MissingMediaTest {
    private static final int MESSAGES = 100_000;
    private static final int MISSING = 14_073;

    @TempDir private Path scratch;

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "LID"})
    void everyMissingFileIsRecorded(AndroidGeneration generation) throws Exception {
        AndroidWritten phone =
                AndroidStore.write(
                        AndroidShape.of(generation, MESSAGES).withMedia(MISSING, 0),
                        scratch.resolve("phone"));

        Tally read = Tally.of(phone.database(), scratch);

        assertThat(read.of(AttachmentState.MISSING)).isEqualTo(MISSING);
        assertThat(read.report().attachmentsMissing()).isEqualTo(MISSING);
        assertThat(read.messages()).isEqualTo(MESSAGES);
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "LID"})
    void thoseThatAreThereAreNotCounted(AndroidGeneration generation) throws Exception {
        AndroidWritten phone =
                AndroidStore.write(
                        AndroidShape.of(generation, MESSAGES / 10).withMedia(MISSING / 10, 120),
                        scratch.resolve("phone"));
        Path pack = Tally.packed(phone.folder(), scratch.resolve("phone.zip"));

        Tally read = Tally.of(pack, scratch);

        assertThat(read.of(AttachmentState.MISSING)).isEqualTo(MISSING / 10 - 120);
        assertThat(read.report().attachmentsFound()).isGreaterThanOrEqualTo(120);
    }
}
