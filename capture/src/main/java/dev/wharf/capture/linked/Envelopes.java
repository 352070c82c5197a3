package dev.wharf.capture.linked;

import dev.wharf.capture.json.JsonText;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.capture.MediaNeed;
import dev.wharf.core.capture.UpdateEnvelope;
import dev.wharf.core.capture.UpdateEnvelope.Kind;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/// What both gateways' envelopes share. Chat and people are found in the same way as the decoder
/// finds them, so that scope and archive speak of the same chat.
final class Envelopes {
    private static final byte[] NOTHING = new byte[0];

    private Envelopes() {}

    /// @param time as the webhook writes it
    record Found(
            Kind kind,
            Scene.Where where,
            @Nullable String id,
            @Nullable String time,
            List<MediaNeed> media) {}

    static List<UpdateEnvelope> read(
            byte[] body, Update.Gateway gateway, BiFunction<Update, Scene, Found> finder) {
        if (body.length == 0) {
            return List.of();
        }
        Update update = Update.of(JsonText.of(body).tree());
        if (update == null || update.gateway() != gateway) {
            return List.of(unknown(body.length));
        }
        Scene scene = new Scene(update, Instant.EPOCH, null);
        return List.of(envelope(body.length, update, scene, finder.apply(update, scene)));
    }

    private static UpdateEnvelope envelope(int length, Update update, Scene scene, Found found) {
        EventTime at = Times.read(found.time);
        Draft draft = scene.spoken(found.where, scene.time(null), found.id);
        Chat chat = draft.chat();
        boolean account = chat.kind() == ChatKind.UNKNOWN;
        MessageKey key = found.kind == Kind.CHAT ? draft.key() : null;
        return new UpdateEnvelope(
                "body",
                0,
                length,
                found.kind,
                update.session(),
                update.owner().phone(),
                account ? null : chat.jid(),
                chat.kind(),
                account ? null : peer(draft, scene),
                found.id,
                at == null ? null : at.at(),
                key == null ? null : key.fromMe(),
                found.media);
    }

    /// The other side in a chat of two, the sender elsewhere; who is not the owner is either.
    private static @Nullable PhoneNumber peer(Draft draft, Scene scene) {
        return draft.members().stream()
                .filter(person -> !person.owner())
                .map(person -> person.phone())
                .filter(Objects::nonNull)
                .filter(phone -> !Objects.equals(phone, scene.owner().phone()))
                .findFirst()
                .orElse(null);
    }

    private static UpdateEnvelope unknown(int length) {
        return new UpdateEnvelope(
                "body",
                0,
                length,
                Kind.UNKNOWN,
                null,
                null,
                null,
                ChatKind.UNKNOWN,
                null,
                null,
                null,
                null,
                List.of());
    }

    /// A webhook is one update: without it nothing is left.
    static byte[] without(byte[] body, Collection<UpdateEnvelope> excluded) {
        return excluded.isEmpty() ? body.clone() : NOTHING;
    }

    static @Nullable URI uri(@Nullable String text) {
        try {
            return text == null ? null : new URI(text);
        } catch (URISyntaxException noAddress) {
            return null;
        }
    }
}
