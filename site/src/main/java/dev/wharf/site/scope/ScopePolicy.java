package dev.wharf.site.scope;

import dev.wharf.core.capture.UpdateEnvelope;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Whether a scope lets an update in. Pure; looks at an envelope and nothing else.
final class ScopePolicy {
    static final String HISTORY = "history off";
    static final String RECEIPTS = "receipts off";
    static final String CONTEXT = "context off";
    static final String EARLIER = "before the first day";
    static final String NUMBER = "number excluded";
    static final String OTHER_NUMBER = "number not listed";
    static final String HIDDEN_NUMBER = "number unknown";
    static final String CHAT = "chat excluded";
    static final String GROUP = "group excluded";
    static final String BROADCAST = "broadcasts off";
    static final String STATUS = "status off";
    static final String CHANNEL = "channels off";

    private static final String NUMBERED = "@s.whatsapp.net";

    private ScopePolicy() {}

    /// @return the rule that leaves the update out, null when none does
    static @Nullable String against(Scope scope, UpdateEnvelope update) {
        if (update.kind() == UpdateEnvelope.Kind.ACCOUNT) {
            return null; // of the account itself: that it was unlinked must be known
        }
        String rule = againstKind(scope, update);
        if (rule != null) {
            return rule;
        }
        Instant at = update.at();
        if (scope.from() != null && at != null && at.isBefore(scope.from())) {
            return EARLIER;
        }
        // A chat that is not told is none of those that are listed.
        return againstChat(scope, update, update.chat() == null ? "" : update.chat());
    }

    private static @Nullable String againstKind(Scope scope, UpdateEnvelope update) {
        return switch (update.kind()) {
            case HISTORY -> scope.history() ? null : HISTORY;
            case RECEIPT -> scope.receipts() ? null : RECEIPTS;
            case CONTEXT -> scope.context() ? null : CONTEXT;
            case CHAT, ACCOUNT, UNKNOWN -> null;
        };
    }

    private static @Nullable String againstChat(Scope scope, UpdateEnvelope update, String chat) {
        return switch (update.chatKind()) {
            case DIRECT -> againstDirect(scope, update.peer(), chat);
            case GROUP -> scope.groups().takes(chat) ? null : GROUP;
            case BROADCAST -> scope.broadcasts() ? null : BROADCAST;
            case STATUS -> scope.status() ? null : STATUS;
            case CHANNEL -> scope.channels() ? null : CHANNEL;
            case UNKNOWN -> null;
        };
    }

    private static @Nullable String againstDirect(
            Scope scope, @Nullable PhoneNumber peer, String chat) {
        if (peer != null && scope.never().contains(peer)) {
            return NUMBER;
        }
        if (peer != null && !scope.only().isEmpty() && !scope.only().contains(peer)) {
            return OTHER_NUMBER;
        }
        boolean decided = scope.only().isEmpty() && scope.never().isEmpty();
        boolean taken =
                scope.direct().takes(chat)
                        || (peer != null && scope.direct().takes(peer.digits() + NUMBERED));
        boolean named = scope.direct() instanceof Choice.Listed && taken;
        if (peer == null && !decided && !named && !scope.unknownNumbers()) {
            return HIDDEN_NUMBER;
        }
        return taken ? null : CHAT;
    }
}
