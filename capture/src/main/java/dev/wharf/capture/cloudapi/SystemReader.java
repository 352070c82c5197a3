package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.Nodes;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Membership.Action;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `system` messages: somebody has a new number or user id, or a new security code.
final class SystemReader {
    private static final Pattern CHANGED =
            Pattern.compile(".* changed from (\\S+) to (\\S+)", Pattern.DOTALL);

    private final Scene scene;

    SystemReader(Scene scene) {
        this.scene = scene;
    }

    /// Whose chat it stands in: under their old number or id, where that is known.
    static Peer about(Members message) {
        Members system = message.inner("system");
        Peer old = before(message, system);
        return old.isNobody() ? after(system) : old;
    }

    Content read(JsonNode message) {
        JsonNode system = Nodes.object(message, "system");
        String given = Nodes.text(system, "type");
        String type = given == null ? "" : given;
        String body = Nodes.text(system, "body");
        return switch (type) {
            case "user_changed_number", "customer_changed_number", "user_changed_user_id" ->
                    changed(
                            before(Members.of(message), Members.of(system)),
                            after(Members.of(system)),
                            body);
            case "customer_identity_changed", "user_identity_changed" ->
                    new Notice(Notice.Topic.SECURITY_CODE, body == null ? type : body);
            default ->
                    new Notice(Notice.Topic.OTHER, body == null ? Nodes.described(system) : body);
        };
    }

    /// @return who somebody was and who they are, as far as either is known
    Content changed(Peer before, Peer after, @Nullable String text) {
        List<Person> subjects =
                Stream.of(before, after).map(scene::person).filter(SystemReader::isKnown).toList();
        return new Content.Membership(Action.NUMBER_CHANGED, subjects, text);
    }

    private static boolean isKnown(Person person) {
        return person.phone() != null || person.userId() != null || person.name() != null;
    }

    private static Peer before(Members message, Members system) {
        Peer given =
                Peer.of(message, "from")
                        .or(
                                Peer.of(
                                        null,
                                        system.text("previous_user_id"),
                                        system.text("previous_parent_user_id")));
        return given.isNobody() ? fromText(system) : given;
    }

    private static Peer after(Members system) {
        return Peer.of(
                system.text("wa_id", "new_wa_id"),
                system.text("user_id"),
                system.text("parent_user_id"));
    }

    /// Before August 2026 the old id stood in the English text only. The name before it is the
    /// other side's own choice, so the text must end in the new id that stands beside it.
    private static Peer fromText(Members system) {
        String body = system.text("body");
        String id = system.text("user_id");
        Matcher changed = CHANGED.matcher(body == null ? "" : body);
        return changed.matches() && changed.group(2).equals(id)
                ? Peer.of(null, changed.group(1), null)
                : Peer.NOBODY;
    }
}
