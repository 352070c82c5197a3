package dev.wharf.core.ledger;

import dev.wharf.core.capture.ContentDigest;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// One act, as whoever did it describes it. It may name people and queries (the ledger keeps its
/// entries sealed), never chat content.
///
/// @param at when it happened, by the actor's clock; kept in milliseconds
/// @param onBehalfOf for whom, when the actor did it for somebody else
/// @param authority what allows or demands it: a hold, a case, a ticket, a policy
/// @param reason in the actor's words
/// @param before digest of what the act changed, as it was
/// @param after digest of what the act made or left
/// @param details everything else, by name
public record Act(
        ActKind kind,
        Outcome outcome,
        Subject subject,
        Actor actor,
        Instant at,
        @Nullable String onBehalfOf,
        @Nullable String authority,
        @Nullable String reason,
        @Nullable ContentDigest before,
        @Nullable ContentDigest after,
        SortedMap<String, String> details) {

    public Act {
        at = Instant.ofEpochMilli(at.toEpochMilli());
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }

    /// An act that succeeded, with nothing more to say of it; add to it with the `with…` methods.
    public static Act of(ActKind kind, Subject subject, Actor actor, Instant at) {
        return new Act(
                kind,
                Outcome.DONE,
                subject,
                actor,
                at,
                null,
                null,
                null,
                null,
                null,
                new TreeMap<>());
    }

    public Act ended(Outcome outcome) {
        return new Act(
                kind,
                outcome,
                subject,
                actor,
                at,
                onBehalfOf,
                authority,
                reason,
                before,
                after,
                details);
    }

    public Act onBehalfOf(@Nullable String whom) {
        return new Act(
                kind, outcome, subject, actor, at, whom, authority, reason, before, after, details);
    }

    public Act withAuthority(@Nullable String authority) {
        return new Act(
                kind,
                outcome,
                subject,
                actor,
                at,
                onBehalfOf,
                authority,
                reason,
                before,
                after,
                details);
    }

    public Act withReason(@Nullable String reason) {
        return new Act(
                kind,
                outcome,
                subject,
                actor,
                at,
                onBehalfOf,
                authority,
                reason,
                before,
                after,
                details);
    }

    public Act withDigests(@Nullable ContentDigest before, @Nullable ContentDigest after) {
        return new Act(
                kind,
                outcome,
                subject,
                actor,
                at,
                onBehalfOf,
                authority,
                reason,
                before,
                after,
                details);
    }

    public Act with(String name, String value) {
        return with(Map.of(name, value));
    }

    public Act with(Map<String, String> more) {
        TreeMap<String, String> all = new TreeMap<>(details);
        all.putAll(more);
        return new Act(
                kind,
                outcome,
                subject,
                actor,
                at,
                onBehalfOf,
                authority,
                reason,
                before,
                after,
                all);
    }
}
