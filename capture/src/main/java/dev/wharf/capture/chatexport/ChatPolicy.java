package dev.wharf.capture.chatexport;

import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Decides what the chat is called and whether it is a group: by the file's name, by lines that
/// only groups have, and by the sender behind whom iOS writes lines of its own.
final class ChatPolicy {
    private final Survey survey;
    private final ChatText text;
    private @Nullable String title;
    private @Nullable Sender fakeSender;
    private ChatKind kind = ChatKind.UNKNOWN;
    private @Nullable Person partner;

    ChatPolicy(Survey survey, ChatText text) {
        this.survey = survey;
        this.text = text;
    }

    void decide() {
        Optional<String> fromFile = ChatTitle.of(text.titleName());
        boolean groupLines = survey.systemLines.stream().anyMatch(ChatPolicy::onlyInGroups);
        List<Sender> speakers =
                survey.senders.all().stream()
                        .filter(sender -> !sender.system && sender.lines > sender.notices)
                        .toList();
        List<Sender> silent =
                survey.senders.all().stream()
                        .filter(
                                sender ->
                                        !sender.system
                                                && sender.lines == sender.notices
                                                && sender.lines > 0)
                        .toList();
        Sender behind = mostNotices();
        title = fromFile.orElseGet(() -> titleInText(behind));
        boolean titleSpeaks =
                title != null && speakers.stream().anyMatch(sender -> isTitle(sender.name));
        if (groupLines || speakers.size() > 2) {
            kind = ChatKind.GROUP;
        } else if (titleSpeaks
                || speakers.size() == 2
                || (title != null && Marks.plain(title).startsWith("+"))) {
            kind = ChatKind.DIRECT;
        }
        silent.stream()
                .filter(sender -> sender == behind || isTitle(sender.name))
                .findFirst()
                .ifPresent(
                        sender ->
                                fakeSender =
                                        kind == ChatKind.GROUP || speakers.size() > 1
                                                ? sender
                                                : null);
        String name = title;
        if (kind == ChatKind.DIRECT && name != null && !titleSpeaks && speakers.size() < 2) {
            partner = Sender.person(name);
        }
    }

    private static boolean onlyInGroups(SystemLine line) {
        return switch (line) {
            case SystemLine.Members change ->
                    change.action()
                            != dev.wharf.core.event.Content.Membership.Action.NUMBER_CHANGED;
            case SystemLine.Notice notice -> notice.group();
        };
    }

    /// On iOS WhatsApp's own lines stand behind the chat's title, as if that had sent them.
    private @Nullable Sender mostNotices() {
        Sender most = survey.firstNotice;
        for (Sender sender : survey.senders.all()) {
            if (sender.knownNotices > (most == null ? 0 : most.knownNotices)) {
                most = sender;
            }
        }
        return most;
    }

    private @Nullable String titleInText(@Nullable Sender behind) {
        String found = behind == null ? null : behind.name;
        if (found != null) {
            return found;
        }
        for (SystemLine line : survey.systemLines) {
            found =
                    switch (line) {
                        case SystemLine.Members change ->
                                change.title() == null ? found : change.title();
                        case SystemLine.Notice notice ->
                                notice.title() == null ? found : notice.title();
                    };
        }
        return found;
    }

    private boolean isTitle(String name) {
        return title != null && People.key(title).equals(People.key(name));
    }

    @Nullable String title() {
        return title;
    }

    @Nullable Sender fakeSender() {
        return fakeSender;
    }

    ChatKind kind() {
        return kind;
    }

    /// The other person of a chat of two, when no line is theirs.
    @Nullable Person partner() {
        return partner;
    }
}
