package dev.wharf.testkit.graph;

import java.util.LinkedHashMap;
import java.util.Map;

/// A folder in the fake. Guarded by its server's lock.
final class FakeFolder {
    final String id;
    final String name;
    final boolean hidden;
    final Map<String, FakeMessage> messages = new LinkedHashMap<>();

    FakeFolder(String id, String name, boolean hidden) {
        this.id = id;
        this.name = name;
        this.hidden = hidden;
    }
}
