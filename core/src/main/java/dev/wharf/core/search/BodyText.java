package dev.wharf.core.search;

import dev.wharf.core.event.ContactCard;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Field;
import dev.wharf.core.event.Location;
import dev.wharf.core.event.Poll;
import dev.wharf.core.event.Quote;
import dev.wharf.core.event.Structured;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The text of an event that `body:` finds, and from which a hit's snippet is cut: what was
/// written, then places, contacts, polls, forms and what was quoted, each on a line of its own.
public final class BodyText {
    private BodyText() {}

    public static String of(Content content) {
        return switch (content) {
            case Content.Message message -> of(message);
            case Content.Edit(_, Content.Message replacement) -> of(replacement);
            case Content.Deletion deletion -> orEmpty(deletion.text());
            case Content.Reaction reaction -> orEmpty(reaction.emoji());
            case Content.Call call -> orEmpty(call.text());
            case Content.Membership membership -> orEmpty(membership.text());
            case Content.Receipt _ -> "";
            case Content.Notice notice -> notice.text();
            case Content.Unreadable unreadable -> orEmpty(unreadable.text());
            case Content.Gap gap -> gap.reason();
            case Content.Unknown unknown -> orEmpty(unknown.text());
        };
    }

    private static String of(Content.Message message) {
        if (isPlain(message)) {
            return orEmpty(message.text());
        }
        StringBuilder body = new StringBuilder();
        line(body, message.text());
        add(body, message.location());
        message.contacts().forEach(card -> add(body, card));
        add(body, message.poll());
        add(body, message.structured());
        Quote quote = message.quote();
        if (quote != null) {
            line(body, quote.text());
        }
        return body.toString();
    }

    private static boolean isPlain(Content.Message message) {
        return message.location() == null
                && message.contacts().isEmpty()
                && message.poll() == null
                && message.structured() == null
                && message.quote() == null;
    }

    private static void add(StringBuilder body, @Nullable Location place) {
        if (place != null) {
            line(body, place.name());
            line(body, place.address());
            line(body, place.url());
        }
    }

    private static void add(StringBuilder body, ContactCard card) {
        line(body, card.displayName());
        lines(body, card.phones());
        lines(body, card.emails());
    }

    private static void add(StringBuilder body, @Nullable Poll poll) {
        if (poll != null) {
            line(body, poll.question());
            lines(body, poll.options().stream().map(Poll.Option::name).toList());
        }
    }

    private static void add(StringBuilder body, @Nullable Structured structured) {
        if (structured == null) {
            return;
        }
        line(body, structured.title());
        for (Field field : structured.fields()) {
            line(body, field.name());
            line(body, field.value());
        }
    }

    private static void lines(StringBuilder body, List<String> texts) {
        texts.forEach(text -> line(body, text));
    }

    private static void line(StringBuilder body, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            if (!body.isEmpty()) {
                body.append('\n');
            }
            body.append(text);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
