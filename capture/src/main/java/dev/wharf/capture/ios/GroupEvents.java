package dev.wharf.capture.ios;

import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Membership;
import dev.wharf.core.event.Content.Membership.Action;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.event.Content.Notice.Topic;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Messages of type 6: what happened to a group. `ZGROUPEVENTTYPE` tells what, `ZGROUPMEMBER` whom
/// it is about, and `ZTEXT` who did it, or the new value.
final class GroupEvents {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final People people;

    GroupEvents(People people) {
        this.people = people;
    }

    /// @param actor null when the database does not say
    /// @param isKnown whether this version knows the event
    record Happened(Content content, @Nullable Person actor, boolean isKnown) {}

    /// @param member whom the row names; null when it names nobody
    /// @param creator of the group, as far as known
    Happened read(MessageRow row, @Nullable Person member, @Nullable Person creator)
            throws IOException {
        String text = row.text();
        return switch ((int) row.event()) {
            case 1 -> notice(Topic.SUBJECT, "the subject was changed to ", text, member);
            case 56 -> notice(Topic.SUBJECT, "the subject was changed to ", subject(text), member);
            case 2, 50 -> added(text, member);
            case 3 -> membership(Action.LEFT, member, member);
            case 4 -> notice(Topic.ICON, "the icon was changed", null, member);
            case 5 -> notice(Topic.ICON, "the icon was removed", null, member);
            case 7 -> membership(Action.REMOVED, member, people.person(text));
            case 9 -> membership(Action.NUMBER_CHANGED, member, member);
            case 10 -> membership(Action.PROMOTED, people.owner(), null);
            case 11 -> membership(Action.DEMOTED, people.owner(), null);
            case 12 -> membership(Action.CREATED, null, member == null ? creator : member);
            case 15, 23, 30 -> membership(Action.JOINED, member, member);
            case 17 -> notice(Topic.DESCRIPTION, "the description was changed: ", text, member);
            case 22 -> notice(Topic.DESCRIPTION, "the description was removed", null, member);
            case 18 -> permission("only admins may change the group", member);
            case 19 -> permission("all members may change the group", member);
            case 20 -> permission("only admins may send messages", member);
            case 21 -> permission("all members may send messages", member);
            case 42 -> permission("only admins may add members", member);
            case 64 -> permission("who may add members was changed", member);
            case 26 -> timer(text, member);
            case 13, 31, 33, 43, 51, 57, 60, 61 -> community(row, member);
            case 39 -> membership(Action.PROMOTED, member, null);
            default -> unknown(row, member);
        };
    }

    /// One whom somebody added, or `actor;one,another`.
    private Happened added(@Nullable String text, @Nullable Person member) throws IOException {
        int mark = text == null ? -1 : text.indexOf(';');
        if (text == null || mark < 0) {
            return membership(Action.ADDED, member, people.person(text));
        }
        List<Person> subjects = new ArrayList<>();
        for (String one : text.substring(mark + 1).split(",", Roster.MOST)) {
            Person person = people.person(one);
            if (person != null) {
                subjects.add(person);
            }
        }
        Person actor = people.person(text.substring(0, mark));
        return new Happened(new Membership(Action.ADDED, subjects, null), actor, true);
    }

    private static Happened membership(
            Action action, @Nullable Person subject, @Nullable Person actor) {
        List<Person> subjects = subject == null ? List.of() : List.of(subject);
        return new Happened(new Membership(action, subjects, null), actor, true);
    }

    private static Happened notice(
            Topic topic, String what, @Nullable String value, @Nullable Person actor) {
        return new Happened(new Notice(topic, value == null ? what : what + value), actor, true);
    }

    private static Happened permission(String what, @Nullable Person actor) {
        return notice(Topic.PERMISSIONS, what, null, actor);
    }

    private static Happened timer(@Nullable String text, @Nullable Person actor) {
        boolean off = text == null || text.isBlank() || text.equals("0");
        String what = off ? "the message timer was switched off" : "the message timer was set to ";
        return notice(Topic.TIMER, what, off ? null : text + " seconds", actor);
    }

    private static Happened community(MessageRow row, @Nullable Person actor) {
        String what = "the group's community changed (event %d)".formatted(row.event());
        return notice(Topic.OTHER, what, row.text() == null ? null : ": " + row.text(), actor);
    }

    private static Happened unknown(MessageRow row, @Nullable Person actor) {
        String what = "group event %d".formatted(row.event());
        String text = row.text() == null ? what : what + ": " + row.text();
        return new Happened(new Notice(Topic.OTHER, text), actor, false);
    }

    private static @Nullable String subject(@Nullable String json) {
        try {
            JsonNode subject = json == null ? null : JSON.readTree(json).get("new_subject");
            return subject != null && subject.isString() ? subject.stringValue() : json;
        } catch (JacksonException noJson) {
            return json;
        }
    }
}
