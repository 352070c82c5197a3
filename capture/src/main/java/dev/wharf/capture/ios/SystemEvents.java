package dev.wharf.capture.ios;

import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Call;
import dev.wharf.core.event.Content.Call.Medium;
import dev.wharf.core.event.Content.Call.Outcome;
import dev.wharf.core.event.Content.Membership;
import dev.wharf.core.event.Content.Membership.Action;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.event.Content.Notice.Topic;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Messages of type 10: what WhatsApp tells a chat. `ZGROUPEVENTTYPE` tells what.
final class SystemEvents {
    private SystemEvents() {}

    /// @param isKnown whether this version knows the event
    record Told(Content content, boolean isKnown) {}

    /// @param other whom the row or the chat is about; null when nobody is named
    static Told read(MessageRow row, @Nullable Person other) {
        List<Person> people = other == null ? List.of() : List.of(other);
        return switch ((int) row.event()) {
            case 1, 45 -> known(call(Medium.VOICE, Outcome.MISSED, people, false));
            case 4, 46 -> known(call(Medium.VIDEO, Outcome.MISSED, people, false));
            case 21 -> known(call(Medium.VOICE, Outcome.MISSED, people, true));
            case 22 -> known(call(Medium.VIDEO, Outcome.MISSED, people, true));
            case 40, 41 -> known(call(Medium.VIDEO, Outcome.OFFERED, people, true));
            case 2 -> notice(Topic.ENCRYPTION, "messages and calls are end-to-end encrypted");
            case 3, 36 -> notice(Topic.SECURITY_CODE, "the security code changed");
            case 5, 6 -> known(new Membership(Action.NUMBER_CHANGED, people, row.text()));
            case 25, 38 -> notice(Topic.BUSINESS, "the chat is with an official business account");
            case 26 -> notice(Topic.BUSINESS, "the chat is with a business account");
            case 29 -> notice(Topic.BUSINESS, "the business changed its name");
            case 30 -> notice(Topic.BUSINESS, "the business account became a private one");
            case 34 -> notice(Topic.BLOCKED, "the contact was blocked");
            case 35 -> notice(Topic.BLOCKED, "the contact was unblocked");
            case 47 -> notice(Topic.TIMER, "a disappearing message was kept");
            case 51 -> notice(Topic.OTHER, "the chat's privacy was raised");
            case 56 -> notice(Topic.CONTACT, "the sender was added to the contacts");
            default -> new Told(new Notice(Topic.OTHER, words(row)), false);
        };
    }

    private static Told notice(Topic topic, String text) {
        return known(new Notice(topic, text));
    }

    private static Told known(Content content) {
        return new Told(content, true);
    }

    private static Call call(Medium medium, Outcome outcome, List<Person> people, boolean group) {
        return new Call(medium, Call.Direction.INCOMING, outcome, null, people, group, null);
    }

    private static String words(MessageRow row) {
        String what = "system event %d".formatted(row.event());
        return row.text() == null ? what : what + ": " + row.text();
    }
}
