package dev.wharf.connector.intake;

import dev.wharf.connector.align.Overlap;
import dev.wharf.connector.people.CaptureOwner;
import dev.wharf.core.archive.ConversationRecord;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.chat.ConversationId;

import org.jspecify.annotations.Nullable;

import java.text.Normalizer;
import java.util.Optional;

/// Decides whether common content makes two chats one. docs/alignment.md gives the reasons.
final class ChatPolicy {
    private static final int CONTRADICTION = 5;

    private final ChatBook chats;

    ChatPolicy(ChatBook chats) {
        this.chats = chats;
    }

    /// The owner calls both the same: one chat, unless the content speaks against it.
    boolean mayBeTheSame(Overlap overlap) {
        return overlap.found() > 0 || overlap.asked() < CONTRADICTION || !overlap.strong();
    }

    boolean kindsFit(ConversationId id, ChatKind kind) {
        ChatKind held = chats.chat(id).map(ConversationRecord::kind).orElse(ChatKind.UNKNOWN);
        return held == kind || held == ChatKind.UNKNOWN || kind == ChatKind.UNKNOWN;
    }

    /// Nothing but the content says that both are one chat.
    boolean isTheSame(Overlap overlap, ChatKind kind, CaptureOwner owner, SourceReport report) {
        boolean sameTitle = sameTitle(overlap.chat(), report.chat());
        boolean otherTitle = report.chat() != null && !sameTitle;
        if (otherTitle && (chats.knows(overlap.chat(), owner) || kind == ChatKind.GROUP)) {
            return atLeast(overlap, 8, 90);
        }
        if (kind == ChatKind.GROUP && sameTitle) {
            return atLeast(overlap, 2, 30) || all(overlap, 1);
        }
        return atLeast(overlap, 3, 50) || all(overlap, overlap.strong() ? 1 : 2);
    }

    private boolean sameTitle(ConversationId id, @Nullable String title) {
        Optional<ConversationRecord> chat = chats.chat(id);
        return title != null
                && chat.isPresent()
                && chat.get().titles().stream().anyMatch(held -> plain(held).equals(plain(title)));
    }

    private static String plain(String title) {
        return Normalizer.normalize(title, Normalizer.Form.NFC).strip();
    }

    private static boolean atLeast(Overlap overlap, int found, int percent) {
        return overlap.found() >= found && overlap.found() * 100 >= overlap.asked() * percent;
    }

    /// Every anchor there was.
    private static boolean all(Overlap overlap, int least) {
        return overlap.found() >= least && overlap.found() == overlap.asked();
    }
}
