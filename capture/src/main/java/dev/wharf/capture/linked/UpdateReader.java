package dev.wharf.capture.linked;

import dev.wharf.capture.json.JsonText;
import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Content;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// Makes events of one webhook after the other. Each is parsed by itself, and one that cannot be
/// costs nothing beside it.
///
/// For one thread.
final class UpdateReader implements DocumentReader.Sink {
    private final Media media;
    private final Instant receivedAt;
    private final Out out;

    /// Where the events go.
    interface Out {
        void event(String locator, byte[] raw, Draft draft) throws IOException;

        /// Says that a webhook of a gateway's was read.
        ///
        /// @param events that it gave; none where it says nothing that is evidence
        void webhook(String locator, int events);
    }

    /// @param receivedAt the time of what has none of its own
    UpdateReader(Media media, Instant receivedAt, Out out) {
        this.media = media;
        this.receivedAt = receivedAt;
        this.out = out;
    }

    @Override
    public void document(String locator, JsonText document) throws IOException {
        JsonNode root = document.tree();
        if (root == null) {
            unreadable(
                    locator, document.raw(), "not JSON, or nested deeper than " + JsonText.DEEPEST);
            return;
        }
        Update update = Update.of(root);
        if (update == null) {
            out.event(locator, document.raw(), unknown("foreign", foreign(root)));
            return;
        }
        List<Draft> drafts = read(update);
        for (int i = 0; i < drafts.size(); i++) {
            out.event(i == 0 ? locator : locator + "#" + i, document.raw(), drafts.get(i));
        }
        out.webhook(locator, drafts.size());
    }

    private List<Draft> read(Update update) {
        boolean waha = update.gateway() == Update.Gateway.WAHA;
        String sent = waha ? Nodes.text(update.root(), "timestamp") : null;
        Scene scene = new Scene(update, receivedAt, Times.read(sent));
        return waha
                ? new WahaReader(update, scene, media).read()
                : new GowaReader(update, scene, media).read();
    }

    /// The event's name, which is a word of the protocol and nothing that somebody said.
    private static @Nullable String foreign(JsonNode root) {
        String event = Nodes.text(root, "event", "type");
        return event != null && event.matches("[A-Za-z0-9._-]{1,60}") ? event : null;
    }

    @Override
    public void unreadable(String locator, byte[] raw, String why) throws IOException {
        out.event(locator, raw, unknown("unparsable", why));
    }

    private Draft unknown(String type, @Nullable String text) {
        Chat nowhere = new Chat(null, ChatKind.UNKNOWN, null, null);
        return new Draft(nowhere, Times.instead(null, receivedAt), List.of(Person.you()))
                .saying(new Content.Unknown(type, text));
    }
}
