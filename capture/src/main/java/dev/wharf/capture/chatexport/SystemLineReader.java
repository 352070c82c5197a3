package dev.wharf.capture.chatexport;

import dev.wharf.core.event.Content.Membership.Action;
import dev.wharf.core.event.Content.Notice.Topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads WhatsApp's own lines by templates in the languages of the phones; what no template knows
/// is a notice on something else.
final class SystemLineReader {
    private static final int LONGEST = 1000;

    /// Between the names of several people.
    private static final Pattern LIST =
            Pattern.compile(
                    "\\s*[,،、]\\s*|\\s+(?:and|und|y|e|et|en|dan|ve|и|і|та|i|a|og|och|و|ו|και|és|și|ja|và|และ)\\s+");

    /// @param kind the section: an action of membership, or a topic
    private record Known(String kind, Template template) {}

    private static final List<Known> MEMBERS = known("membership.txt");
    private static final List<Known> NOTICES = known("notices.txt");
    private static final Map<String, Boolean> GROUP_TOPICS =
            Map.of("subject", true, "icon", true, "description", true, "permissions", true);

    private SystemLineReader() {}

    private static List<Known> known(String resource) {
        List<Known> known = new ArrayList<>();
        WordLists.sections(resource)
                .forEach(
                        (kind, texts) ->
                                texts.forEach(
                                        text -> known.add(new Known(kind, new Template(text)))));
        return List.copyOf(known);
    }

    static SystemLine read(String text) {
        if (text.length() <= LONGEST) {
            for (Known known : MEMBERS) {
                List<String> names = known.template().match(text);
                if (!names.isEmpty()) {
                    return members(known, names);
                }
            }
        }
        String lower =
                Template.lower(
                        Marks.plain(text.length() <= LONGEST ? text : text.substring(0, LONGEST)));
        return notice(text, lower).orElse(new SystemLine.Notice(Topic.OTHER, null, null, false));
    }

    /// Whether the text is certainly WhatsApp's own: a template's words stand in it.
    static boolean isKnown(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        String lower = Template.lower(Marks.plain(text));
        return MEMBERS.stream().anyMatch(known -> !known.template().match(text).isEmpty())
                || notice(text, lower).isPresent();
    }

    private static Optional<SystemLine.Notice> notice(String text, String lower) {
        for (Known known : NOTICES) {
            Topic topic = Topic.valueOf(known.kind().toUpperCase(Locale.ROOT).replace('-', '_'));
            boolean group = GROUP_TOPICS.containsKey(known.kind());
            if (known.template().hasPlaces()) {
                List<String> names = known.template().match(text);
                if (!names.isEmpty()) {
                    String title = topic == Topic.SUBJECT ? names.getLast() : null;
                    return Optional.of(
                            new SystemLine.Notice(topic, names.getFirst(), title, group));
                }
            } else if (known.template().within(lower)) {
                return Optional.of(new SystemLine.Notice(topic, null, null, group));
            }
        }
        return Optional.empty();
    }

    private static SystemLine.Members members(Known known, List<String> names) {
        String first = names.getFirst();
        String last = names.getLast();
        boolean two = names.size() > 1;
        return switch (known.kind()) {
            case "created" ->
                    new SystemLine.Members(Action.CREATED, first, List.of(), two ? last : null);
            case "created-by-you" -> new SystemLine.Members(Action.CREATED, YOU, List.of(), first);
            case "added" -> new SystemLine.Members(Action.ADDED, first, list(last), null);
            case "you-added" -> new SystemLine.Members(Action.ADDED, YOU, list(first), null);
            case "added-you" -> new SystemLine.Members(Action.ADDED, first, List.of(YOU), null);
            case "was-added" -> new SystemLine.Members(Action.ADDED, null, list(first), null);
            case "joined" -> new SystemLine.Members(Action.JOINED, first, List.of(first), null);
            case "left" -> new SystemLine.Members(Action.LEFT, first, List.of(first), null);
            case "removed" -> new SystemLine.Members(Action.REMOVED, first, list(last), null);
            case "you-removed" -> new SystemLine.Members(Action.REMOVED, YOU, list(first), null);
            case "removed-you" -> new SystemLine.Members(Action.REMOVED, first, List.of(YOU), null);
            case "was-removed" -> new SystemLine.Members(Action.REMOVED, null, list(first), null);
            case "promoted" -> new SystemLine.Members(Action.PROMOTED, null, list(first), null);
            case "demoted" -> new SystemLine.Members(Action.DEMOTED, null, list(first), null);
            case "number-changed" ->
                    new SystemLine.Members(
                            Action.NUMBER_CHANGED,
                            first,
                            two ? List.of(first, last) : List.of(first),
                            null);
            default ->
                    throw new IllegalStateException(
                            "membership.txt has a list [" + known.kind() + "] that nobody reads");
        };
    }

    /// Stands for the owner of the phone.
    static final String YOU = "\u0000you";

    static boolean isYou(String name) {
        return name.equals(YOU) || Wording.says(name, Wording.Meaning.YOU);
    }

    private static List<String> list(String names) {
        return Arrays.stream(LIST.split(names, 64))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
