package dev.wharf.mail;

import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/// The [Template]s of one roster, one a sender and kind of message, made when needed. Of a crowd
/// only the first to speak have one, so that memory stays bounded. Safe for many threads.
final class Templates {
    private static final int MOST = 64;
    private static final int FEW = 8;

    private final ConcurrentHashMap<Series, Template> bySeries = new ConcurrentHashMap<>();

    /// Those of a small chat, to be found without a look at all that makes a person.
    private volatile Template[] few = {};

    /// @param says whether it says something
    /// @param files that are left out
    private record Series(Person sender, boolean says, List<Attachment> files) {
        static Series of(Event event) {
            Content.Message message = (Content.Message) event.content();
            return new Series(
                    Objects.requireNonNull(event.sender()),
                    message.text() != null,
                    message.attachments());
        }
    }

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
        Series series = Series.of(event);
        Template known = bySeries.get(series);
        if (known == null && bySeries.size() >= MOST) {
            return null;
        }
        if (known == null || !known.fits(event)) {
            known = Template.of(event, id, renderers);
            bySeries.put(series, known);
            few =
                    bySeries.size() > FEW
                            ? new Template[0]
                            : bySeries.values().stream()
                                    .filter(Template::isUsable)
                                    .toArray(Template[]::new);
        }
        return known.isUsable() ? known : null;
    }
}
