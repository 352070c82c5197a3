package dev.wharf.connector.run;

/// Item × expected mailbox. An unresolved expectation counts as quarantined; so does, once, an item
/// that expects nobody. Receipts are not items and are not counted.
///
/// @param imported whole
/// @param partial imported, but an attachment that the source names is missing
/// @param skipped the mailbox has it already
public record Counters(long imported, long partial, long skipped, long quarantined, long failed) {
    public static final Counters NONE = new Counters(0, 0, 0, 0, 0);

    /// Everything there was to import: the other numbers add up to it, always.
    public long available() {
        return imported + partial + skipped + quarantined + failed;
    }

    public Counters plus(Counters other) {
        return new Counters(
                imported + other.imported,
                partial + other.partial,
                skipped + other.skipped,
                quarantined + other.quarantined,
                failed + other.failed);
    }

    public Counters minus(Counters other) {
        return new Counters(
                imported - other.imported,
                partial - other.partial,
                skipped - other.skipped,
                quarantined - other.quarantined,
                failed - other.failed);
    }

    static Counters ofFailed(long count) {
        return new Counters(0, 0, 0, 0, count);
    }

    /// The same number of expectations, all failed.
    public Counters allFailed() {
        return ofFailed(available());
    }
}
