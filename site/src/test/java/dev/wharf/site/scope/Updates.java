package dev.wharf.site.scope;

import dev.wharf.core.capture.UpdateEnvelope;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// Envelopes for tests.
final class Updates {
    static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private Updates() {}

    static UpdateEnvelope direct(String account, String peer) {
        return update(
                UpdateEnvelope.Kind.CHAT,
                account,
                null,
                peer.substring(1) + "@s.whatsapp.net",
                ChatKind.DIRECT,
                new PhoneNumber(peer),
                "ID1",
                NOW);
    }

    static UpdateEnvelope update(
            UpdateEnvelope.Kind kind,
            @Nullable String account,
            @Nullable PhoneNumber number,
            @Nullable String chat,
            ChatKind chatKind,
            @Nullable PhoneNumber peer,
            @Nullable String id,
            @Nullable Instant at) {
        return new UpdateEnvelope(
                "", 0, 2, kind, account, number, chat, chatKind, peer, id, at, true, List.of());
    }

    static UpdateEnvelope withNumber(UpdateEnvelope update, PhoneNumber number) {
        return update(
                update.kind(),
                update.account(),
                number,
                update.chat(),
                update.chatKind(),
                update.peer(),
                update.messageId(),
                update.at());
    }

    static UpdateEnvelope at(UpdateEnvelope update, Instant at) {
        return update(
                update.kind(),
                update.account(),
                update.number(),
                update.chat(),
                update.chatKind(),
                update.peer(),
                update.messageId(),
                at);
    }
}
