package dev.wharf.testkit.android;

import dev.wharf.testkit.android.AndroidStory.Line;
import dev.wharf.testkit.android.AndroidWritten.Fact;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes `messages`, the table of the years until 2021, and what hangs on it.
final class LegacyTables implements AutoCloseable {
    private static final String[] COLUMNS = {
        "_id",
        "key_remote_jid",
        "key_from_me",
        "key_id",
        "status",
        "data",
        "timestamp",
        "media_mime_type",
        "media_wa_type",
        "media_size",
        "media_name",
        "media_caption",
        "media_hash",
        "media_duration",
        "origin",
        "latitude",
        "longitude",
        "thumb_image",
        "remote_resource",
        "received_timestamp",
        "receipt_server_timestamp",
        "receipt_device_timestamp",
        "read_device_timestamp",
        "raw_data",
        "quoted_row_id",
        "mentioned_jids",
        "edit_version",
        "forwarded"
    };

    private final AndroidPeople people;
    private final AndroidStory story;
    private final List<TableRows> all = new ArrayList<>();
    private final TableRows messages;
    private final TableRows quotes;
    private final TableRows cards;
    private final TableRows links;
    private final TableRows receipts;
    private long quote;

    LegacyTables(
            Connection connection,
            Map<String, List<String>> tables,
            AndroidPeople people,
            AndroidStory story)
            throws SQLException {
        this.people = people;
        this.story = story;
        messages = AndroidHeads.rows(connection, tables, "messages", COLUMNS);
        quotes = AndroidHeads.rows(connection, tables, "messages_quotes", COLUMNS);
        cards =
                AndroidHeads.rows(
                        connection,
                        tables,
                        "messages_vcards",
                        "message_row_id",
                        "sender_jid",
                        "chat_jid",
                        "vcard");
        links =
                AndroidHeads.rows(
                        connection,
                        tables,
                        "messages_links",
                        "key_remote_jid",
                        "message_row_id",
                        "link_index");
        receipts =
                AndroidHeads.rows(
                        connection,
                        tables,
                        "receipts",
                        "key_remote_jid",
                        "key_id",
                        "remote_resource",
                        "receipt_device_timestamp",
                        "read_device_timestamp");
        all.addAll(List.of(messages, quotes, cards, links, receipts));
    }

    void sentinel() throws SQLException {
        messages.add(
                1, "-1", 0, "-1", -1, null, 0, null, "0", -1, null, null, null, 0, 0, 0.0, 0.0,
                null, null, -1, -1, -1, -1, null, 0, null, 0, 0);
    }

    void write(Line line) throws SQLException {
        long quotedRow = line.quotes() < 0 ? 0 : ++quote;
        if (quotedRow > 0) {
            row(quotes, quotedRow, 0, story.line(line.quotes()));
        }
        row(messages, line.row(), quotedRow, line);
        String chat = people.chatJid(line.chat());
        boolean group = people.isGroup(line.chat());
        for (int i = 0; group && i < line.receipts(); i++) {
            receipts.add(
                    chat,
                    line.key(),
                    AndroidPeople.jid(people.member(line.chat(), i)),
                    line.at() + 2_000,
                    i == 2 ? null : line.at() + 60_000);
        }
        if (line.kind() == Fact.CONTACT) {
            cards.add(line.row(), null, chat, AndroidStory.vcard(line.index()));
        }
        if (line.kind() == Fact.TEXT && line.index() % 500 == 0) {
            links.add(chat, line.row(), 0);
        }
    }

    private void row(TableRows into, long row, long quotedRow, Line line) throws SQLException {
        boolean group = people.isGroup(line.chat());
        boolean media = line.kind() == Fact.MEDIA;
        boolean place = line.kind() == Fact.LOCATION;
        boolean direct = line.receipts() > 0 && !group;
        AndroidStory.@Nullable MediaForm form = media ? AndroidStory.form(line.media()) : null;
        into.add(
                row,
                people.chatJid(line.chat()),
                line.own() ? 1 : 0,
                line.key(),
                action(line) > 0 ? 6 : line.own() ? 13 : 0,
                data(line),
                line.at(),
                form == null ? null : form.mime,
                type(line),
                action(line) > 0 ? action(line) : media ? 1_000 + line.media() : 0,
                media
                        ? AndroidStory.fileName(line.media())
                        : line.kind() == Fact.CONTACT ? "Card " + line.index() : null,
                AndroidStory.caption(line),
                media ? story.mediaHash(line.media()) : null,
                form != null && (form.type == 2 || form.type == 3) ? 7 : 0,
                form != null && form.type == 2 ? 1 : 0,
                place ? 52.5 + line.index() % 100 / 1e3 : 0.0,
                place ? 13.4 : 0.0,
                serialized(line),
                group && !line.own() ? AndroidPeople.jid(line.sender()) : null,
                line.at() + 700,
                line.own() ? line.at() / 1_000 * 1_000 : -1,
                direct ? line.at() + 2_000 : -1,
                direct ? line.at() + 60_000 : -1,
                media && line.media() % 10 == 0 ? AndroidStory.thumbnail(line.media()) : null,
                quotedRow,
                line.mentions() >= 0 ? AndroidPeople.jid(line.mentions()) : null,
                line.kind() == Fact.REVOKED ? 7 : 0,
                line.forwarded());
    }

    /// For lines of WhatsApp's own, kept where others have a size.
    private static int action(Line line) {
        return switch (line.kind()) {
            case ADDED -> 12;
            case SUBJECT -> 1;
            default -> 0;
        };
    }

    private static String type(Line line) {
        return switch (line.kind()) {
            case MEDIA -> Integer.toString(AndroidStory.form(line.media()).type);
            case CONTACT -> "4";
            case LOCATION -> "5";
            case REVOKED -> "15";
            case CALL_MESSAGE -> "10";
            default -> "0";
        };
    }

    private @Nullable String data(Line line) {
        return switch (line.kind()) {
            case TEXT -> story.text(line.index());
            case SUBJECT -> people.subject(line.chat());
            case CONTACT -> AndroidStory.vcard(line.index());
            default -> null;
        };
    }

    /// What lies in `thumb_image`: Java's own serialization, of the file or of the people.
    private byte @Nullable [] serialized(Line line) {
        if (line.kind() == Fact.MEDIA) {
            return serialized(
                    new MediaData(
                            "/storage/emulated/0/WhatsApp/" + AndroidStory.path(line.media())));
        }
        if (line.kind() == Fact.ADDED && people.isGroup(line.chat())) {
            return serialized(
                    new ArrayList<>(List.of(AndroidPeople.jid(people.member(line.chat(), 0)))));
        }
        return null;
    }

    private static byte[] serialized(Serializable object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /// In place of WhatsApp's class of that name.
    private static final class MediaData implements Serializable {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("unused") // read by nobody but the stream
        private final java.io.File file;

        MediaData(String path) {
            file = new java.io.File(path);
        }
    }

    @Override
    public void close() throws SQLException {
        for (TableRows rows : all) {
            rows.close();
        }
    }
}
