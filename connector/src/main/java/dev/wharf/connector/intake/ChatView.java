package dev.wharf.connector.intake;

import dev.wharf.connector.people.Sha256;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;

/// One owner's view of a chat: how a phone calls it, and which chat of the archive that is.
///
/// @param conversation id as hex
/// @param owner key of the owner, empty when unknown
/// @param title as the phone shows it, normalised
/// @param senders the names that wrote in it, at most [#MOST_SENDERS]
/// @param firstDay of what was shown without names, in days since 1970; null in views that were
///   written before it was noted
/// @param lastDay the last one
record ChatView(
        String conversation,
        String owner,
        String title,
        List<String> senders,
        @Nullable Integer firstDay,
        @Nullable Integer lastDay) {
    static final String KIND = "chat-view";
    static final int MOST_SENDERS = 50;

    ChatView {
        senders = List.copyOf(senders);
    }

    /// This view, with the days that an earlier one showed.
    ChatView widened(@Nullable ChatView before) {
        if (before == null || firstDay == null || lastDay == null) {
            return this;
        }
        return new ChatView(
                conversation,
                owner,
                title,
                senders,
                before.firstDay == null
                        ? null
                        : Integer.valueOf(Math.min(before.firstDay, firstDay)),
                before.lastDay == null ? null : Integer.valueOf(Math.max(before.lastDay, lastDay)));
    }

    /// Documents of one view are told apart by the chat they lead to.
    String key() {
        return Sha256.hex(owner + "\n" + title).substring(0, 32) + "-" + conversation;
    }

    /// Whether both call a chat the same. Without a title nobody calls it anything.
    boolean sameFace(ChatView other) {
        return !title.isEmpty()
                && owner.equals(other.owner)
                && title.equals(other.title)
                && (!owner.isEmpty() || sharesSenders(other));
    }

    /// Two exports of nobody knows whom, called alike: half of the smaller one's voices are in
    /// both.
    private boolean sharesSenders(ChatView other) {
        long shared = senders.stream().filter(other.senders::contains).count();
        return shared > 0 && shared * 2 >= Math.min(senders.size(), other.senders.size());
    }

    String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    static ChatView parse(String json) {
        return JsonMapper.shared().readValue(json, ChatView.class);
    }
}
