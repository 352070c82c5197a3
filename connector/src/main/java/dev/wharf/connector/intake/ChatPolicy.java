package dev.wharf.connector.intake;

import dev.wharf.connector.align.Overlap;
import dev.wharf.connector.people.CaptureOwner;
import dev.wharf.core.archive.ConversationRecord;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.chat.ConversationId;

import org.jspecify.annotations.Nullable;

import java.text.Normalizer;
import java.util.Set;

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
        boolean enough = atLeast(overlap, 3, 50) || all(overlap, overlap.strong() ? 1 : 2);
        boolean ofAddress = chats.address(overlap.chat()).isPresent();
        return enough && (!ofAddress || sameTitle || bothSides(overlap));
    }

    /// The same for a chat that a source with addresses shows, and one that came without.
    ///
    /// @param titles that the source shows for it
    boolean isOfAddress(Overlap overlap, ChatKind kind, Set<String> titles) {
        boolean sameTitle = titles.stream().anyMatch(title -> sameTitle(overlap.chat(), title));
        if (kind == ChatKind.GROUP) {
            return sameTitle ? atLeast(overlap, 2, 30) || all(overlap, 1) : atLeast(overlap, 8, 90);
        }
        boolean enough = atLeast(overlap, 3, 50) || all(overlap, overlap.strong() ? 1 : 2);
        return enough && (sameTitle || bothSides(overlap));
    }

    /// One side may have sent the same to many; what both said was said here. Of one voice alone
    /// much must be there.
    private static boolean bothSides(Overlap overlap) {
        return overlap.voices() > 1 || (overlap.askedVoices() < 2 && atLeast(overlap, 8, 90));
    }

    boolean sameTitle(ConversationId id, @Nullable String title) {
        return title != null
                && chats.titles(id).stream().anyMatch(held -> plain(held).equals(plain(title)));
    }

    static String plain(String title) {
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
