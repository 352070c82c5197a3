package dev.wharf.capture.android;

import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.event.Content.Unreadable;
import dev.wharf.core.event.Content.Unreadable.Reason;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// What somebody said: words, files, places, contacts, polls, forms, whatever the message's type is
/// and whichever satellites it has. For one thread.
final class Contents implements AutoCloseable {
    private static final long WAITING = 11;

    private final Media media;
    private final Places places;
    private final Contacts contacts;
    private final Quotes quotes;
    private final Mentions mentions;
    private final Polls polls;
    private final Forms forms;
    private final Marks marks;
    private final Edits edits;
    private final Attributions attributions;
    private final Recovered recovered;

    Contents(Store store, People people, Chats chats, Recovered recovered) throws IOException {
        this.recovered = recovered;
        media = new Media(store);
        places = new Places(store);
        contacts = new Contacts(store);
        quotes = new Quotes(store, people, chats);
        mentions = new Mentions(store, people);
        polls = new Polls(store, people);
        forms = new Forms(store, people);
        marks = new Marks(store);
        edits = new Edits(store);
        attributions = new Attributions(store, people);
    }

    Polls polls() {
        return polls;
    }

    /// The id by which others refer to a message: of an edited one that of the first version.
    @Nullable String id(MessageRow row) throws IOException {
        return edits.originalId(row);
    }

    void read(MessageRow row, Scene scene, Out.Raw raw, Out out) throws IOException {
        MessageType type = MessageType.of(row.type());
        Said said = said(row, scene, type);
        String earlier = edits.isEdited(row) ? recovered.earlier(row, scene.id()) : null;
        if (earlier != null) {
            Said before = new Said().text(earlier).recovered();
            out.note(
                    "earlier texts of edited messages, recovered from the search table",
                    row.locator());
            out.event(row.locator() + "#earlier", raw, scene.draft().saying(before.message()));
        }
        out.event(row.locator(), raw, draft(row, scene, type, said, out));
    }

    private Said said(MessageRow row, Scene scene, MessageType type) throws IOException {
        Said said = new Said();
        long id = row.id();
        boolean once = type.viewOnce() || marks.isViewOnce(id);
        if (type == MessageType.DOCUMENT) {
            // Only documents have their caption beside the file; their text may repeat its name.
            media.read(id, type.file(row.origin()), once, said);
            said.textOfDocument(row.text());
        } else {
            said.text(row.text());
            media.read(id, type.file(row.origin()), once, said);
        }
        places.read(id, type == MessageType.LIVE_LOCATION, said);
        contacts.read(id, said);
        polls.read(row, scene, said);
        forms.read(row, type, said);
        quotes.read(row, scene, said);
        mentions.read(id, said);
        marks.read(row, once, said);
        edits.read(row, said);
        attributions.read(row, scene, said);
        return said;
    }

    private Draft draft(MessageRow row, Scene scene, MessageType type, Said said, Out out)
            throws IOException {
        Draft draft = edits.named(row, scene.draft());
        if (type == MessageType.TIMER || type == MessageType.CHAT_PRIVACY) {
            return draft.saying(setting(type, said.message()));
        }
        if (type == MessageType.UNKNOWN) {
            out.note(
                    "messages of type %d, which this version does not know; they are kept raw"
                            .formatted(row.type()),
                    row.locator());
            if (said.hasOnlyText()) {
                return draft.saying(new Content.Unknown("android:" + row.type(), row.text()));
            }
            said.form("message of type " + row.type(), null);
        }
        if (row.type() == WAITING && said.saysNothing()) {
            return draft.saying(
                    new Unreadable(Reason.NOT_DECRYPTED, "the phone was waiting for this message"));
        }
        if (said.saysNothing() && type != MessageType.TEXT) {
            return draft.saying(
                    new Content.Unknown(
                            "android:" + row.type(),
                            "%s, of which the database holds nothing more"
                                    .formatted(type.words())));
        }
        return draft.saying(said.message(), said.openers());
    }

    /// What stands in a chat as a message and is a setting of it.
    private static Notice setting(MessageType type, Content.Message said) {
        StringBuilder words = new StringBuilder(type.words());
        if (said.text() != null) {
            words.append(": ").append(said.text());
        }
        if (said.structured() != null) {
            said.structured()
                    .fields()
                    .forEach(
                            field ->
                                    words.append("; ")
                                            .append(field.name())
                                            .append(' ')
                                            .append(field.value()));
        }
        return new Notice(
                type == MessageType.TIMER ? Notice.Topic.TIMER : Notice.Topic.PERMISSIONS,
                words.toString());
    }

    @Override
    public void close() {
        media.close();
        places.close();
        contacts.close();
        quotes.close();
        mentions.close();
        polls.close();
        forms.close();
        marks.close();
        edits.close();
        attributions.close();
    }
}
