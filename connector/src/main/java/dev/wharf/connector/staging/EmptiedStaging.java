package dev.wharf.connector.staging;

/// Where proof of delivery is kept: an entry of the ledger.
///
/// Called on the thread of the intake, after the acknowledgement and before the objects are
/// deleted. After a crash in between a batch, or a part of one, is told of again; never not at all.
/// What this throws ends the run, and nothing is deleted.
@FunctionalInterface
public interface EmptiedStaging {
    void emptied(EmptiedBatch batch);
}
