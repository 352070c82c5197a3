package dev.wharf.testkit.android;

import dev.wharf.testkit.android.AndroidStory.Line;
import dev.wharf.testkit.android.AndroidWritten.Fact;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes `message` and what hangs on it.
final class MessageTables implements AutoCloseable {
    private final AndroidShape shape;
    private final AndroidPeople people;
    private final AndroidStory story;
    private final Connection connection;
    private final Map<String, List<String>> tables;
    private final List<TableRows> all = new ArrayList<>();

    private final TableRows messages;
    private final TableRows media;
    private final TableRows thumbnails;
    private final TableRows quoted;
    private final TableRows mentions;
    private final TableRows forwarded;
    private final TableRows addOns;
    private final TableRows reactions;
    private final TableRows votes;
    private final TableRows choices;
    private final TableRows polls;
    private final TableRows options;
    private final TableRows edits;
    private final TableRows words;
    private final TableRows revoked;
    private final TableRows locations;
    private final TableRows cards;
    private final TableRows system;
    private final TableRows participants;
    private final TableRows joined;
    private final TableRows oldValues;
    private final TableRows receipts;
    private final TableRows missed;
    private final TableRows links;
    private long addOn;
    private long option;

    MessageTables(
            Connection connection,
            Map<String, List<String>> tables,
            AndroidShape shape,
            AndroidPeople people,
            AndroidStory story)
            throws SQLException {
        this.connection = connection;
        this.tables = tables;
        this.shape = shape;
        this.people = people;
        this.story = story;
        messages =
                of(
                        "message",
                        "_id",
                        "chat_row_id",
                        "from_me",
                        "key_id",
                        "sender_jid_row_id",
                        "status",
                        "broadcast",
                        "recipient_count",
                        "origination_flags",
                        "origin",
                        "timestamp",
                        "received_timestamp",
                        "receipt_server_timestamp",
                        "message_type",
                        "text_data",
                        "starred",
                        "lookup_tables",
                        "sort_id");
        media =
                of(
                        "message_media",
                        "message_row_id",
                        "chat_row_id",
                        "file_path",
                        "file_size",
                        "mime_type",
                        "file_length",
                        "media_name",
                        "file_hash",
                        "media_duration",
                        "media_caption");
        thumbnails = of("message_thumbnail", "message_row_id", "thumbnail");
        quoted =
                of(
                        "message_quoted",
                        "message_row_id",
                        "chat_row_id",
                        "parent_message_chat_row_id",
                        "from_me",
                        "sender_jid_row_id",
                        "key_id",
                        "timestamp",
                        "message_type",
                        "text_data");
        mentions = of("message_mentions", "message_row_id", "jid_row_id");
        forwarded = of("message_forwarded", "message_row_id", "forward_score");
        addOns =
                of(
                        "message_add_on",
                        "_id",
                        "chat_row_id",
                        "from_me",
                        "key_id",
                        "sender_jid_row_id",
                        "parent_message_row_id",
                        "timestamp",
                        "status",
                        "message_add_on_type",
                        "received_timestamp");
        reactions =
                of(
                        "message_add_on_reaction",
                        "message_add_on_row_id",
                        "reaction",
                        "sender_timestamp");
        votes = of("message_add_on_poll_vote", "message_add_on_row_id", "sender_timestamp");
        choices =
                of(
                        "message_add_on_poll_vote_selected_option",
                        "message_add_on_row_id",
                        "message_poll_option_id");
        polls = of("message_poll", "message_row_id", "selectable_options_count");
        options = of("message_poll_option", "_id", "message_row_id", "option_name", "vote_total");
        edits =
                of(
                        "message_edit_info",
                        "message_row_id",
                        "original_key_id",
                        "edited_timestamp",
                        "sender_timestamp");
        words = of("message_ftsv2_content", "docid", "c0content");
        revoked = of("message_revoked", "message_row_id", "revoked_key_id", "revoke_timestamp");
        locations =
                of(
                        "message_location",
                        "message_row_id",
                        "chat_row_id",
                        "latitude",
                        "longitude",
                        "place_name",
                        "place_address");
        cards = of("message_vcard", "message_row_id", "vcard");
        system = of("message_system", "message_row_id", "action_type");
        participants = of("message_system_chat_participant", "message_row_id", "user_jid_row_id");
        joined = of("message_system_group", "message_row_id", "is_me_joined");
        oldValues = of("message_system_value_change", "message_row_id", "old_data");
        receipts =
                of(
                        "receipt_user",
                        "message_row_id",
                        "receipt_user_jid_row_id",
                        "receipt_timestamp",
                        "read_timestamp",
                        "played_timestamp");
        missed = of("message_call_log", "message_row_id", "call_log_row_id");
        links = of("message_text", "message_row_id", "page_title", "url");
    }

    private TableRows of(String table, String... columns) throws SQLException {
        TableRows rows = AndroidHeads.rows(connection, tables, table, columns);
        all.add(rows);
        return rows;
    }

    /// The first row of every phone's table: in no chat, and nobody's.
    void sentinel() throws SQLException {
        messages.add(1, -1, 0, "-1", null, -1, 0, 0, 0, 0, 0, -1, -1, -1, null, 0, 0, 1);
    }

    void write(Line line) throws SQLException {
        if (!shape.generation().hasMessage()) {
            return;
        }
        boolean system = line.kind() == Fact.ADDED || line.kind() == Fact.SUBJECT;
        messages.add(
                line.row(),
                line.chat() + 1,
                line.own() ? 1 : 0,
                line.key(),
                sender(line, system),
                system ? 6 : line.own() ? 13 : 0,
                0,
                line.own() && people.isGroup(line.chat()) ? shape.members() : 0,
                line.forwarded() > 0 ? 1 : 0,
                line.media() >= 0 && AndroidStory.form(line.media()).type == 2 ? 1 : 0,
                line.at(),
                line.at() + 700,
                line.own() ? line.at() / 1_000 * 1_000 : -1,
                type(line),
                text(line),
                0,
                0,
                line.row());
        content(line);
        satellites(line);
    }

    private @Nullable Long sender(Line line, boolean system) {
        if (line.own()) {
            return system ? AndroidPeople.row(AndroidPeople.OWNER) : 0L;
        }
        return people.isGroup(line.chat()) ? (Long) people.memberRow(line.sender()) : null;
    }

    private int type(Line line) {
        return switch (line.kind()) {
            case MEDIA -> AndroidStory.form(line.media()).type;
            case CONTACT -> 4;
            case LOCATION -> 5;
            case POLL -> 66;
            case REVOKED -> 15;
            case ADDED, SUBJECT -> 7;
            case CALL_MESSAGE -> shape.generation().hasLids() ? 90 : 10;
            default -> 0;
        };
    }

    private @Nullable String text(Line line) {
        return switch (line.kind()) {
            case TEXT -> story.text(line.index());
            case POLL -> "Poll " + line.index() + "?";
            case SUBJECT -> people.subject(line.chat());
            case MEDIA -> isDocument(line) ? null : AndroidStory.caption(line);
            case CONTACT -> "Card " + line.index();
            default -> null;
        };
    }

    private static boolean isDocument(Line line) {
        return AndroidStory.form(line.media()).type == 9;
    }

    private void content(Line line) throws SQLException {
        switch (line.kind()) {
            case MEDIA -> media(line);
            case CONTACT -> cards.add(line.row(), AndroidStory.vcard(line.index()));
            case LOCATION ->
                    locations.add(
                            line.row(),
                            line.chat() + 1,
                            52.5 + line.index() % 100 / 1e3,
                            13.4,
                            "Place " + line.index(),
                            "Street 1");
            case POLL -> poll(line);
            case REVOKED -> revoked.add(line.row(), "R" + line.key(), line.at() + 60_000);
            case ADDED -> {
                boolean me = line.index() % 4 == 0;
                int who =
                        me || shape.members() == 0
                                ? AndroidPeople.OWNER
                                : people.member(
                                        line.chat(), (int) (line.index() % shape.members()));
                system.add(line.row(), 12);
                participants.add(line.row(), people.memberRow(who));
                joined.add(line.row(), me ? 1 : 0);
            }
            case SUBJECT -> {
                system.add(line.row(), 1);
                oldValues.add(line.row(), "Older name");
            }
            case CALL_MESSAGE -> missed.add(line.row(), line.call() + 1);
            default -> {}
        }
    }

    private void media(Line line) throws SQLException {
        AndroidStory.MediaForm form = AndroidStory.form(line.media());
        boolean there = line.media() < shape.mediaThere();
        media.add(
                line.row(),
                line.chat() + 1,
                AndroidStory.path(line.media()),
                there ? 64 : 1_000 + line.media(),
                form.mime,
                there ? 64 : 1_000 + line.media(),
                form.type == 9 ? AndroidStory.fileName(line.media()) : null,
                story.mediaHash(line.media()),
                form.type == 2 || form.type == 3 ? 7 : 0,
                form.type == 9 ? AndroidStory.caption(line) : null);
        if (line.media() % 10 == 0) {
            thumbnails.add(line.row(), AndroidStory.thumbnail(line.media()));
        }
    }

    private void poll(Line line) throws SQLException {
        polls.add(line.row(), 1);
        for (int i = 0; i < 3; i++) {
            options.add(option + i + 1, line.row(), "Choice " + i, i == 0 ? line.votes() : 0);
        }
        for (int i = 0; i < line.votes(); i++) {
            addOn(line, 67, i);
            votes.add(addOn, line.at() + 90_000 + i);
            choices.add(addOn, option + 1);
        }
        option += 3;
    }

    /// Each by another person: the first by the owner when the message is somebody else's.
    private void addOn(Line line, int type, int place) throws SQLException {
        addOn++;
        boolean mine = place == 0 && !line.own();
        boolean group = people.isGroup(line.chat());
        addOns.add(
                addOn,
                line.chat() + 1,
                mine ? 1 : 0,
                "ADD" + addOn,
                mine || !group ? null : (Long) people.memberRow(people.member(line.chat(), place)),
                line.row(),
                line.at() + 30_000 + place,
                mine ? 13 : 0,
                type,
                line.at() + 31_000 + place);
    }

    private void satellites(Line line) throws SQLException {
        for (int i = 0; i < line.receipts(); i++) {
            boolean group = people.isGroup(line.chat());
            receipts.add(
                    line.row(),
                    group
                            ? people.memberRow(people.member(line.chat(), i))
                            : people.chatJidRow(line.chat()),
                    line.at() + 2_000,
                    i == 2 ? null : line.at() + 60_000,
                    null);
        }
        for (int i = 0; i < line.reactions(); i++) {
            addOn(line, 56, i);
            reactions.add(addOn, line.reactionAt(i), line.at() + 30_000 + i);
        }
        if (line.quotes() >= 0) {
            Line target = story.line(line.quotes());
            quoted.add(
                    line.row(),
                    target.chat() + 1,
                    line.chat() + 1,
                    target.own() ? 1 : 0,
                    sender(target, false),
                    target.key(),
                    target.at(),
                    0,
                    story.text(target.index()));
        }
        if (line.edited()) {
            edits.add(line.row(), "O" + line.key(), line.at() + 40_000, line.at() + 40_000);
            words.add(line.row(), "first text " + line.index());
        }
        if (line.forwarded() > 0) {
            forwarded.add(line.row(), line.forwarded());
        }
        if (line.mentions() >= 0) {
            mentions.add(line.row(), people.memberRow(line.mentions()));
        }
        if (line.kind() == Fact.TEXT && line.index() % 500 == 0) {
            links.add(line.row(), "A page", "https://example.com/" + line.index());
        }
    }

    @Override
    public void close() throws SQLException {
        for (TableRows rows : all) {
            rows.close();
        }
    }
}
