package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.event.Content.Notice.Topic;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;

/// What a webhook says about one person and not as a message: the address book, consent, new ids,
/// and who answers them.
final class PeopleReader {
    private final Scene scene;

    PeopleReader(Scene scene) {
        this.scene = scene;
    }

    /// An element of `state_sync`: the owner's address book. `add` also stands for a change.
    Draft contact(JsonNode sync) {
        JsonNode contact = Nodes.object(sync, "contact");
        if (contact == null) {
            String type = Nodes.text(sync, "type");
            return scene.ofAccount(orEmpty(timestamp(sync)))
                    .saying(new Content.Unknown("state_sync:" + type, null));
        }
        Peer peer =
                scene.complete(
                        Peer.of(
                                Nodes.text(contact, "phone_number"),
                                Nodes.text(contact, "user_id"),
                                Nodes.text(contact, "parent_user_id")));
        String name = Nodes.text(contact, "full_name", "first_name", "username");
        Person person = scene.person(peer, name);
        boolean removed = "remove".equals(Nodes.text(sync, "action"));
        String text =
                (removed ? "Contact removed" : "Contact saved")
                        + (name == null ? "" : ": " + name)
                        + (peer.asGiven() == null ? "" : " (" + peer.asGiven() + ")");
        return new Draft(
                        scene.direct(peer),
                        scene.time(timestamp(sync)),
                        List.of(scene.business(), person))
                .by(scene.business(), Direction.OUTGOING)
                .saying(new Notice(Topic.CONTACT, text));
    }

    private static @Nullable String timestamp(JsonNode sync) {
        return Nodes.text(Nodes.object(sync, "metadata"), "timestamp");
    }

    /// An element of `user_preferences`: evidence of consent to marketing, and of its withdrawal.
    Draft preference(JsonNode preference) {
        Peer peer = scene.complete(Peer.named(preference));
        String text = Nodes.text(preference, "detail");
        String value =
                orEmpty(Nodes.text(preference, "category"))
                        + ": "
                        + orEmpty(Nodes.text(preference, "value"));
        return scene.with(peer, scene.time(Nodes.text(preference, "timestamp")))
                .by(scene.person(peer), Direction.INCOMING)
                .saying(
                        new Notice(
                                Topic.BUSINESS, text == null ? value : text + " (" + value + ")"));
    }

    /// An element of `user_id_update`: documented for a while, then withdrawn.
    Draft newUserId(JsonNode update) {
        Peer number = Peer.of(Nodes.text(update, "wa_id"), null, null);
        Peer before = number.or(side(update, "previous"));
        Peer after = number.or(side(update, "current"));
        return scene.with(before, scene.time(Nodes.text(update, "timestamp")))
                .saying(
                        new SystemReader(scene)
                                .changed(before, after, Nodes.text(update, "detail")));
    }

    private static Peer side(JsonNode update, String which) {
        return Peer.of(
                null,
                Nodes.text(Nodes.object(update, "user_id"), which),
                Nodes.text(Nodes.object(update, "parent_user_id"), which));
    }

    /// The value of `messaging_handovers`: another application, or Meta's agent, answers from now.
    Draft handover(JsonNode value) {
        JsonNode sender = Nodes.object(value, "sender");
        Peer peer =
                scene.complete(
                        Peer.of(
                                Nodes.text(sender, "phone_number", "wa_id"),
                                Nodes.text(sender, "user_id"),
                                Nodes.text(sender, "parent_user_id")));
        EventTime time = scene.time(Nodes.text(value, "timestamp"));
        String type = Nodes.text(value, "type");
        JsonNode detail = type == null ? null : Nodes.object(value, type);
        String text = (type == null ? "handover" : type) + ": " + Nodes.described(detail);
        Draft draft =
                peer.isNobody()
                        ? new Draft(scene.account(), time, List.of(scene.business()))
                        : scene.with(peer, time);
        return draft.saying(new Notice(Topic.BUSINESS, text));
    }

    /// `conversation_context` of a change: what the agent says the talk was about.
    Draft summary(JsonNode context) {
        Peer peer = scene.complete(Peer.NOBODY);
        Draft draft = peer.isNobody() ? scene.ofAccount() : scene.with(peer, scene.time());
        return draft.saying(
                new Notice(Topic.BUSINESS, "conversation_context: " + Nodes.described(context)));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
