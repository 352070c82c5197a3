package dev.wharf.connector.intake;

import dev.wharf.connector.people.Mapping;
import dev.wharf.core.directory.Directory;
import dev.wharf.core.ledger.Actor;

import org.jspecify.annotations.Nullable;

/// How one run maps people.
///
/// @param strictMapping the mapping alone leads to mailboxes; e-mail addresses do not
/// @param matchNames a display name alone may recognise a user (marked on the item)
/// @param actor who started the run, for the ledger
/// @param reason in the actor's words, for the ledger
/// @param workers threads that render and seal, at least 1
public record IntakeOptions(
        Directory directory,
        Mapping mapping,
        boolean strictMapping,
        boolean matchNames,
        Actor actor,
        @Nullable String reason,
        int workers) {

    public static IntakeOptions of(Directory directory, Mapping mapping, Actor actor) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new IntakeOptions(
                directory, mapping, false, false, actor, null, Math.max(1, cores - 1));
    }

    public IntakeOptions matchingNames(boolean allowed) {
        return new IntakeOptions(
                directory, mapping, strictMapping, allowed, actor, reason, workers);
    }

    public IntakeOptions strict(boolean strict) {
        return new IntakeOptions(directory, mapping, strict, matchNames, actor, reason, workers);
    }

    public IntakeOptions mapping(Mapping other) {
        return new IntakeOptions(
                directory, other, strictMapping, matchNames, actor, reason, workers);
    }

    public IntakeOptions knowing(Directory people) {
        return new IntakeOptions(
                people, mapping, strictMapping, matchNames, actor, reason, workers);
    }

    public IntakeOptions because(@Nullable String reason) {
        return new IntakeOptions(
                directory, mapping, strictMapping, matchNames, actor, reason, workers);
    }
}
