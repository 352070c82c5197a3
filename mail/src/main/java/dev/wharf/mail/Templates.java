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
    private static final int FEW = 8;

    private final ConcurrentHashMap<Person, Template> bySender = new ConcurrentHashMap<>();

    /// Those of a small chat, to be found without a look at all that makes a person.
    private volatile Template[] few = {};

    /// Null when the renderers have to make the mail.
    ///
    /// @param renderers make a mail the long way
    @Nullable Template find(Event event, ItemId id, BiFunction<Event, ItemId, Rendered> renderers) {
        if (!Template.suits(event)) {
            return null;
        }
        for (Template template : few) {
            if (template.isOf(event)) {
                return template;
            }
        }
        Person sender = Objects.requireNonNull(event.sender());
        Template known = bySender.get(sender);
        if (known == null && bySender.size() >= MOST) {
            return null;
        }
        if (known == null || !known.fits(event)) {
            known = Template.of(event, id, renderers);
            bySender.put(sender, known);
            few =
                    bySender.size() > FEW
                            ? new Template[0]
                            : bySender.values().stream()
                                    .filter(Template::isUsable)
                                    .toArray(Template[]::new);
        }
        return known.isUsable() ? known : null;
    }
}
