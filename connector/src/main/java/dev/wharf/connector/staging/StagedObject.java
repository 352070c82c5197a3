package dev.wharf.connector.staging;

import dev.wharf.store.object.ObjectName;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// An object of captures in staging, with what lies beside it.
///
/// @param files objects of the files beside its captures
/// @param since when it was staged
/// @param digests of its captures; null when it was found and not read yet
record StagedObject(
        StagedName.Captures name,
        List<ObjectName> files,
        Instant since,
        @Nullable DigestList digests) {
    StagedObject {
        files = List.copyOf(files);
    }

    long after() {
        return name.after();
    }

    long last() {
        return name.last();
    }

    StagedObject with(DigestList read) {
        return new StagedObject(name, files, since, read);
    }

    /// In the order of deletion: its captures go last, so that what is left after a crash is still
    /// known for what it is.
    List<ObjectName> objects() {
        List<ObjectName> all = new ArrayList<>(files);
        all.add(name.object());
        return all;
    }
}
