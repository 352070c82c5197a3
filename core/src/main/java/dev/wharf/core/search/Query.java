package dev.wharf.core.search;

import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.EventKind;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// What to look for. Comparing texts is always by words as [WordScanner] cuts and folds them, on
/// both sides.
public sealed interface Query {

    /// Every item.
    record All() implements Query {}

    /// The words of `text`, next to each other and in this order, somewhere in `field`. One word is
    /// a phrase of one. A text without any word (only punctuation) matches nothing.
    ///
    /// @param prefix the last word may go on: `budg` finds `budget`
    record Phrase(TextField field, String text, boolean prefix) implements Query {}

    /// Both texts in the body, in any order, with at most `distance` words between them.
    record Near(String left, String right, int distance) implements Query {}

    /// Items of this period.
    ///
    /// @param from inclusive, null for no bound
    /// @param before exclusive, null for no bound
    record Period(@Nullable Instant from, @Nullable Instant before) implements Query {}

    record HasAttachment() implements Query {}

    record OfKind(Set<EventKind> kinds) implements Query {
        public OfKind {
            kinds = Set.copyOf(kinds);
        }
    }

    record InChat(ConversationId chat) implements Query {}

    record And(List<Query> all) implements Query {
        public And {
            all = List.copyOf(all);
        }
    }

    record Or(List<Query> any) implements Query {
        public Or {
            any = List.copyOf(any);
        }
    }

    record Not(Query query) implements Query {}

    static Phrase words(String text) {
        return new Phrase(TextField.ANYWHERE, text, false);
    }
}
