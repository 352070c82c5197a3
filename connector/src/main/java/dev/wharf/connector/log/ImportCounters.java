package dev.wharf.connector.log;

/// What there was, and what became of it: Microsoft's counters, and quarantined ones apart.
///
/// @param fromSource distinct items, before fan-out; an item that goes to two destinations counts
///   in each
/// @param forImport copies, one for each mailbox: the other numbers add up to it, always
/// @param partially imported, but a file is not in it, and named
/// @param skipped was there before
/// @param quarantined nobody knows the mailbox
public record ImportCounters(
        long fromSource,
        long forImport,
        long imported,
        long partially,
        long skipped,
        long quarantined,
        long failed) {
    public static final ImportCounters NONE = new ImportCounters(0, 0, 0, 0, 0, 0, 0);

    public ImportCounters {
        long least = Math.min(Math.min(fromSource, imported), Math.min(partially, skipped));
        if (Math.min(least, Math.min(quarantined, failed)) < 0) {
            throw new IllegalArgumentException("a counter is below zero");
        }
        if (forImport != imported + partially + skipped + quarantined + failed) {
            throw new IllegalArgumentException(
                    "%d copies were available for import, and %d ended"
                            .formatted(
                                    forImport,
                                    imported + partially + skipped + quarantined + failed));
        }
    }

    public ImportCounters plus(ImportCounters other) {
        return new ImportCounters(
                fromSource + other.fromSource,
                forImport + other.forImport,
                imported + other.imported,
                partially + other.partially,
                skipped + other.skipped,
                quarantined + other.quarantined,
                failed + other.failed);
    }

    /// Copies that did not arrive, or not whole: each is listed by the run.
    public long notImported() {
        return partially + quarantined + failed;
    }
}
