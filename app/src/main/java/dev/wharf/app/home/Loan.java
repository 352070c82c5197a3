package dev.wharf.app.home;

import dev.wharf.core.ledger.Actor;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;

/// For whom a running process's home is opened once more, and on what terms.
///
/// @param actor whose acts they are
/// @param zone in which dates of queries are meant
public record Loan(Actor actor, ZoneId zone, Terms terms) {

    /// The same for everybody.
    ///
    /// @param verifying keeps erasing away from a verification
    /// @param backups one at a time: two into the same folder would mix
    /// @param connectors null where none run by themselves
    public record Terms(
            Turn turn,
            Importer importer,
            Verifying verifying,
            Turn backups,
            @Nullable RunningConnectors connectors) {}
}
