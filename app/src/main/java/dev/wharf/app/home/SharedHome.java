package dev.wharf.app.home;

import dev.wharf.core.ledger.Actor;

import org.jspecify.annotations.Nullable;

/// A home that a long-running process owns, lent to the commands that it runs for others.
///
/// Safe for use by many threads. Reading goes on beside the intake and beside each other; changes
/// take turns with the intake; what needs the home at rest is refused. The owner closes its home
/// when every command has ended.
public final class SharedHome {

    private final Home owned;
    private final String holder;
    private final Loan.Terms terms;

    /// @param owned opened by this process; not closed with this
    /// @param holder who holds it, for people: `wharf up (process 4711)`
    public SharedHome(Home owned, String holder, Turn turn, Importer importer) {
        this(owned, holder, turn, importer, null);
    }

    /// @param connectors that this process runs; null for none
    public SharedHome(
            Home owned,
            String holder,
            Turn turn,
            Importer importer,
            @Nullable RunningConnectors connectors) {
        this.owned = owned;
        this.holder = holder;
        this.terms = new Loan.Terms(turn, importer, new Verifying(), new SharedTurn(), connectors);
        // What commands share is open before the first two come at once.
        owned.ledger();
        owned.archive();
    }

    /// The homes that one command of somebody is given: this one, and no other.
    ///
    /// @param command as it was typed, for the person who has to type it again
    public Homes lendTo(Actor actor, String command) {
        return new LentHomes(this, actor, command);
    }

    Home home() {
        return owned;
    }

    String holder() {
        return holder;
    }

    Loan.Terms terms() {
        return terms;
    }
}
