package dev.wharf.connector.staging;

import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.store.object.Deletion;
import dev.wharf.store.object.ObjectName;
import dev.wharf.store.object.ObjectStore;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// Empties staging of what is delivered: proof first, then the objects. What cannot be deleted now
/// holds nothing up; it is tried again later, and told of. For one thread.
final class Emptying {
    private static final Logger LOG = LoggerFactory.getLogger(Emptying.class);
    private static final Duration LATER = Duration.ofMinutes(1);
    private static final Duration MUCH_LATER = Duration.ofDays(1);

    private final ObjectStore store;
    private final EmptiedStaging proof;
    private final LongSupplier lastGroup;
    private final Clock clock;
    private final Map<ObjectName, Left> left = new LinkedHashMap<>();
    private @Nullable String why;

    /// @param again when it is tried again
    /// @param kept by a policy
    private record Left(Instant again, boolean kept) {}

    /// @param lastGroup the archive's last commit group
    Emptying(ObjectStore store, EmptiedStaging proof, LongSupplier lastGroup, Clock clock) {
        this.store = store;
        this.proof = proof;
        this.lastGroup = lastGroup;
        this.clock = clock;
    }

    /// @param delivered in order, with the digests of its captures
    void empty(List<StagedObject> delivered) {
        retry();
        if (delivered.isEmpty()) {
            return;
        }
        proof.emptied(batch(delivered));
        delivered.stream().flatMap(object -> object.objects().stream()).forEach(this::delete);
    }

    private EmptiedBatch batch(List<StagedObject> delivered) {
        List<DigestList> digests = new ArrayList<>();
        int objects = 0;
        long captures = 0;
        for (StagedObject object : delivered) {
            DigestList own = object.digests();
            if (own == null) {
                throw new IllegalArgumentException(object.name() + " was not read");
            }
            digests.add(own);
            objects += object.objects().size();
            captures += own.captures();
        }
        return new EmptiedBatch(
                objects,
                captures,
                digests.getFirst().first(),
                delivered.getLast().last(),
                DigestList.digest(digests),
                lastGroup.getAsLong(),
                clock.instant());
    }

    /// Deletes what nobody needs and nothing is proven of: the site still has it.
    void discard(List<ObjectName> useless) {
        useless.forEach(this::delete);
    }

    private void retry() {
        Instant now = clock.instant();
        List<ObjectName> due =
                left.entrySet().stream()
                        .filter(one -> !one.getValue().again.isAfter(now))
                        .map(Map.Entry::getKey)
                        .toList();
        due.forEach(this::delete);
    }

    private void delete(ObjectName object) {
        try {
            switch (store.delete(object)) {
                case Deletion.Gone _ -> left.remove(object);
                case Deletion.Kept(Instant until) -> left.put(object, kept(until));
            }
        } catch (WharfException failed) {
            if (failed.code().kind() == ErrorKind.INTERNAL) {
                throw failed;
            }
            LOG.warn("staging is not emptied for now: {}", failed.getMessage());
            why = failed.getMessage();
            left.put(object, new Left(clock.instant().plus(LATER), false));
        }
    }

    /// An end that is past already, or not said, is waited for without asking all the time.
    private Left kept(@Nullable Instant until) {
        Instant now = clock.instant();
        Instant again = until != null && until.isAfter(now) ? until : now.plus(MUCH_LATER);
        return new Left(again, true);
    }

    /// Objects that are delivered and still there.
    int left() {
        return left.size();
    }

    /// How many of them a policy keeps.
    int kept() {
        return (int) left.values().stream().filter(Left::kept).count();
    }

    /// Why the last one that no policy keeps could not be deleted; null when there never was one.
    @Nullable String why() {
        return why;
    }
}
