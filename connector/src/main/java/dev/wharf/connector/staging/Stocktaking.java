package dev.wharf.connector.staging;

import dev.wharf.store.object.ObjectName;
import dev.wharf.store.object.ObjectStore;
import dev.wharf.store.object.StoredObject;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Finds out by names alone what lies in staging, and what of it is of use.
///
/// @param shelf what is not acknowledged, without holes: it is taken up again
/// @param delivered what is acknowledged: to be proven and emptied
/// @param useless what the site still has and staging cannot use: files whose captures never came,
///   what lies behind a hole, what is there twice. To be deleted
record Stocktaking(Shelf shelf, List<StagedObject> delivered, List<ObjectName> useless) {
    Stocktaking {
        delivered = List.copyOf(delivered);
        useless = List.copyOf(useless);
    }

    /// @param acknowledged sequence through which the archive has everything
    static Stocktaking of(ObjectStore store, long acknowledged) {
        List<Found<StagedName.Captures>> captures = new ArrayList<>();
        Map<String, List<StagedName.Beside>> beside = new HashMap<>();
        try (Stream<StoredObject> listed = store.list("")) {
            listed.forEach(
                    object ->
                            StagedName.parse(object.name())
                                    .ifPresent(name -> sort(name, object, captures, beside)));
        }
        captures.sort(
                Comparator.comparingLong((Found<StagedName.Captures> one) -> one.name.after())
                        .thenComparing(one -> one.name.last(), Comparator.reverseOrder()));
        return sorted(captures, beside, acknowledged);
    }

    private record Found<T>(T name, Instant since) {}

    private static void sort(
            StagedName name,
            StoredObject object,
            List<Found<StagedName.Captures>> captures,
            Map<String, List<StagedName.Beside>> beside) {
        switch (name) {
            case StagedName.Captures one -> captures.add(new Found<>(one, object.written()));
            case StagedName.Beside one ->
                    beside.computeIfAbsent(one.run(), _ -> new ArrayList<>()).add(one);
        }
    }

    private static Stocktaking sorted(
            List<Found<StagedName.Captures>> captures,
            Map<String, List<StagedName.Beside>> beside,
            long acknowledged) {
        Shelf shelf = new Shelf(acknowledged);
        List<StagedObject> delivered = new ArrayList<>();
        List<ObjectName> useless = new ArrayList<>();
        for (Found<StagedName.Captures> found : captures) {
            StagedName.Captures name = found.name;
            List<ObjectName> files = take(name, beside);
            StagedObject object = new StagedObject(name, files, found.since, null);
            boolean whole = files.size() >= name.files();
            if (name.last() <= acknowledged) {
                delivered.add(object);
            } else if (whole && name.after() <= shelf.end() && name.last() > shelf.end()) {
                shelf.add(object);
            } else {
                useless.addAll(object.objects());
            }
        }
        beside.values().forEach(left -> left.forEach(one -> useless.add(one.object())));
        return new Stocktaking(shelf, delivered, useless);
    }

    private static List<ObjectName> take(
            StagedName.Captures captures, Map<String, List<StagedName.Beside>> beside) {
        List<StagedName.Beside> ofRun = beside.getOrDefault(captures.run(), List.of());
        List<ObjectName> taken =
                ofRun.stream()
                        .filter(one -> one.belongsTo(captures))
                        .map(StagedName.Beside::object)
                        .toList();
        if (!taken.isEmpty()) {
            ofRun.removeIf(one -> one.belongsTo(captures));
        }
        return taken;
    }
}
