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

/// Makes the specimens of one batch: for each chat with enough items in it, the mail that the first
/// of them would be if it said nothing. Source, people, chat and a time stand in it; no word, file,
/// key or tag of any message does. For one thread.
final class Specimens {
    /// Fewer would not repay making one.
    private static final int ENOUGH = 32;

    private static final String SAYS_NOTHING = "-";

    private final ItemRenderer renderer;

    /// By member list: a chat's items share the very same one.
    private final IdentityHashMap<List<Person>, Series> series = new IdentityHashMap<>();

    private static final class Series {
        final ConversationId chat;
        int items;
        boolean made;
        @Nullable Specimen specimen;

        Series(ConversationId chat) {
            this.chat = chat;
        }
    }

    Specimens(ItemRenderer renderer, List<Work> work) {
        this.renderer = renderer;
        for (Work one : work) {
            if (one instanceof Work.Item item) {
                ConversationId chat = item.id().conversation();
                Series found =
                        series.computeIfAbsent(item.event().members(), _ -> new Series(chat));
                found.items += found.chat.equals(chat) ? 1 : 0;
            }
        }
    }

    /// Null when the item has too few like it.
    @Nullable Specimen of(Work.Item item) {
        Series found = series.get(item.event().members());
        if (found == null || found.items < ENOUGH || !found.chat.equals(item.id().conversation())) {
            return null;
        }
        if (!found.made) {
            found.made = true;
            found.specimen = make(item);
        }
        return found.specimen;
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
            return new Specimen(silent, rendered.headline(), rendered.image());
        } catch (WharfException e) {
            if (e.code().kind() == ErrorKind.INPUT) {
                return null;
            }
            throw e;
        }
    }
}
