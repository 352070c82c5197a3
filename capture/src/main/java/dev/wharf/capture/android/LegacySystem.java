package dev.wharf.capture.android;

import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Membership;
import dev.wharf.core.event.Content.Membership.Action;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.event.Content.Notice.Topic;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What WhatsApp told a chat, in the table `messages`: the action stands where other messages have
/// their size, its value where they have their words, the people whom it is about in a serialized
/// list. For one thread.
final class LegacySystem {
    private static final int MOST_PEOPLE = 1_024;

    private final People people;

    LegacySystem(People people) {
        this.people = people;
    }

    void read(LegacyRow row, Scene scene, Out.Raw raw, Out out) throws IOException {
        Content content = content(Math.clamp(row.size(), -1, 100_000), row, scene);
        if (content instanceof Content.Unknown) {
            out.note(
                    "system messages of action %d, which this version does not know; they are kept raw"
                            .formatted(row.size()),
                    row.locator());
        }
        out.event(row.locator(), raw, scene.draft().saying(content));
    }

    private Content content(int action, LegacyRow row, Scene scene) throws IOException {
        return switch (action) {
            case 1 -> new Notice(Topic.SUBJECT, with("changed the subject", row.data()));
            case 4, 12 -> members(Action.ADDED, row, scene);
            case 5, 13 -> members(Action.LEFT, row, scene);
            case 6 -> new Notice(Topic.ICON, "changed the group's icon");
            case 7, 14 -> members(Action.REMOVED, row, scene);
            case 10, 28 -> members(Action.NUMBER_CHANGED, row, scene);
            case 11 -> members(Action.CREATED, row, scene);
            case 15 -> members(Action.PROMOTED, row, scene);
            case 16 -> members(Action.DEMOTED, row, scene);
            case 18 -> new Notice(Topic.SECURITY_CODE, "the security code changed");
            case 19, 67 ->
                    new Notice(Topic.ENCRYPTION, "messages and calls are end-to-end encrypted");
            case 20, 52 -> members(Action.JOINED, row, scene);
            case 21 -> new Notice(Topic.OTHER, "reset the group's invitation link");
            case 27 -> new Notice(Topic.DESCRIPTION, with("changed the description", row.data()));
            case 29, 30, 31, 32, 33 ->
                    new Notice(
                            Topic.PERMISSIONS,
                            "changed the group's settings (action %d)".formatted(action));
            case 46, 47, 50 ->
                    new Notice(
                            Topic.BUSINESS,
                            "the chat is with a business (action %d)".formatted(action));
            case 56, 59, 68 ->
                    new Notice(Topic.TIMER, with("changed the message timer", row.data()));
            case 57 -> new Notice(Topic.SECURITY_CODE, "a device was added or removed");
            case 58 -> new Notice(Topic.BLOCKED, "blocked or unblocked the contact");
            default -> new Content.Unknown("android:system-" + action, row.data());
        };
    }

    private static String with(String words, @Nullable String value) {
        return value == null ? words : words + ": " + value;
    }

    /// Those in the list; who did it themselves when there is no list.
    private Membership members(Action action, LegacyRow row, Scene scene) throws IOException {
        List<Person> all = new ArrayList<>();
        byte[] list = row.serialized();
        for (String text : list == null ? List.<String>of() : SerializedStrings.in(list)) {
            Who who = people.who(text);
            boolean is = who != null && (who.jid().isDirect() || who.person().owner());
            if (is && !all.contains(who.person()) && all.size() < MOST_PEOPLE) {
                all.add(who.person());
            }
        }
        if (all.isEmpty() && scene.sender() != null) {
            all.add(scene.sender());
        }
        return new Membership(action, all, row.data());
    }
}
