package dev.wharf.capture.android;

import dev.wharf.capture.database.Row;
import dev.wharf.capture.database.Select;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.event.Content.Reaction;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.Field;
import dev.wharf.core.event.MessageMarks;
import dev.wharf.core.event.Quote;
import dev.wharf.core.event.Structured;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What others did with a message: `message_add_on` and its tables. Each is an event of its own,
/// right behind its message. For one thread.
final class AddOns implements AutoCloseable {
    private static final int REACTION = 56;
    private static final int VOTE = 67;
    private static final int KEEP = 68;
    private static final int EDIT = 74;
    private static final int PIN = 79;
    private static final int RESPONSE = 93;
    private static final int WORDS = 100;

    private final Satellite rows;
    private final Satellite options;
    private final Polls polls;
    private final People people;

    AddOns(Store store, People people, Polls polls) throws IOException {
        this.people = people;
        this.polls = polls;
        rows = rows(store);
        options =
                store.satellite(
                        "message_add_on_poll_vote_selected_option",
                        "message_add_on_row_id",
                        "message_poll_option_id");
    }

    private static Satellite rows(Store store) throws IOException {
        if (!store.schema().has("message_add_on", "parent_message_row_id")) {
            return Satellite.none();
        }
        Select select = new Select(store.schema(), "message_add_on", "s");
        join(select, "message_add_on_reaction", "reaction");
        join(select, "message_add_on_poll_vote", "vote");
        join(select, "message_add_on_keep_in_chat", "keep");
        join(select, "message_add_on_pin_in_chat", "pin");
        join(select, "message_add_on_event_response", "response");
        select.columns(
                        "s",
                        "_id",
                        "from_me",
                        "key_id",
                        "sender_jid_row_id",
                        "timestamp",
                        "received_timestamp",
                        "server_timestamp",
                        "message_add_on_type")
                .columns("reaction", "reaction", "sender_timestamp")
                .columns("vote", "sender_timestamp")
                .columns("keep", "keep_in_chat_state")
                .columns("pin", "pin_in_chat_state")
                .columns("response", "response", "extra_guest_count")
                .allColumns("s");
        return Satellite.of(store.messages(), select, "message_add_on", "parent_message_row_id");
    }

    private static void join(Select select, String table, String alias) {
        select.leftJoin(
                table, alias, alias + ".message_add_on_row_id = s._id", "message_add_on_row_id");
    }

    void read(MessageRow message, Scene scene, Out out) throws IOException {
        rows.each(message.id(), row -> read(message, row, scene, out));
    }

    private void read(MessageRow message, Row row, Scene scene, Out out) throws IOException {
        long type = row.integer("s.message_add_on_type", -1);
        String locator = "message_add_on:" + row.integer("s._id", -1);
        if (type == EDIT) {
            return;
        }
        boolean mine = row.flag("s.from_me");
        Who who = people.who(row.integer("s.sender_jid_row_id"));
        who = who == null ? scene.place().peer() : who;
        EventTime when =
                Times.first(
                        row.integer("s.timestamp"),
                        row.integer("reaction.sender_timestamp"),
                        row.integer("vote.sender_timestamp"),
                        row.integer("s.server_timestamp"),
                        row.integer("s.received_timestamp"));
        Draft draft =
                scene.by(when == null ? scene.time() : when, who, mine, row.someText("s.key_id"));
        Content content =
                switch ((int) type) {
                    case REACTION -> new Reaction(scene.ref(), row.someText("reaction.reaction"));
                    case VOTE -> vote(message.id(), row.integer("s._id", -1), scene);
                    case KEEP -> new Notice(Notice.Topic.OTHER, kept(row) + called(message));
                    case PIN -> new Notice(Notice.Topic.PINNED, pinned(row) + called(message));
                    case RESPONSE -> response(row, scene);
                    default -> null;
                };
        if (content == null) {
            out.note(
                    "add-ons of type %d, which this version does not know; they are kept raw"
                            .formatted(type),
                    locator);
            content = new Content.Unknown("android:add-on-" + type, null);
        }
        out.event(locator, row::json, draft.saying(content));
    }

    private Content vote(long message, long addOn, Scene scene) throws IOException {
        List<Field> chosen = new ArrayList<>();
        options.each(
                addOn,
                row -> {
                    String name =
                            polls.option(message, row.integer("s.message_poll_option_id", -1));
                    chosen.add(
                            new Field(
                                    "option",
                                    name == null ? "an option that is not listed" : name));
                });
        return form("poll_vote", chosen, scene);
    }

    private static Content response(Row row, Scene scene) {
        List<Field> fields = new ArrayList<>();
        fields.add(
                new Field(
                        "response",
                        switch ((int) row.integer("response.response", 0)) {
                            case 1 -> "going";
                            case 2 -> "not going";
                            case 3 -> "maybe";
                            default -> "unknown (%s)".formatted(row.text("response.response"));
                        }));
        long guests = row.integer("response.extra_guest_count", 0);
        if (guests > 0) {
            fields.add(new Field("extra guests", Long.toString(guests)));
        }
        return form("event_response", fields, scene);
    }

    private static Content form(String type, List<Field> fields, Scene scene) {
        return new Content.Message(
                null,
                List.of(),
                null,
                List.of(),
                null,
                new Quote(scene.ref(), null, null),
                new Structured(type, null, fields),
                List.of(),
                MessageMarks.NONE);
    }

    /// By its first words, else by its id: a notice points to no message.
    private static String called(MessageRow message) {
        String text = message.text();
        if (text == null) {
            return " (%s)".formatted(message.keyId());
        }
        boolean whole = text.codePointCount(0, text.length()) <= WORDS;
        return ": " + (whole ? text : text.substring(0, text.offsetByCodePoints(0, WORDS)) + "…");
    }

    private static String kept(Row row) {
        return row.integer("keep.keep_in_chat_state", 1) == 2
                ? "let a disappearing message go again"
                : "kept a disappearing message in the chat";
    }

    private static String pinned(Row row) {
        return row.integer("pin.pin_in_chat_state", 1) == 2
                ? "unpinned a message"
                : "pinned a message";
    }

    @Override
    public void close() {
        rows.close();
        options.close();
    }
}
