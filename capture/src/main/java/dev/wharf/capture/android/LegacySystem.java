package dev.wharf.capture.android;

import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Membership;
import dev.wharf.core.event.Content.Membership.Action;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.party.Person;

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
        SystemAction action = SystemAction.of(row.size());
        if (action == null) {
            out.note(
                    "system messages of kind %d, which this version does not know; they are kept raw"
                            .formatted(row.size()),
                    row.locator());
        }
        Content said =
                action == null
                        ? new Content.Unknown("android:system-" + row.size(), row.data())
                        : action.membership() != null
                                ? members(action.membership(), row, scene)
                                : new Notice(action.topic(), words(action, row, scene));
        out.event(row.locator(), raw, scene.draft().saying(said));
    }

    private static String words(SystemAction action, LegacyRow row, Scene scene) {
        Person actor = scene.sender();
        String who = actor == null ? "Somebody" : actor.label();
        String words = action.personal() ? who + " " + action.words() : action.words();
        return row.data() == null ? words : words + ": " + row.data();
    }

    /// Those in the list; who did it themselves when there is no list.
    private Membership members(Action action, LegacyRow row, Scene scene) throws IOException {
        List<Person> all = new ArrayList<>();
        byte[] list = row.serialized();
        for (String text : list == null ? List.<String>of() : SerializedStrings.in(list)) {
            Who who = people.who(text);
            boolean is = who != null && (who.jid().isDirect() || who.person().owner());
            if (who != null && is && !all.contains(who.person()) && all.size() < MOST_PEOPLE) {
                all.add(who.person());
            }
        }
        if (all.isEmpty() && scene.sender() != null) {
            all.add(scene.sender());
        }
        return new Membership(action, all, row.data());
    }
}
