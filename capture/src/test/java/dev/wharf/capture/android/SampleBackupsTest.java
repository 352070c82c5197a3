package dev.wharf.capture.android;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Content.Deletion;
import dev.wharf.core.event.Content.Membership;
import dev.wharf.core.event.Content.Message;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.event.MessageKey;
import dev.wharf.testkit.Samples;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Every sample database, against what a person counted in it with SQL.
class SampleBackupsTest {
    @TempDir Path temp;

    private Backup sql(String messages, String contacts) throws Exception {
        Path samples = Samples.require("phone/android");
        return new Backup(temp)
                .database(
                        "msgstore.db",
                        SqlText.statements(Files.readString(samples.resolve(messages))))
                .database("wa.db", SqlText.statements(Files.readString(samples.resolve(contacts))));
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
        assertThat(report.attachmentsFound()).isZero();
        assertThat(report.warnings())
                .contains(
                        "7 messages whose sender the database does not name (message:158348; message:158349; message:158350; message:158351; message:158369; …)");
    }

    @Test
    void readsWhoWroteWhereInTheOldestSample() throws Exception {
        List<Event> events = messages(dexter().events());

        assertThat(events).hasSize(61);
        assertThat(count(events, event -> event.direction() == Event.Direction.OUTGOING))
                .isEqualTo(24);
        assertThat(count(events, event -> event.chat().kind() == ChatKind.GROUP)).isEqualTo(26);
        assertThat(count(events, event -> "Jindra Otto".equals(event.chat().title())))
                .isEqualTo(16);
        assertThat(events).extracting(event -> event.chat().jid()).doesNotContainNull();
        assertThat(events.getFirst().time().at())
                .isEqualTo(Instant.ofEpochMilli(1_543_315_998_869L));
        assertThat(
                        events.stream()
                                .map(Event::chat)
                                .map(chat -> String.valueOf(chat.title()))
                                .filter(title -> title.equals("Aenean lobortis")))
                .hasSize(4);
        assertThat(
                        events.stream()
                                .filter(event -> "Aenean lobortis".equals(event.chat().title()))
                                .findFirst()
                                .orElseThrow()
                                .members())
                .hasSize(22);
    }

    @Test
    void readsPlacesAndFilesOfTheOldestSample() throws Exception {
        List<Message> messages = dexter().said(Message.class);

        assertThat(messages.stream().filter(message -> message.location() != null)).hasSize(4);
        assertThat(messages.stream().flatMap(message -> message.attachments().stream()))
                .extracting(file -> file.kind() + " " + file.fileName())
                .containsExactly(
                        "IMAGE IMG-20181127-WA0025.jpg",
                        "IMAGE IMG-20181127-WA0026.jpg",
                        "IMAGE IMG-20181127-WA0027.jpg",
                        "IMAGE IMG-20181127-WA0028.jpg",
                        "VIDEO null");
    }

    @Test
    void readsWhatASampleOf2023HoldsOfEdits() throws Exception {
        Backup backup = sql("chm-2023-10-msgstore.sql", "chm-2023-10-wa.sql").with("owner", "A");
        List<Event> events = messages(backup.events());

        assertThat(events)
                .extracting(event -> event.content().kind())
                .containsExactly(
                        EventKind.MEMBERSHIP,
                        EventKind.MESSAGE,
                        EventKind.MESSAGE,
                        EventKind.DELETION);
        Membership joined = (Membership) events.getFirst().content();
        assertThat(joined.action()).isEqualTo(Membership.Action.ADDED);
        assertThat(joined.subjects().getFirst().owner()).isTrue();
        Message edited = (Message) events.get(1).content();
        assertThat(edited.text()).isEqualTo("Last group message");
        assertThat(edited.marks().edited()).isTrue();
        assertThat(edited.marks().forwardScore()).isEqualTo(1);
        assertThat(id(Objects.requireNonNull(edited.quote()).target().key()))
                .isEqualTo("GROUPMSG00100");
        assertThat(id(events.get(1).key())).isEqualTo("GROUPMSG99999OLD GROUPMSG99999");
        Message place = (Message) events.get(2).content();
        assertThat(Objects.requireNonNull(place.location()).live()).isTrue();
        assertThat(place.location().name()).isEqualTo("New Bahari");
        Deletion deletion = (Deletion) events.get(3).content();
        assertThat(id(deletion.target().key())).isEqualTo("PERSONALMSGDELETED");
        assertThat(Objects.requireNonNull(deletion.by()).owner()).isTrue();
        assertThat(events.get(3).time().at()).isEqualTo(Instant.ofEpochMilli(1_693_993_963_000L));
    }

    @Test
    void readsTheBusinessMessageOfASampleOf2026() throws Exception {
        Backup backup = sql("chm-2026-01-msgstore.sql", "chm-2026-01-wa.sql").with("owner", "A");
        List<Event> events = messages(backup.events());

        assertThat(events).hasSize(1);
        Message message = (Message) events.getFirst().content();
        assertThat(message.text()).isEqualTo("Line 1\nLine 2\n\nLine 3");
        assertThat(Objects.requireNonNull(message.location()).name()).isEqualTo("New Bahari");
        assertThat(Objects.requireNonNull(message.structured()).type()).isEqualTo("interactive");
        assertThat(events.getFirst().chat().title()).isEqualTo("WA Verified VName");
    }

    @Test
    void readsEverySchemaThereIs() throws Exception {
        Path samples = Samples.require("phone/android");
        for (String schema :
                List.of(
                        "dexter-msgstore.schema.sql",
                        "msgstore-2026-key-tables.schema.sql",
                        "wacrypttools-msgstore.schema.sql",
                        "whatsappviewer-msgstore-2021.schema.sql")) {
            String[] tables =
                    Stream.of(SqlText.statements(Files.readString(samples.resolve(schema))))
                            .filter(sql -> sql.startsWith("CREATE TABLE"))
                            .filter(sql -> !sql.contains("sqlite_"))
                            .toArray(String[]::new);
            Backup empty = new Backup(temp).database("msgstore.db", tables).owned();

            assertThat(empty.report().events()).as(schema).isZero();
        }
    }

    /// Those that stand in `message`.
    private static List<Event> messages(List<Event> events) {
        return events.stream()
                .filter(event -> event.provenance().locator().startsWith("message:"))
                .toList();
    }

    private static long count(List<Event> events, Predicate<Event> which) {
        return events.stream().filter(which).count();
    }

    private static String id(@Nullable MessageKey key) {
        return Objects.requireNonNull(key).id();
    }
}
