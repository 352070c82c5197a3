package dev.wharf.core.linked;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A chat as a gateway lists it, for reconciliation.
///
/// @param address jid
/// @param lastMessageId newest message's own id, when the gateway says
/// @param lastAt when it was sent
public record GatewayChat(
        String address, @Nullable String lastMessageId, @Nullable Instant lastAt) {}
