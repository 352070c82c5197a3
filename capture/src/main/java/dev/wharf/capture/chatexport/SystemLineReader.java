package dev.wharf.capture.chatexport;

import dev.wharf.core.event.Content.Membership.Action;
import dev.wharf.core.event.Content.Notice.Topic;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads WhatsApp's own lines by templates in the languages of the phones; what no template knows
/// is a notice on something else.
final class SystemLineReader {
    /// Stands for the owner of the phone.
    static final String YOU = "\u0000you";

    private static final int LONGEST = 1000;

    /// Between the names of several people.
    private static final Pattern LIST =
            Pattern.compile(
                    "\\s*[,،、]\\s*|\\s+(?:and|und|y|e|et|en|dan|ve|и|і|та|og|och|ו|και|és|și|và|และ)\\s+");

    /// @param kind the section: an action of membership, or a topic
    private record Known(String kind, Template template) {}

    private static final List<Known> MEMBERS = known("membership.txt");
    private static final List<Known> NOTICES = known("notices.txt");
    private static final Set<Topic> OF_GROUPS =
            Set.of(Topic.SUBJECT, Topic.ICON, Topic.DESCRIPTION, Topic.PERMISSIONS);

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
        return find(text).orElse(new SystemLine.Notice(Topic.OTHER, null, null, false));
    }

    /// Whether the text is certainly WhatsApp's own: a template fits.
    static boolean isKnown(String text) {
        return text.length() <= LONGEST && find(text).isPresent();
    }

    static boolean isOnEncryption(String text) {
        return find(text)
                .filter(
                        line ->
                                line instanceof SystemLine.Notice notice
                                        && notice.topic() == Topic.ENCRYPTION)
                .isPresent();
    }

    private static Optional<SystemLine> find(String text) {
        boolean fits = text.length() <= LONGEST;
        Template.Line line = new Template.Line(fits ? text : text.substring(0, LONGEST));
        if (fits) {
            for (Known known : MEMBERS) {
                Optional<List<String>> names = known.template().match(line);
                if (names.isPresent()) {
                    return Optional.of(members(known.kind(), names.get()));
                }
            }
        }
        for (Known known : NOTICES) {
            Topic topic = Topic.valueOf(known.kind().toUpperCase(Locale.ROOT).replace('-', '_'));
            Optional<SystemLine> notice = notice(known.template(), topic, line);
            if (notice.isPresent()) {
                return notice;
            }
        }
        return Optional.empty();
    }

    private static Optional<SystemLine> notice(Template template, Topic topic, Template.Line line) {
        boolean group = OF_GROUPS.contains(topic);
        if (!template.hasPlaces()) {
            return template.within(line)
                    ? Optional.of(new SystemLine.Notice(topic, null, null, group))
                    : Optional.empty();
        }
        return template.match(line)
                .map(
                        names ->
                                new SystemLine.Notice(
                                        topic,
                                        names.getFirst().isEmpty() ? YOU : names.getFirst(),
                                        names.getLast(),
                                        group));
    }

    private static SystemLine.Members members(String kind, List<String> names) {
        String first = names.isEmpty() ? YOU : names.getFirst();
        String last = names.isEmpty() ? YOU : names.getLast();
        return switch (kind) {
            case "created" ->
                    members(Action.CREATED, first, List.of(), names.size() > 1 ? last : null);
            case "created-by-you" -> members(Action.CREATED, YOU, List.of(), first);
            case "added" -> members(Action.ADDED, first, list(last), null);
            case "you-added" -> members(Action.ADDED, YOU, list(first), null);
            case "added-you" -> members(Action.ADDED, first, List.of(YOU), null);
            case "was-added", "you-were-added" -> members(Action.ADDED, null, list(first), null);
            case "joined", "you-joined" -> members(Action.JOINED, first, List.of(first), null);
            case "left", "you-left" -> members(Action.LEFT, first, List.of(first), null);
            case "removed" -> members(Action.REMOVED, first, list(last), null);
            case "you-removed" -> members(Action.REMOVED, YOU, list(first), null);
            case "removed-you" -> members(Action.REMOVED, first, List.of(YOU), null);
            case "was-removed", "you-were-removed" ->
                    members(Action.REMOVED, null, list(first), null);
            case "promoted", "you-promoted" -> members(Action.PROMOTED, null, list(first), null);
            case "demoted", "you-demoted" -> members(Action.DEMOTED, null, list(first), null);
            case "number-changed" ->
                    members(Action.NUMBER_CHANGED, first, names.stream().distinct().toList(), null);
            default ->
                    throw new IllegalStateException(
                            "membership.txt has a list [" + kind + "] that nobody reads");
        };
    }

    private static SystemLine.Members members(
            Action action, @Nullable String actor, List<String> subjects, @Nullable String title) {
        return new SystemLine.Members(action, actor, subjects, title);
    }

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
