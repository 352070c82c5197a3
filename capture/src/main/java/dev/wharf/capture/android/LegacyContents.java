package dev.wharf.capture.android;

import dev.wharf.capture.database.Query;
import dev.wharf.capture.jid.Jid;
import dev.wharf.core.event.ContactCard;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Deletion;
import dev.wharf.core.event.Content.Unreadable;
import dev.wharf.core.event.Location;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.event.Quote;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What somebody said in a row of `messages`. For one thread.
final class LegacyContents implements AutoCloseable {
    private static final int WAITING = 11;

    private final People people;
    private final Chats chats;
    private final LegacyFiles files;
    private final Satellite cards;
    private final @Nullable Query quotes;

    LegacyContents(Store store, People people, Chats chats) throws IOException {
        this.people = people;
        this.chats = chats;
        files = new LegacyFiles(store);
        cards = store.satellite("messages_vcards", "message_row_id", "vcard");
        quotes =
                store.schema().has(LegacyRow.QUOTES, "_id")
                        ? store.messages()
                                .query(
                                        LegacyRow.select(store.schema(), LegacyRow.QUOTES)
                                                .then("WHERE legacy._id = ?"))
                        : null;
    }

    void read(LegacyRow row, Scene scene, Out.Raw raw, Out out) throws IOException {
        MessageType type = MessageType.of(row.type());
        Said said = said(row, type);
        quote(row, said);
        mentions(row, said);
        if (row.forwarded() > 0) {
            said.forwarded((int) Math.min(row.forwarded(), 127));
        }
        out.event(
                row.locator(),
                raw,
                scene.draft().saying(content(row, type, said, out), said.openers()));
    }

    private static Content content(LegacyRow row, MessageType type, Said said, Out out) {
        if (type == MessageType.UNKNOWN) {
            out.note(
                    "messages of type %d, which this version does not know; they are kept raw"
                            .formatted(row.type()),
                    row.locator());
            if (said.hasOnlyText()) {
                return new Content.Unknown("android:" + row.type(), row.data());
            }
        }
        if (row.type() == WAITING && said.saysNothing()) {
            return new Unreadable(
                    Unreadable.Reason.NOT_DECRYPTED, "the phone was waiting for this message");
        }
        if (said.saysNothing() && type != MessageType.TEXT) {
            return new Content.Unknown(
                    "android:" + row.type(),
                    "%s, of which the database holds nothing more".formatted(type.words()));
        }
        return said.message();
    }

    /// The message alone, without what it answers.
    private Said said(LegacyRow row, MessageType type) throws IOException {
        Said said = new Said();
        MediaKind kind = type.file(row.origin());
        switch (type) {
            case CONTACT, CONTACTS -> cards(row, said);
            case LOCATION, LIVE_LOCATION -> place(row, type == MessageType.LIVE_LOCATION, said);
            default -> said.text(row.data());
        }
        if (kind == null && type == MessageType.UNKNOWN && row.mimeType() != null) {
            kind = MediaKind.UNKNOWN;
        }
        if (kind != null) {
            files.read(row, kind, said);
            said.text(row.caption());
        } else if (type == MessageType.TEXT) {
            preview(row, said);
        } else {
            said.text(row.caption());
        }
        return said;
    }

    private void cards(LegacyRow row, Said said) throws IOException {
        List<ContactCard> found = new ArrayList<>();
        if (row.table().equals(LegacyRow.MESSAGES)) {
            found.addAll(
                    cards.<ContactCard>list(
                            row.id(), card -> Contacts.card(card.someText("s.vcard"))));
        }
        ContactCard own = found.isEmpty() ? Contacts.card(row.data()) : null;
        if (own != null) {
            found.add(own);
        }
        found.forEach(said::contact);
        if (found.isEmpty()) {
            said.text(row.name());
        }
    }

    private static void place(LegacyRow row, boolean live, Said said) {
        boolean there =
                (row.latitude() != 0 || row.longitude() != 0)
                        && Math.abs(row.latitude()) <= 90
                        && Math.abs(row.longitude()) <= 180;
        said.location(
                new Location(
                        there ? (Double) row.latitude() : null,
                        there ? (Double) row.longitude() : null,
                        row.name(),
                        row.data(),
                        row.url(),
                        live));
        said.text(row.caption());
    }

    /// Of a text these columns hold what WhatsApp showed of the page behind a link.
    private static void preview(LegacyRow row, Said said) {
        if (row.url() != null || row.name() != null || row.caption() != null) {
            said.form("link preview", row.name())
                    .field("url", row.url())
                    .field("description", row.caption());
        }
    }

    private void quote(LegacyRow row, Said said) throws IOException {
        LegacyRow quoted =
                quotes == null || row.quoted() <= 0
                        ? null
                        : quotes.first(found -> LegacyRow.of(LegacyRow.QUOTES, found), row.quoted())
                                .orElse(null);
        if (quoted == null) {
            return;
        }
        Place place = chats.at(quoted.chat());
        Who named = quoted.fromMe() ? null : people.who(quoted.author());
        Who author = named == null && !quoted.fromMe() ? place.peer() : named;
        Person person = quoted.fromMe() ? people.owner() : author == null ? null : author.person();
        String address =
                quoted.fromMe() ? people.ownerAddress() : author == null ? null : author.address();
        MessageRef target =
                quoted.keyId() == null
                        ? MessageRef.UNKNOWN
                        : new MessageRef(
                                null,
                                new MessageKey(
                                        place.chat().jid(),
                                        quoted.keyId(),
                                        quoted.fromMe(),
                                        address));
        said.quote(new Quote(target, person, words(quoted)));
        if (quoted.chat() != null && !quoted.chat().equals(row.chat())) {
            String title = place.chat().title();
            said.note("answers a message of", title == null ? quoted.chat() : title);
        }
    }

    private static String words(LegacyRow quoted) {
        MessageType type = MessageType.of(quoted.type());
        String text = type == MessageType.CONTACT ? null : quoted.data();
        for (String other : new @Nullable String[] {quoted.caption(), quoted.name()}) {
            text = text == null ? other : text;
        }
        return text == null ? type.words() : text;
    }

    private void mentions(LegacyRow row, Said said) throws IOException {
        if (row.mentioned() == null) {
            return;
        }
        List<Person> mentioned = new ArrayList<>();
        for (String address : row.mentioned().split("[,;\\s]+", 1_000)) {
            Jid jid = Jid.of(address);
            Who who = jid == null || !jid.isDirect() ? null : people.who(address);
            if (who != null && !mentioned.contains(who.person())) {
                mentioned.add(who.person());
            }
        }
        said.mentions(mentioned);
    }

    /// A message that was deleted for everyone: the row stays, mostly without its words.
    void deleted(LegacyRow row, Scene scene, Out.Raw raw, Out out) throws IOException {
        out.event(
                row.locator(),
                raw,
                scene.draft()
                        .saying(
                                new Deletion(
                                        scene.ref(),
                                        Deletion.Scope.FOR_EVERYONE,
                                        scene.sender(),
                                        row.data())));
    }

    @Override
    public void close() {
        files.close();
        cards.close();
        if (quotes != null) {
            quotes.close();
        }
    }
}
