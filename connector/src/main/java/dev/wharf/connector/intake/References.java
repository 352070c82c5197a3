package dev.wharf.connector.intake;

import dev.wharf.connector.intake.KnownItems.Known;
import dev.wharf.connector.intake.OpenChats.OpenChat;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.event.Quote;
import dev.wharf.core.item.NaturalKey;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Points what is said about messages to the items that they are. For one thread.
final class References {
    private final KnownItems items;

    References(KnownItems items) {
        this.items = items;
    }

    /// Items of a name, in this chat and wherever it stood before its address was known.
    List<Known> known(OpenChat chat, Function<ConversationId, List<NaturalKey>> name) {
        List<NaturalKey> names = name.apply(chat.id());
        if (names.isEmpty()) {
            return List.of();
        }
        List<Known> here = items.named(names);
        if (chat.before().isEmpty()) {
            return here;
        }
        List<Known> all = new ArrayList<>(here);
        chat.before().forEach(id -> all.addAll(items.named(name.apply(id))));
        return all;
    }

    /// A later text, as an edit of the item that held the first.
    static Content edit(Content content, Known first, Event shown) {
        return content instanceof Content.Message message
                ? new Content.Edit(new MessageRef(first.id, shown.key()), message)
                : content;
    }

    /// A deletion, of an item that alignment has found.
    static Content deletion(Content content, Known first) {
        return content instanceof Content.Deletion(MessageRef target, var scope, var by, var text)
                ? new Content.Deletion(new MessageRef(first.id, target.key()), scope, by, text)
                : content;
    }

    /// Fills in the items that an event is about, where the archive holds them.
    Content referring(Content content, OpenChat chat, @Nullable Known completed) {
        return switch (content) {
            case Content.Message message -> message.withQuote(quote(message, chat, completed));
            case Content.Edit(MessageRef target, Content.Message replacement) ->
                    new Content.Edit(found(target, chat), replacement);
            case Content.Deletion(MessageRef target, var scope, var by, var text) ->
                    new Content.Deletion(found(target, chat), scope, by, text);
            case Content.Reaction(MessageRef target, String emoji) ->
                    new Content.Reaction(found(target, chat), emoji);
            default -> content;
        };
    }

    /// A reply stays one: that it also completes an item is told by the name they share.
    private @Nullable Quote quote(
            Content.Message message, OpenChat chat, @Nullable Known completed) {
        Quote quote = message.quote();
        if (quote == null) {
            return completed == null ? null : Quote.completing(completed.id);
        }
        // Without author and text it would read as the mark of a completion.
        boolean says = quote.author() != null || quote.text() != null;
        return says ? new Quote(found(quote.target(), chat), quote.author(), quote.text()) : quote;
    }

    private MessageRef found(MessageRef target, OpenChat chat) {
        Known known = target.item() != null ? null : held(chat, target.key());
        return known == null ? target : new MessageRef(known.id, target.key());
    }

    /// The item of that name: of several the last one that is no placeholder.
    @Nullable Known held(OpenChat chat, @Nullable MessageKey key) {
        Known found = null;
        for (Known known :
                key == null ? List.<Known>of() : known(chat, id -> MessageNames.of(id, key))) {
            boolean better =
                    switch (known.kind) {
                        case MESSAGE, CALL -> true;
                        case UNREADABLE -> found == null;
                        default -> false;
                    };
            found = better ? known : found;
        }
        return found;
    }
}
