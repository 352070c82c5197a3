package dev.wharf.connector.intake;

import dev.wharf.core.archive.Specimen;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.PlainMessage;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.Person;
import dev.wharf.mail.Rendered;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// Makes the specimens of one batch: for each chat with enough items in it, and in a small one for
/// each series of plain messages that is long enough, the mail that the first of them would be if
/// it said nothing. Source, people, chat and a time stand in it; no word, file, key or tag of any
/// message does. For one thread.
final class Specimens {
    /// Fewer would not repay making one.
    private static final int ENOUGH = 32;

    /// Of plain messages, which only fill in a form then.
    private static final int ENOUGH_ALIKE = 8;

    /// Every specimen names all members: those of a large group say it once.
    private static final int SMALL = 64;

    private static final String SAYS_NOTHING = "-";

    private final ItemRenderer renderer;

    /// By member list: a chat's items share the very same one.
    private final IdentityHashMap<List<Person>, Chat> chats = new IdentityHashMap<>();

    private static final class Series {
        final Event first;
        int items;
        boolean made;
        @Nullable Specimen specimen;

        Series(Event first) {
            this.first = first;
        }
    }

    private static final class Chat {
        final ConversationId id;
        final Series all;
        final List<Series> plain = new ArrayList<>();

        Chat(ConversationId id, Event first) {
            this.id = id;
            this.all = new Series(first);
        }

        void count(Event event) {
            all.items++;
            if (event.members().size() <= SMALL && PlainMessage.is(event)) {
                Series found = alike(event);
                if (found == null) {
                    found = new Series(event);
                    plain.add(found);
                }
                found.items++;
            }
        }

        /// By sender and kind alone: what else may differ, the archive looks at.
        @SuppressWarnings("ReferenceEquality") // a batch's items share their senders
        private @Nullable Series alike(Event event) {
            Content.Message says = (Content.Message) event.content();
            for (Series series : plain) {
                Content.Message first = (Content.Message) series.first.content();
                if (series.first.sender() == event.sender()
                        && (first.text() == null) == (says.text() == null)
                        && first.attachments().equals(says.attachments())) {
                    return series;
                }
            }
            return null;
        }

        /// Where it has most in common with others.
        Series of(Event event) {
            if (!plain.isEmpty() && PlainMessage.is(event)) {
                Series own = alike(event);
                if (own != null && own.items >= ENOUGH_ALIKE) {
                    return own;
                }
            }
            return all;
        }
    }

    Specimens(ItemRenderer renderer, List<Work> work) {
        this.renderer = renderer;
        for (Work one : work) {
            if (one instanceof Work.Item item) {
                Event event = item.event();
                ConversationId id = item.id().conversation();
                Chat chat = chats.get(event.members());
                if (chat == null) {
                    chat = new Chat(id, event);
                    chats.put(event.members(), chat);
                }
                if (chat.id.equals(id)) {
                    chat.count(event);
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
        Series series = chat.of(item.event());
        if (!series.made && (series != chat.all || series.items >= ENOUGH)) {
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
                        PlainMessage.is(event)
                                ? PlainMessage.saying(SAYS_NOTHING, event)
                                : Content.Message.text(SAYS_NOTHING),
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
