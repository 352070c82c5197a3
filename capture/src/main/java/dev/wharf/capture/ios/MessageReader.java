package dev.wharf.capture.ios;

import dev.wharf.capture.ios.Satellites.InfoRow;
import dev.wharf.capture.jid.Jid;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Message;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Makes the events of one message: itself, then who got it and how people reacted to it.
///
/// For one thread.
final class MessageReader {
    private final People people;
    private final Talks talks;
    private final Satellites satellites;
    private final MessageContents contents;
    private final GroupEvents groupEvents;
    private final ReceiptReader receipts;
    private final Instant otherwise;
    private final Notes notes;

    /// @param otherwise the time of what has none
    MessageReader(
            People people,
            Talks talks,
            Satellites satellites,
            MediaReader media,
            Instant otherwise,
            Notes notes) {
        this.people = people;
        this.talks = talks;
        this.satellites = satellites;
        this.contents = new MessageContents(people, media, notes);
        this.groupEvents = new GroupEvents(people);
        this.receipts = new ReceiptReader(people, notes);
        this.otherwise = otherwise;
        this.notes = notes;
    }

    /// Null-safe view of one message and what belongs to it.
    ///
    /// @param draft all but what it says
    record Scene(
            MessageRow row,
            Talk talk,
            Draft draft,
            @Nullable MediaRow media,
            @Nullable InfoRow info) {
        @Nullable Metadata metadata() {
            return media == null ? null : media.metadata();
        }
    }

    List<Said> read(MessageRow row, Talk talk) throws IOException {
        MediaRow media = satellites.media(row, notes);
        InfoRow info = satellites.info(row, notes);
        Scene scene = new Scene(row, talk, draft(row, talk), media, info);
        odd(scene);
        List<Said> all = new ArrayList<>();
        all.add(new Said(said(scene), row.locator(), raw(scene)));
        all.addAll(receipts.read(scene));
        return all;
    }

    private void odd(Scene scene) {
        MessageRow row = scene.row();
        if (scene.media() != null && scene.media().isMetadataOdd()) {
            notes.note("messages whose ZMETADATA cannot be read; it is kept raw", row.locator());
        }
        if (scene.info() != null && scene.info().isOdd()) {
            notes.note("messages whose ZRECEIPTINFO cannot be read; it is kept raw", row.locator());
        }
        if (row.isCut()) {
            notes.note(
                    "messages whose text is longer than any that WhatsApp sends; its beginning was taken, and the original holds it whole",
                    row.locator());
        }
        if (row.fromMe() && row.status() == MessageRow.UNSENT) {
            notes.note("messages that the phone had not sent yet", row.locator());
        }
    }

    private static byte[] raw(Scene scene) {
        Raw raw = Raw.of("ZWAMESSAGE", scene.row().json());
        if (scene.media() != null) {
            raw.and("ZWAMEDIAITEM", scene.media().json());
        }
        if (scene.info() != null) {
            raw.and("ZWAMESSAGEINFO", scene.info().json());
        }
        return raw.json();
    }

    private Draft said(Scene scene) throws IOException {
        MessageRow row = scene.row();
        Long type = row.type();
        if (type != null && type == MessageRow.GROUP_EVENT) {
            return group(scene);
        }
        if (type != null && type == MessageRow.SYSTEM) {
            return system(scene);
        }
        if (type != null && type == MessageRow.DELETED) {
            return deleted(scene);
        }
        return contents.said(scene);
    }

    private Draft group(Scene scene) throws IOException {
        MessageRow row = scene.row();
        Long session = row.session();
        Person creator = session == null ? null : talks.creator(session);
        GroupEvents.Happened happened = groupEvents.read(row, talks.member(row.member()), creator);
        if (!happened.isKnown()) {
            notes.note(
                    "group events of kind %d, which this version does not know; they are kept raw"
                            .formatted(row.event()),
                    row.locator());
        }
        return by(scene.draft(), happened.actor()).saying(happened.content());
    }

    private Draft by(Draft draft, @Nullable Person actor) {
        Direction seen =
                actor == null
                        ? Direction.UNKNOWN
                        : actor.owner() ? Direction.OUTGOING : Direction.INCOMING;
        String sender = People.address(actor);
        MessageKey key = draft.key();
        return draft.by(actor, seen)
                .keyed(key == null ? null : new MessageKey(key.chatJid(), key.id(), null, sender));
    }

    private Draft system(Scene scene) throws IOException {
        MessageRow row = scene.row();
        Person member = talks.member(row.member());
        Person other = member == null ? scene.talk().other() : member;
        SystemEvents.Told told = SystemEvents.read(row, other);
        if (!told.isKnown()) {
            notes.note(
                    "system events of kind %d, which this version does not know; they are kept raw"
                            .formatted(row.event()),
                    row.locator());
        }
        Person actor = told.content() instanceof Content.Call ? other : null;
        return by(scene.draft(), actor).saying(told.content());
    }

    /// The row of a deleted message keeps its id and its time, and nothing of what it said. When it
    /// was deleted is not kept.
    private Draft deleted(Scene scene) throws IOException {
        Draft draft = scene.draft();
        MessageKey key = draft.key();
        Person named = people.person(scene.media() == null ? null : scene.media().cardText());
        boolean admin =
                named != null
                        && draft.sender() != null
                        && !named.label().equals(draft.sender().label());
        Person by = named == null && scene.talk().isDirect() ? draft.sender() : named;
        Content.Deletion deletion =
                new Content.Deletion(
                        new MessageRef(null, key),
                        admin
                                ? Content.Deletion.Scope.BY_ADMIN
                                : Content.Deletion.Scope.FOR_EVERYONE,
                        by,
                        null);
        MessageKey own =
                key == null
                        ? null
                        : new MessageKey(
                                key.chatJid(), "deleted:" + key.id(), key.fromMe(), key.sender());
        Person actor = by == null ? draft.sender() : by;
        Direction seen = actor != null && actor.owner() ? Direction.OUTGOING : Direction.INCOMING;
        return draft.by(actor, seen).keyed(own).saying(deletion);
    }

    private Draft draft(MessageRow row, Talk talk) throws IOException {
        Person sender = sender(row, talk);
        List<Person> members = talk.roster().at(row.pk());
        if (!members.contains(sender) && !sender.equals(People.nobody())) {
            members.add(sender);
        }
        EventTime time = time(row);
        Draft draft =
                new Draft(talk.chat(), time, members)
                        .by(sender, row.fromMe() ? Direction.OUTGOING : Direction.INCOMING);
        return draft.keyed(key(row, talk, sender, time));
    }

    private EventTime time(MessageRow row) {
        EventTime time = AppleTime.of(row.time());
        time = time == null ? AppleTime.of(row.sent()) : time;
        if (time == null) {
            notes.note(
                    "messages without a time; they bear that at which the backup was handed over",
                    row.locator());
            return AppleTime.instead(row.date(), otherwise);
        }
        return time;
    }

    /// In a group `ZFROMJID` is the group itself; who wrote is the member that the row points to.
    private Person sender(MessageRow row, Talk talk) throws IOException {
        if (row.fromMe()) {
            return people.owner();
        }
        Person other = talk.other();
        if (other != null) {
            return other;
        }
        Person member = talks.member(row.member());
        Person named = member == null ? people.person(row.from()) : member;
        if (named == null) {
            Jid jid = talk.jid();
            named =
                    jid != null && jid.server().equals("status")
                            ? people.person(jid.user() + "@s.whatsapp.net")
                            : null;
        }
        boolean says =
                row.type() == null
                        || (row.type() != MessageRow.GROUP_EVENT
                                && row.type() != MessageRow.SYSTEM);
        if (named == null && says) {
            notes.note("messages whose sender the database does not name", row.locator());
        }
        return named == null ? People.nobody() : named;
    }

    private static @Nullable MessageKey key(
            MessageRow row, Talk talk, Person sender, EventTime time) {
        String id = row.stanza();
        if (id == null || id.isBlank()) {
            id = time.localText() == null ? Stanzas.instead(row, sender, time) : null;
        }
        if (id == null) {
            return null;
        }
        String address = People.address(sender);
        String by =
                address == null && talk.isDirect() && !row.fromMe() ? talk.chat().jid() : address;
        return new MessageKey(talk.chat().jid(), id.replace(' ', '_'), row.fromMe(), by);
    }

    /// For what a message of ordinary kind says.
    static Message withMarks(Message message, Scene scene) {
        return message.withMarks(Marks.of(scene));
    }
}
