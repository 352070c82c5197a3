package dev.wharf.connector.intake;

import dev.wharf.core.archive.Specimen;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.Person;
import dev.wharf.mail.Rendered;

import org.jspecify.annotations.Nullable;

import java.util.IdentityHashMap;
import java.util.List;

/// Makes the specimens of one batch: for each chat with enough items in it, and for each of its
/// people who say enough, the mail that the first of them would be if it said nothing. Source,
/// people, chat and a time stand in it; no word, file, key or tag of any message does. For one
/// thread.
final class Specimens {
    /// Fewer would not repay making one.
    private static final int ENOUGH = 32;

    private static final String SAYS_NOTHING = "-";

    private final ItemRenderer renderer;

    /// By member list: a chat's items share the very same one.
    private final IdentityHashMap<List<Person>, Chat> chats = new IdentityHashMap<>();

    /// Items of one chat, or of one of its people.
    private static final class Series {
        int items;
        boolean made;
        @Nullable Specimen specimen;
    }

    private static final class Chat {
        final ConversationId id;
        final Series all = new Series();
        final IdentityHashMap<Person, Series> bySender = new IdentityHashMap<>();

        Chat(ConversationId id) {
            this.id = id;
        }

        void count(@Nullable Person sender) {
            all.items++;
            if (sender != null) {
                bySender.computeIfAbsent(sender, _ -> new Series()).items++;
            }
        }

        /// Mails of one sender have most in common.
        Series of(@Nullable Person sender) {
            Series own = sender == null ? null : bySender.get(sender);
            return own == null || own.items < ENOUGH ? all : own;
        }
    }

    Specimens(ItemRenderer renderer, List<Work> work) {
        this.renderer = renderer;
        for (Work one : work) {
            if (one instanceof Work.Item item) {
                ConversationId id = item.id().conversation();
                Chat chat = chats.computeIfAbsent(item.event().members(), _ -> new Chat(id));
                if (chat.id.equals(id)) {
                    chat.count(item.event().sender());
                }
            }
        }
    }

    /// Null when the item has too few like it.
    @Nullable Specimen of(Work.Item item) {
        Chat chat = chats.get(item.event().members());
        if (chat == null || !chat.id.equals(item.id().conversation())) {
            return null;
        }
        Series series = chat.of(item.event().sender());
        if (!series.made && series.items >= ENOUGH) {
            series.made = true;
            series.specimen = make(item);
        }
        return series.specimen;
    }

    private @Nullable Specimen make(Work.Item item) {
        Event event = item.event();
        Event silent =
                new Event(
                        event.chat(),
                        event.time(),
                        event.sender(),
                        event.members(),
                        event.direction(),
                        null,
                        Content.Message.text(SAYS_NOTHING),
                        event.provenance());
        ItemId id = new ItemId(item.id().conversation(), item.id().day(), 0);
        try {
            Rendered rendered = renderer.render(silent, id);
            return new Specimen(silent, rendered.headline(), rendered.stored());
        } catch (WharfException e) {
            if (e.code().kind() == ErrorKind.INPUT) {
                return null;
            }
            throw e;
        }
    }
}
