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
/// message does. For one thread that counts, and after it for one that renders.
final class Specimens {
    /// Fewer would not repay making one.
    private static final int ENOUGH = 32;

    /// Of plain messages, which only fill in a form then.
    private static final int ENOUGH_ALIKE = 8;

    /// Every specimen names all members: those of a large group say it once.
    private static final int SMALL = 64;

    private static final String SAYS_NOTHING = "-";

    /// By member list: a chat's items share the very same one.
    private final IdentityHashMap<List<Person>, Chat> chats = new IdentityHashMap<>();

    /// Items that may share a specimen.
    static final class Series {
        private final Event first;
        private final int enough;

        /// Where they belong too, null for all items of a chat.
        private final @Nullable Series wider;

        private int items;
        private boolean made;
        private @Nullable Specimen specimen;

        Series(Event first, int enough, @Nullable Series wider) {
            this.first = first;
            this.enough = enough;
            this.wider = wider;
        }
    }

    private static final class Chat {
        final ConversationId id;
        final Series all;
        final List<Series> plain = new ArrayList<>();

        Chat(ConversationId id, Event first) {
            this.id = id;
            this.all = new Series(first, ENOUGH, null);
        }

        Series count(Event event) {
            all.items++;
            if (event.members().size() > SMALL || !PlainMessage.is(event)) {
                return all;
            }
            Series found = alike(event);
            if (found == null) {
                found = new Series(event, ENOUGH_ALIKE, all);
                plain.add(found);
            }
            found.items++;
            return found;
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
    }

    /// Counts an item, which must be done with all before the first specimen is made.
    ///
    /// @return where it has most in common with others; null when it stands alone
    @Nullable Series count(ItemId id, Event event) {
        Chat chat = chats.get(event.members());
        if (chat == null) {
            chat = new Chat(id.conversation(), event);
            chats.put(event.members(), chat);
        }
        return chat.id.equals(id.conversation()) ? chat.count(event) : null;
    }

    /// Null when the item has too few like it.
    static @Nullable Specimen of(Work.Item item, ItemRenderer renderer) {
        Series series = item.series();
        while (series != null && series.items < series.enough) {
            series = series.wider;
        }
        if (series == null) {
            return null;
        }
        if (!series.made) {
            series.made = true;
            series.specimen = make(item, renderer);
        }
        return series.specimen;
    }

    private static @Nullable Specimen make(Work.Item item, ItemRenderer renderer) {
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
