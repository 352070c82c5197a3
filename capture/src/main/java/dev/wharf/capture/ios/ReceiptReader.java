package dev.wharf.capture.ios;

import dev.wharf.capture.ios.MessageReader.Scene;
import dev.wharf.capture.ios.ReceiptInfo.Reacted;
import dev.wharf.capture.ios.ReceiptInfo.Recipient;
import dev.wharf.capture.ios.Satellites.InfoRow;
import dev.wharf.capture.jid.Jid;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Receipt;
import dev.wharf.core.event.Content.Receipt.Status;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Who got and read a message of the owner's, and how people reacted to a message.
final class ReceiptReader {
    private final People people;
    private final Notes notes;

    ReceiptReader(People people, Notes notes) {
        this.people = people;
        this.notes = notes;
    }

    /// Empty for what has no id that an event could be about.
    List<Said> read(Scene scene) throws IOException {
        InfoRow info = scene.info();
        ReceiptInfo receipts = info == null ? null : info.receipts();
        MessageKey key = scene.draft().key();
        if (info == null || receipts == null || key == null) {
            return List.of();
        }
        String at = "ZWAMESSAGEINFO:%d/".formatted(info.pk());
        List<Said> all = new ArrayList<>();
        if (scene.row().fromMe()) {
            for (Recipient one : receipts.recipients()) {
                receipts(scene, key, one, at, all);
            }
        }
        for (Reacted one : receipts.reactions()) {
            all.add(reaction(scene, key, one, at));
        }
        return all;
    }

    private void receipts(Scene scene, MessageKey key, Recipient one, String at, List<Said> all)
            throws IOException {
        Jid jid = one.who();
        Person person = jid == null || !jid.isDirect() ? null : people.person(jid, null);
        if (person != null && person.owner()) {
            return;
        }
        if (person == null && (one.delivered() != null || one.read() != null)) {
            notes.note(
                    "receipts whose recipient's address is in a form that this version does not know",
                    scene.row().locator());
        }
        add(
                scene,
                key,
                one,
                person,
                Status.DELIVERED,
                one.delivered(),
                at + one.place() + "/4",
                all);
        add(scene, key, one, person, Status.READ, one.read(), at + one.place() + "/5", all);
    }

    private static void add(
            Scene scene,
            MessageKey key,
            Recipient one,
            @Nullable Person person,
            Status status,
            @Nullable Long seconds,
            String locator,
            List<Said> all) {
        EventTime time = seconds == null ? null : AppleTime.ofUnix(seconds);
        if (time == null) {
            return;
        }
        Draft draft =
                at(scene, time)
                        .by(null, Direction.OUTGOING)
                        .saying(new Receipt(new MessageRef(null, key), status, person));
        String raw =
                "{\"recipient\":\"%s\",\"status\":\"%s\",\"seconds\":%d}"
                        .formatted(HexFormat.of().formatHex(one.packed()), status, seconds);
        all.add(new Said(draft, locator, raw.getBytes(StandardCharsets.UTF_8)));
    }

    private static Draft at(Scene scene, EventTime time) {
        return new Draft(scene.draft().chat(), time, scene.draft().members());
    }

    private Said reaction(Scene scene, MessageKey key, Reacted one, String at) throws IOException {
        Jid jid = one.by();
        Person other = scene.talk().other();
        Person by = people.owner();
        if (!one.mine()) {
            by = jid != null && jid.isDirect() ? people.person(jid, null) : other;
        }
        if (by == null) {
            notes.note("reactions by somebody the database does not name", scene.row().locator());
            by = People.nobody();
        }
        EventTime time = AppleTime.ofUnixMillis(one.millis());
        Direction seen = by.owner() ? Direction.OUTGOING : Direction.INCOMING;
        String id =
                one.id() != null
                        ? one.id()
                        : "reaction@%d:%s".formatted(one.millis(), People.address(by));
        Draft draft =
                at(scene, time == null ? scene.draft().time() : time)
                        .by(by, seen)
                        .keyed(
                                new MessageKey(
                                        key.chatJid(),
                                        id.replace(' ', '_'),
                                        by.owner(),
                                        People.address(by)))
                        .saying(new Content.Reaction(new MessageRef(null, key), one.emoji()));
        return new Said(draft, at + one.place(), raw(one));
    }

    private static byte[] raw(Reacted one) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("mine", one.mine());
        json.put("id", one.id());
        json.put("by", one.by() == null ? null : one.by().user() + "@" + one.by().server());
        json.put("emoji", one.emoji());
        json.put("millis", one.millis());
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
