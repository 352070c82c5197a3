package dev.wharf.site.upload;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which uploads there are and what was said of them, from memory: what is handed in again is known
/// by it, and is neither sent nor captured twice. Safe for many threads.
final class UploadIndex {
    private final Map<String, Known> byId = new HashMap<>();

    /// @param result null until it is captured
    record Known(
            String id,
            String owner,
            UploadPlan plan,
            Instant begun,
            Upload.@Nullable Result result) {}

    synchronized void add(Known upload) {
        byId.put(upload.id(), upload);
    }

    synchronized void captured(String id, Upload.Result result) {
        byId.computeIfPresent(
                id,
                (_, known) -> new Known(id, known.owner(), known.plan(), known.begun(), result));
    }

    synchronized void remove(String id) {
        byId.remove(id);
    }

    /// One that holds, or is going to hold, what the plan says; captured ones first. An account's
    /// captures are known whoever handed them in; what is under way is its owner's alone.
    synchronized Optional<Known> same(String owner, UploadPlan plan) {
        return byId.values().stream()
                .filter(known -> known.plan().holds(plan))
                .filter(known -> mayMeet(known, owner))
                .min(Comparator.comparing(known -> known.result() == null));
    }

    private static boolean mayMeet(Known known, String owner) {
        boolean ofAccount = known.result() != null && known.plan().account() != null;
        return ofAccount || known.owner().equals(owner);
    }

    /// When the newest of an owner's uploads that are captured was begun.
    synchronized Optional<Instant> newest(String owner) {
        return byId.values().stream()
                .filter(known -> known.owner().equals(owner) && known.result() != null)
                .map(Known::begun)
                .max(Comparator.naturalOrder());
    }

    synchronized long unfinished() {
        return byId.values().stream().filter(known -> known.result() == null).count();
    }

    /// What an owner has begun since then, and what of theirs is unfinished whenever it began.
    synchronized UploadLimits.Use use(String owner, Instant since) {
        int unfinished = 0;
        int recent = 0;
        long bytes = 0;
        for (Known known : byId.values()) {
            if (known.owner().equals(owner)) {
                unfinished += known.result() == null ? 1 : 0;
                if (known.begun().isAfter(since)) {
                    recent++;
                    bytes += known.plan().size();
                }
            }
        }
        return new UploadLimits.Use(unfinished, recent, bytes);
    }
}
