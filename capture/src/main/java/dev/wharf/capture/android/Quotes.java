package dev.wharf.capture.android;

import dev.wharf.capture.database.Row;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.event.Quote;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// What a message answers: `message_quoted`, which names the other message by WhatsApp's own id and
/// holds a copy of its text. The other message may stand elsewhere: a private answer to what was
/// said in a group, an answer to a status. For one thread.
final class Quotes implements AutoCloseable {
    private static final long STATUS = 1;

    private final Satellite rows;
    private final Satellite media;
    private final Satellite statuses;
    private final People people;
    private final Chats chats;

    Quotes(Store store, People people, Chats chats) throws IOException {
        this.people = people;
        this.chats = chats;
        rows =
                store.satellite(
                        "message_quoted",
                        "message_row_id",
                        "chat_row_id",
                        "from_me",
                        "sender_jid_row_id",
                        "key_id",
                        "timestamp",
                        "message_type",
                        "text_data",
                        "quoted_source");
        media =
                store.satellite(
                        "message_quoted_media", "message_row_id", "media_caption", "media_name");
        statuses =
                store.satellite(
                        "status_quoted_message",
                        "message_row_id",
                        "description_text",
                        "original_status_key_id");
    }

    void read(MessageRow message, Scene scene, Said said) throws IOException {
        rows.each(message.id(), row -> quote(message, row, scene, said));
        if (!rows.has(message.id())) {
            statuses.each(message.id(), row -> status(row, said));
        }
    }

    private void quote(MessageRow message, Row row, Scene scene, Said said) throws IOException {
        long chat = row.integer("s.chat_row_id", -1);
        boolean elsewhere = chat > 0 && chat != message.chat();
        Place place = elsewhere ? chats.at(chat) : scene.place();
        boolean mine = row.flag("s.from_me");
        Who named = mine ? null : people.who(row.integer("s.sender_jid_row_id"));
        Who author = named == null && !mine ? place.peer() : named;
        Person person = mine ? people.owner() : author == null ? null : author.person();
        String address = mine ? people.ownerAddress() : author == null ? null : author.address();
        String key = row.someText("s.key_id");
        long type = row.integer("s.message_type", 0);
        String text = row.someText("s.text_data");
        text = text == null ? caption(message.id()) : text;
        MessageRef target =
                key == null
                        ? MessageRef.UNKNOWN
                        : new MessageRef(
                                null, new MessageKey(place.chat().jid(), key, mine, address));
        said.quote(new Quote(target, person, text == null ? MessageType.of(type).words() : text));
        if (row.integer("s.quoted_source", 0) == STATUS) {
            said.note("answers", "a status");
        } else if (elsewhere) {
            said.note("answers a message of", called(place));
        }
    }

    private @Nullable String caption(long message) throws IOException {
        return media.<String>first(
                        message,
                        row -> {
                            String caption = row.someText("s.media_caption");
                            return caption == null ? row.someText("s.media_name") : caption;
                        })
                .orElse(null);
    }

    private static String called(Place place) {
        String title = place.chat().title();
        String jid = place.chat().jid();
        return title != null ? title : jid == null ? "another chat" : jid;
    }

    private static void status(Row row, Said said) {
        String key = row.someText("s.original_status_key_id");
        MessageRef target =
                key == null
                        ? MessageRef.UNKNOWN
                        : new MessageRef(null, new MessageKey("status@broadcast", key, null, null));
        String text = row.someText("s.description_text");
        said.quote(new Quote(target, null, text == null ? "a status" : text));
        said.note("answers", "a status");
    }

    @Override
    public void close() {
        rows.close();
        media.close();
        statuses.close();
    }
}
