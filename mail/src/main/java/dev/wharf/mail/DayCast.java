package dev.wharf.mail;

import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.chat.ConversationId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gathers who took part in a chat's day, and what the chat was called. For one thread.
final class DayCast {
    /// Of those who said nothing; whoever spoke is always named.
    private static final int MOST_NAMED = 100;

    private final Map<String, Party> parties = new LinkedHashMap<>();
    private final Map<String, Integer> items = new HashMap<>();
    private ChatKind kind = ChatKind.UNKNOWN;
    private String title = "";
    private @Nullable String jid;
    private @Nullable Party firstSender;
    private @Nullable Crowd before;

    @SuppressWarnings("ReferenceEquality") // the very same crowd adds nobody; another may
    void add(Scene scene) {
        Chat chat = scene.event().chat();
        kind = kind == ChatKind.UNKNOWN ? chat.kind() : kind;
        title = scene.title().isEmpty() ? title : scene.title();
        jid = chat.jid() == null ? jid : chat.jid();
        Party sender = scene.sender();
        if (sender != null) {
            firstSender = firstSender == null ? sender : firstSender;
            items.merge(sender.mailbox().address(), 1, Integer::sum);
        }
        Crowd crowd = scene.everybody();
        if (crowd != before) {
            crowd.parties().forEach(one -> parties.putIfAbsent(one.mailbox().address(), one));
            before = crowd;
        }
    }

    DayChat chat(ConversationId id) {
        return new DayChat(
                id, kind, title, jid, Crowd.of(List.copyOf(parties.values())), firstSender);
    }

    /// Who was in the chat, and how many of the items are theirs, one line each.
    List<String> people() {
        List<String> lines = new ArrayList<>();
        for (Party party : parties.values()) {
            int own = items.getOrDefault(party.mailbox().address(), 0);
            if (own > 0 || lines.size() < MOST_NAMED) {
                lines.add(party.shown() + ", " + own + (own == 1 ? " item" : " items"));
            }
        }
        if (lines.isEmpty()) {
            return List.of("not known");
        }
        int silent = parties.size() - lines.size();
        if (silent > 0) {
            lines.add("and " + silent + " more, who said nothing");
        }
        return lines;
    }
}
