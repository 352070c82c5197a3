package dev.wharf.capture.android;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.event.EventKind;
import dev.wharf.testkit.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/// Every sample database, against what a person counted in it with SQL.
class SampleBackupsTest {
    @TempDir Path temp;

    private Backup sql(String messages, String contacts) throws Exception {
        Path samples = Samples.require("phone/android");
        return new Backup(temp)
                .database(
                        "msgstore.db",
                        SqlText.statements(Files.readString(samples.resolve(messages))))
                .database(
                        "wa.db", SqlText.statements(Files.readString(samples.resolve(contacts))));
    }

    private Backup dexter() throws Exception {
        Path samples = Samples.require("phone/android");
        return new Backup(temp)
                .file("a.db", samples.resolve("dexter-test_msgstore.db"))
                .file("b.db", samples.resolve("dexter-test_wa.db"))
                .owned();
    }

    @Test
    void readsTheMessagesOfTheOldestSample() throws Exception {
        SourceReport report = dexter().report();

        assertThat(report.byKind())
                .containsEntry(EventKind.MESSAGE, 60L)
                .containsEntry(EventKind.DELETION, 1L);
        assertThat(report.attachmentsMissing()).isEqualTo(5);
    }
}
