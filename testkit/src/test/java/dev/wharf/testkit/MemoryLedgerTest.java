package dev.wharf.testkit;

import dev.wharf.core.ledger.Ledger;

import java.time.Clock;

class MemoryLedgerTest implements LedgerContract {
    @Override
    public Ledger ledger() {
        return new MemoryLedger(Clock.systemUTC());
    }
}
