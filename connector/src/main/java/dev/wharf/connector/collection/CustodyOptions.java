package dev.wharf.connector.collection;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;

/// What a capture's options say of who collected it, with what: evidence that is sealed with its
/// bytes in the journal, before anything is decoded.
///
/// @param caseId of the collection it is for
/// @param collector who had the device in hands, as given; null when nobody said
/// @param device what it is and what tells it from others, as given; null when nobody said
/// @param tool name and version of the program that took it in
/// @param actor the operating system's user who ran it
/// @param host the machine that it ran on
public record CustodyOptions(
        CaseId caseId,
        @Nullable String collector,
        @Nullable String device,
        String tool,
        String actor,
        String host) {
    private static final String CASE = "collection";
    private static final String OF_CUSTODY = "custody.";
    private static final String COLLECTOR = OF_CUSTODY + "collector";
    private static final String DEVICE = OF_CUSTODY + "device";
    private static final String TOOL = OF_CUSTODY + "tool";
    private static final String ACTOR = OF_CUSTODY + "actor";
    private static final String HOST = OF_CUSTODY + "host";

    public Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        options.put(CASE, caseId.value());
        if (collector != null) {
            options.put(COLLECTOR, collector);
        }
        if (device != null) {
            options.put(DEVICE, device);
        }
        options.put(TOOL, tool);
        options.put(ACTOR, actor);
        options.put(HOST, host);
        return options;
    }

    /// The case that a capture was collected for; null for one that is no part of a collection.
    public static @Nullable CaseId caseOf(Map<String, String> options) {
        String id = options.get(CASE);
        return id == null ? null : new CaseId(id);
    }

    /// Null for a capture that is no part of a collection.
    static @Nullable CustodyOptions of(Map<String, String> options) {
        CaseId id = caseOf(options);
        return id == null
                ? null
                : new CustodyOptions(
                        id,
                        options.get(COLLECTOR),
                        options.get(DEVICE),
                        options.getOrDefault(TOOL, ""),
                        options.getOrDefault(ACTOR, ""),
                        options.getOrDefault(HOST, ""));
    }

    /// Options without those that change nothing of how a capture is read.
    public static Map<String, String> reading(Map<String, String> options) {
        Map<String, String> reading = new TreeMap<>(options);
        reading.keySet().removeIf(name -> name.startsWith(OF_CUSTODY));
        return reading;
    }
}
