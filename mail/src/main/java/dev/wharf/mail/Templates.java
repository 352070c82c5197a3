package dev.wharf.mail;

import dev.wharf.core.event.Event;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/// The [Template]s of one roster, one a sender, made when needed. Of a crowd only the first to
/// speak have one, so that memory stays bounded. Safe for many threads.
final class Templates {
    private static final int MOST = 64;

    private final ConcurrentHashMap<Person, Template> bySender = new ConcurrentHashMap<>();

    /// Null when the renderers have to make the mail.
    ///
    /// @param renderers make a mail the long way
    @Nullable Template find(Event event, ItemId id, BiFunction<Event, ItemId, Rendered> renderers) {
        if (!Template.suits(event)) {
            return null;
        }
        Person sender = Objects.requireNonNull(event.sender());
        Template known = bySender.get(sender);
        if (known == null && bySender.size() >= MOST) {
            return null;
        }
        if (known == null || !known.fits(event)) {
            known = Template.of(event, id, renderers);
            bySender.put(sender, known);
        }
        return known.isUsable() ? known : null;
    }
}
