package dev.wharf.capture.android;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;
import dev.wharf.testkit.android.AndroidGeneration;
import dev.wharf.testkit.android.AndroidShape;
import dev.wharf.testkit.android.AndroidStore;
import dev.wharf.testkit.android.AndroidWritten;
import dev.wharf.testkit.android.AndroidWritten.Fact;
import dev.wharf.testkit.android.AndroidWritten.Named;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;

/// Databases of every generation, whose content is known because the test made them.
class GeneratedStoreTest {
    @TempDir private Path scratch;

    @ParameterizedTest
    @EnumSource
    void everythingThatWasWrittenIsRead(AndroidGeneration generation) throws Exception {
        AndroidWritten written =
                AndroidStore.write(
                        AndroidShape.of(generation, 6_000).withMedia(900, 30),
                        scratch.resolve("phone"));
        Path pack = Tally.packed(written.folder(), scratch.resolve("phone.zip"));
        Named text = written.named(Fact.TEXT).getLast();

        Tally read = Tally.of(pack, scratch, text.key());

        assertThat(read.of(EventKind.MESSAGE))
                .isEqualTo(
                        written.count(
                                        Fact.TEXT,
                                        Fact.MEDIA,
                                        Fact.CONTACT,
                                        Fact.LOCATION,
                                        Fact.POLL,
                                        Fact.VOTE)
                                + read.recovered);
        assertThat(read.of(EventKind.DELETION)).isEqualTo(written.count(Fact.REVOKED));
        assertThat(read.of(EventKind.CALL)).isEqualTo(written.count(Fact.CALL));
        assertThat(read.of(EventKind.REACTION))
                .isEqualTo(written.count(Fact.REACTION, Fact.REACTION_REMOVED));
        assertThat(read.of(EventKind.MEMBERSHIP) + read.of(EventKind.NOTICE))
                .isEqualTo(written.count(Fact.ADDED, Fact.SUBJECT));
        assertThat(read.of(EventKind.RECEIPT)).isGreaterThanOrEqualTo(written.count(Fact.RECEIPT));
        assertThat(read.of(EventKind.UNKNOWN)).isZero();
        assertThat(read.quotes).isEqualTo(written.count(Fact.QUOTE));
        assertThat(read.forwarded).isEqualTo(written.count(Fact.FORWARDED));
        assertThat(read.mentions).isEqualTo(written.count(Fact.MENTION));
        assertThat(read.edited).isEqualTo(written.count(Fact.EDIT));
        assertThat(read.of(AttachmentState.MISSING)).isEqualTo(870);
        assertThat(read.report().attachmentsMissing()).isEqualTo(870);
        Event event = read.message(text.key());
        assertThat(((Content.Message) event.content()).text()).isEqualTo(text.text());
        assertThat(event.time().at()).isEqualTo(text.at());
        assertThat(read.report().events())
                .isEqualTo(read.kinds.values().stream().mapToLong(Long::longValue).sum());
    }
}
