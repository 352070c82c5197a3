package dev.wharf.connector.deliver;

import dev.wharf.core.archive.Change;

import java.util.List;

/// Keeps the record of a run. What it returns is committed in one group with the cursor that says
/// the same, so that neither is ahead of the other after a crash.
@FunctionalInterface
public interface DeliveryLog {
    DeliveryLog NONE = _ -> List.of();

    List<Change> ended(WindowResult result);
}
