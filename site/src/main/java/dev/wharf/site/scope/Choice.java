package dev.wharf.site.scope;

import java.util.Set;
import java.util.TreeSet;

/// Which of some chats.
public sealed interface Choice {
    record All() implements Choice {}

    record None() implements Choice {}

    /// @param chats addresses as WhatsApp has them: `…@g.us`, `…@s.whatsapp.net`, `…@lid`
    record Listed(Set<String> chats) implements Choice {
        public Listed {
            chats = Set.copyOf(chats);
        }

        /// In an order that does not change from one start to the next.
        public Set<String> sorted() {
            return new TreeSet<>(chats);
        }
    }

    default boolean takes(String chat) {
        return switch (this) {
            case All _ -> true;
            case None _ -> false;
            case Listed listed -> listed.chats.contains(chat);
        };
    }
}
