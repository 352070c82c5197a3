package dev.wharf.capture.android;

import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Membership;
import dev.wharf.core.event.Content.Membership.Action;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.event.Field;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What WhatsApp tells a chat: messages of type 7, whose meaning is a number in `message_system`.
/// Their sender is whoever did it. For one thread.
final class SystemMessages implements AutoCloseable {
    private static final long BLOCKED = 58;

    private final Satellite rows;
    private final SystemDetails details;
    private final People people;

    SystemMessages(Store store, People people) throws IOException {
        this.people = people;
        rows = store.satellite("message_system", "message_row_id", "action_type");
        details = new SystemDetails(store, people);
    }

    void read(MessageRow message, Scene scene, Out.Raw raw, Out out) throws IOException {
        Long code =
                rows.<Long>first(message.id(), row -> row.integer("s.action_type")).orElse(null);
        SystemAction action = code == null ? null : SystemAction.of(code);
        if (action == null) {
            out.note(
                    "system messages of kind %s, which this version does not know; they are kept raw"
                            .formatted(code),
                    message.locator());
        }
        Content said =
                action == null || code == null
                        ? unknown(code, message, scene)
                        : action.membership() != null
                                ? membership(code, action.membership(), message, scene)
                                : notice(code, action, message, scene);
        out.event(message.locator(), raw, scene.draft().saying(said));
    }

    private Content unknown(@Nullable Long code, MessageRow message, Scene scene)
            throws IOException {
        List<String> parts = parts(message, scene);
        return new Content.Unknown(
                "android:system-" + code, parts.isEmpty() ? null : String.join("; ", parts));
    }

    private Content notice(long code, SystemAction action, MessageRow message, Scene scene)
            throws IOException {
        Person actor = scene.sender();
        String words =
                action.personal()
                        ? (actor == null ? "Somebody" : actor.label()) + " " + action.words()
                        : action.words();
        if (code == BLOCKED) {
            words = blocked(message, words);
        }
        List<String> parts = parts(message, scene);
        return new Notice(
                action.topic(), parts.isEmpty() ? words : words + ": " + String.join("; ", parts));
    }

    private String blocked(MessageRow message, String otherwise) throws IOException {
        for (Field field : details.values(message.id())) {
            if (field.name().equals("blocked")) {
                return field.value().equals("0")
                        ? "The contact was unblocked"
                        : "The contact was blocked";
            }
        }
        return otherwise;
    }

    /// Whatever the database says beside: the new value, which stands in the text, and the tables.
    private List<String> parts(MessageRow message, Scene scene) throws IOException {
        List<String> parts = new ArrayList<>();
        String text = message.text();
        if (text != null && !text.isBlank()) {
            parts.add(text);
        }
        details.values(message.id()).stream()
                .filter(field -> !field.name().equals("blocked"))
                .forEach(field -> parts.add(field.name() + " " + field.value()));
        List<Person> about = new ArrayList<>(details.about(message.id()));
        about.remove(scene.sender());
        if (!about.isEmpty()) {
            parts.add("about " + String.join(", ", about.stream().map(Person::label).toList()));
        }
        return parts;
    }

    private Content membership(long code, Action action, MessageRow message, Scene scene)
            throws IOException {
        Person actor = scene.sender();
        List<Person> subjects = new ArrayList<>(details.about(message.id()));
        if (action == Action.NUMBER_CHANGED) {
            subjects = details.numbers(message.id());
        } else if (subjects.isEmpty() && details.ownerJoined(message.id())) {
            subjects.add(people.owner());
        } else if (subjects.isEmpty() && actor != null && action != Action.CREATED) {
            subjects.add(actor);
        }
        if ((action == Action.PROMOTED || action == Action.DEMOTED)
                && details.about(message.id()).isEmpty()) {
            // These tell the owner of their own rank.
            subjects = List.of(people.owner());
        }
        Action done = action;
        if (action == Action.ADDED && actor != null && subjects.equals(List.of(actor))) {
            done = Action.JOINED;
        }
        return new Membership(done, subjects, words(code, message));
    }

    private static @Nullable String words(long code, MessageRow message) {
        return switch ((int) code) {
            case 20 -> "by the group's invitation link";
            case 52 -> "by an invitation";
            case 79 -> "from the community";
            case 11 -> message.text() == null ? null : "called " + message.text();
            default -> null;
        };
    }

    @Override
    public void close() {
        rows.close();
        details.close();
    }
}
