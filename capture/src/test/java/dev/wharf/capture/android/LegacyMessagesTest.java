package dev.wharf.capture.android;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Membership;
import dev.wharf.core.event.Content.Message;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/// The table `messages`, row by row.
class LegacyMessagesTest {
    private static final String TABLE =
            """
            CREATE TABLE %s (_id INTEGER PRIMARY KEY, key_remote_jid TEXT NOT NULL,
            key_from_me INTEGER, key_id TEXT NOT NULL, status INTEGER, data TEXT, timestamp INTEGER,
            media_url TEXT, media_mime_type TEXT, media_wa_type TEXT, media_size INTEGER,
            media_name TEXT, media_caption TEXT, media_hash TEXT, media_duration INTEGER,
            origin INTEGER, latitude REAL, longitude REAL, thumb_image TEXT, remote_resource TEXT,
            raw_data BLOB, quoted_row_id INTEGER, mentioned_jids TEXT, edit_version INTEGER,
            forwarded INTEGER, receipt_device_timestamp INTEGER, read_device_timestamp INTEGER)
            """;
    private static final String PEER = "447700900002@s.whatsapp.net";
    private static final String OTHER = "447700900003@s.whatsapp.net";
    private static final String GROUP = "447700900002-1500000000@g.us";

    @TempDir private Path folder;
    private final List<String> sql =
            new ArrayList<>(
                    List.of(
                            TABLE.formatted("messages"),
                            TABLE.formatted("messages_quotes"),
                            "INSERT INTO messages (_id, key_remote_jid, key_from_me, key_id, status) VALUES (1, '-1', 0, '-1', -1)"));

    private LegacyMessagesTest row(String table, int id, String chat, boolean own, String more) {
        StringBuilder columns =
                new StringBuilder("_id, key_remote_jid, key_from_me, key_id, timestamp");
        StringBuilder values =
                new StringBuilder(
                        "%d, '%s', %d, 'KEY%d', %d"
                                .formatted(id, chat, own ? 1 : 0, id, 1_500_000_000_000L + id));
        for (String one : more.isEmpty() ? new String[0] : more.split(";;")) {
            columns.append(", ").append(one, 0, one.indexOf('='));
            values.append(", ").append(one.substring(one.indexOf('=') + 1));
        }
        sql.add("INSERT INTO %s (%s) VALUES (%s)".formatted(table, columns, values));
        return this;
    }

    private LegacyMessagesTest row(int id, String chat, boolean own, String more) {
        return row("messages", id, chat, own, more);
    }

    private List<Event> events() {
        return made().events();
    }

    private Backup made() {
        return new Backup(folder).database("msgstore.db", sql.toArray(new String[0])).owned();
    }

    private static @Nullable String number(@Nullable Person person) {
        PhoneNumber phone = person == null ? null : person.phone();
        return phone == null ? null : phone.e164();
    }

    @Test
    void aTextOfEachSideIsReadWithItsSenderAndTime() {
        row(2, PEER, false, "data='hello';;media_wa_type='0'");
        row(3, PEER, true, "data='hi';;media_wa_type='0'");

        List<Event> events = events();

        assertThat(events).hasSize(2);
        assertThat(events.getFirst().content()).isEqualTo(Message.text("hello"));
        assertThat(number(events.getFirst().sender())).isEqualTo("+447700900002");
        assertThat(events.getFirst().direction()).isEqualTo(Direction.INCOMING);
        assertThat(events.getFirst().chat().kind()).isEqualTo(ChatKind.DIRECT);
        assertThat(events.getFirst().time().at().toEpochMilli()).isEqualTo(1_500_000_000_002L);
        assertThat(events.getFirst().provenance().locator()).isEqualTo("messages:2");
        assertThat(Objects.requireNonNull(events.getFirst().key()).id()).isEqualTo("KEY2");
        assertThat(events.getLast().direction()).isEqualTo(Direction.OUTGOING);
        assertThat(Objects.requireNonNull(events.getLast().sender()).owner()).isTrue();
    }

    @Test
    void inAGroupTheResourceIsTheSender() {
        row(2, GROUP, false, "data='hello';;remote_resource='" + OTHER + "'");

        Event event = events().getFirst();

        assertThat(event.chat().kind()).isEqualTo(ChatKind.GROUP);
        assertThat(number(event.sender())).isEqualTo("+447700900003");
    }

    @Test
    void aGroupIsCalledByTheListOfChatsAndItsMembersByTheListOfParticipants() {
        sql.add(
                "CREATE TABLE chat_list (_id INTEGER PRIMARY KEY, key_remote_jid TEXT UNIQUE, subject TEXT)");
        sql.add("INSERT INTO chat_list VALUES (1, '%s', 'Skippers')".formatted(GROUP));
        sql.add(
                "CREATE TABLE group_participants (_id INTEGER PRIMARY KEY, gjid TEXT, jid TEXT, admin INTEGER, pending INTEGER)");
        sql.add(
                "INSERT INTO group_participants VALUES (1, '%s', '', 1, 0), (2, '%s', '%s', 0, 0)"
                        .formatted(GROUP, GROUP, OTHER));
        row(2, GROUP, true, "data='hello'");

        Event event = events().getFirst();

        assertThat(event.chat().title()).isEqualTo("Skippers");
        assertThat(event.members()).hasSize(2);
        assertThat(event.members().getFirst().owner()).isTrue();
        assertThat(number(event.members().getLast())).isEqualTo("+447700900003");
    }

    @Test
    void aQuoteIsReadFromItsOwnTable() {
        row("messages_quotes", 7, PEER, true, "data='what was said'");
        row(2, PEER, false, "data='answer';;quoted_row_id=7");

        Message message = (Message) events().getFirst().content();

        assertThat(Objects.requireNonNull(message.quote()).text()).isEqualTo("what was said");
        assertThat(Objects.requireNonNull(message.quote().target().key()).id()).isEqualTo("KEY7");
        assertThat(Objects.requireNonNull(message.quote().author()).owner()).isTrue();
    }

    @Test
    void aFileIsFoundWhereTheSerializedObjectSaysItLies() throws Exception {
        String serialized =
                hex(new Held(new File("/storage/emulated/0/WhatsApp/Media/WhatsApp Images/a.jpg")));
        row(
                2,
                PEER,
                false,
                "media_wa_type='1';;media_caption='look';;media_mime_type='image/jpeg';;thumb_image=x'"
                        + serialized
                        + "'");
        row(
                3,
                PEER,
                false,
                "media_wa_type='2';;origin=1;;media_mime_type='audio/ogg';;media_size=77");
        Backup pack =
                made().file("Media/WhatsApp Images/a.jpg", Backup.utf8("picture"))
                        .file("Media/Other/a.jpg", Backup.utf8("another"));

        List<Event> events = pack.events();

        Message picture = (Message) events.getFirst().content();
        assertThat(picture.text()).isEqualTo("look");
        assertThat(picture.attachments()).hasSize(1);
        assertThat(picture.attachments().getFirst().state()).isEqualTo(AttachmentState.PENDING);
        assertThat(picture.attachments().getFirst().size()).isEqualTo("picture".length());
        Attachment voice = ((Message) events.getLast().content()).attachments().getFirst();
        assertThat(voice.state()).isEqualTo(AttachmentState.MISSING);
        assertThat(voice.kind()).isEqualTo(MediaKind.VOICE_NOTE);
        assertThat(voice.size()).isEqualTo(77);
    }

    @Test
    void whatIsLeftOfAMissingPictureIsItsThumbnail() {
        row(2, PEER, false, "media_wa_type='1';;raw_data=x'ffd8ff00'");

        Message message = (Message) events().getFirst().content();

        assertThat(message.attachments().stream().map(Attachment::kind))
                .containsExactly(MediaKind.IMAGE, MediaKind.THUMBNAIL);
    }

    @Test
    void placesContactsMentionsAndForwardsAreRead() {
        sql.add(
                "CREATE TABLE messages_vcards (_id INTEGER PRIMARY KEY, message_row_id INTEGER, vcard TEXT)");
        sql.add(
                "INSERT INTO messages_vcards VALUES (1, 3, 'BEGIN:VCARD\nFN:Ada\nTEL:+1\nEND:VCARD'), (2, 3, 'BEGIN:VCARD\nFN:Bo\nEND:VCARD')");
        row(2, PEER, false, "media_wa_type='5';;latitude=51.5;;longitude=-0.1;;media_name='Quay'");
        row(3, PEER, false, "media_wa_type='14'");
        row(4, GROUP, true, "data='@447700900003 look';;mentioned_jids='" + OTHER + "'");
        row(5, PEER, false, "data='pass it on';;forwarded=1");

        List<Message> said = made().said(Message.class);

        assertThat(Objects.requireNonNull(said.get(0).location()).latitude()).isEqualTo(51.5);
        assertThat(Objects.requireNonNull(said.get(0).location()).name()).isEqualTo("Quay");
        assertThat(said.get(1).contacts()).extracting("displayName").containsExactly("Ada", "Bo");
        assertThat(said.get(2).mentions())
                .extracting(LegacyMessagesTest::number)
                .containsExactly("+447700900003");
        assertThat(said.get(3).marks().forwardScore()).isEqualTo(1);
    }

    @Test
    void aMessageDeletedForEveryoneIsADeletion() {
        row(2, PEER, false, "edit_version=7");

        Content.Deletion deletion = (Content.Deletion) events().getFirst().content();

        assertThat(Objects.requireNonNull(deletion.target().key()).id()).isEqualTo("KEY2");
        assertThat(number(deletion.by())).isEqualTo("+447700900002");
    }

    @Test
    void aSystemMessageKeepsItsActionWhereOthersHaveTheirSize() throws Exception {
        row(
                2,
                GROUP,
                false,
                "status=6;;media_size=12;;remote_resource='%s';;thumb_image=x'%s'"
                        .formatted(PEER, hex(new ArrayList<>(List.of(OTHER)))));
        row(
                3,
                GROUP,
                true,
                "status=6;;media_size=1;;data='New name';;remote_resource='%s'".formatted(PEER));
        row(4, GROUP, true, "status=6;;media_size=4711");

        List<Event> events = events();

        assertThat(events.get(0).content())
                .isInstanceOfSatisfying(
                        Membership.class,
                        added -> {
                            assertThat(added.action()).isEqualTo(Membership.Action.ADDED);
                            assertThat(added.subjects())
                                    .extracting(LegacyMessagesTest::number)
                                    .containsExactly("+447700900003");
                        });
        assertThat(number(events.get(0).sender())).isEqualTo("+447700900002");
        assertThat(events.get(1).content())
                .isInstanceOfSatisfying(
                        Content.Notice.class,
                        notice -> assertThat(notice.text()).contains("New name"));
        assertThat(events.get(2).content()).isInstanceOf(Content.Unknown.class);
        assertThat(made().report().warnings()).anyMatch(warning -> warning.contains("4711"));
    }

    @Test
    void receiptsStandInTheRowOrInATableOfTheirOwn() {
        sql.add(
                "CREATE TABLE receipts (_id INTEGER PRIMARY KEY, key_remote_jid TEXT, key_id TEXT, remote_resource TEXT, receipt_device_timestamp INTEGER, read_device_timestamp INTEGER)");
        sql.add(
                "INSERT INTO receipts VALUES (1, '%s', 'KEY3', '%s', 1500000001000, -1)"
                        .formatted(GROUP, OTHER));
        row(
                2,
                PEER,
                true,
                "data='a';;receipt_device_timestamp=1500000000500;;read_device_timestamp=1500000000900");
        row(3, GROUP, true, "data='b'");

        List<Content.Receipt> receipts = made().said(Content.Receipt.class);

        assertThat(receipts)
                .extracting("status")
                .containsExactly(
                        Content.Receipt.Status.DELIVERED,
                        Content.Receipt.Status.READ,
                        Content.Receipt.Status.DELIVERED);
        assertThat(number(receipts.getLast().recipient())).isEqualTo("+447700900003");
    }

    @Test
    void aTypeThatNobodyKnowsIsKeptRaw() {
        row(2, PEER, false, "data='odd';;media_wa_type='77'");

        var decoded = made().decoded().getFirst();

        assertThat(decoded.event().content()).isInstanceOf(Content.Unknown.class);
        assertThat(new String(decoded.raw(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("odd");
    }

    @Test
    void theFullerTableLeadsAndTheOtherAddsWhatOnlyItHas() {
        sql.add(
                "CREATE TABLE jid (_id INTEGER PRIMARY KEY, user TEXT, server TEXT, raw_string TEXT)");
        sql.add(
                "INSERT INTO jid VALUES (1, '447700900002', 's.whatsapp.net', '%s')"
                        .formatted(PEER));
        sql.add("CREATE TABLE chat (_id INTEGER PRIMARY KEY, jid_row_id INTEGER, subject TEXT)");
        sql.add("INSERT INTO chat VALUES (1, 1, NULL)");
        sql.add(
                "CREATE TABLE message (_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER, key_id TEXT, timestamp INTEGER, message_type INTEGER, text_data TEXT, sort_id INTEGER)");
        sql.add(
                "INSERT INTO message VALUES (1, -1, 0, '-1', -1, -1, NULL, 1), (2, 1, 0, 'KEY2', 1500000000002, 0, 'in both', 2), (9, 1, 0, 'KEY9', 1500000000009, 0, 'only new', 9)");
        row(2, PEER, false, "data='in both'");
        row(3, PEER, false, "data='only old'");
        row(4, PEER, false, "data='only old too'");

        assertThat(events())
                .extracting(event -> ((Message) event.content()).text())
                .containsExactlyInAnyOrder("in both", "only old", "only old too", "only new");
    }

    @Test
    void oneIdInTwoChatsIsTwoMessages() {
        sql.add(
                "CREATE TABLE jid (_id INTEGER PRIMARY KEY, user TEXT, server TEXT, raw_string TEXT)");
        sql.add(
                "INSERT INTO jid VALUES (1, '447700900002', 's.whatsapp.net', '%s')"
                        .formatted(PEER));
        sql.add("CREATE TABLE chat (_id INTEGER PRIMARY KEY, jid_row_id INTEGER, subject TEXT)");
        sql.add("INSERT INTO chat VALUES (1, 1, NULL)");
        sql.add(
                "CREATE TABLE message (_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER, key_id TEXT, timestamp INTEGER, message_type INTEGER, text_data TEXT, sort_id INTEGER)");
        sql.add("INSERT INTO message VALUES (20, 1, 1, 'SAME', 1500000000002, 0, 'to all', 2)");
        row(2, PEER, true, "data='to all'");
        row(3, OTHER, true, "data='to all'");
        sql.add("UPDATE messages SET key_id = 'SAME' WHERE _id > 1");

        assertThat(events())
                .extracting(event -> event.chat().jid())
                .containsExactlyInAnyOrder(PEER, OTHER);
    }

    private static String hex(Serializable object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private record Held(File file) implements Serializable {}
}
