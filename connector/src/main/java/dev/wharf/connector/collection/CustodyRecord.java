package dev.wharf.connector.collection;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.util.Map;
import java.util.TreeMap;

/// Where one original of a collection comes from, and what became of it: a document of the
/// collection's archive, committed with the last of what was read from the original. The same
/// original that comes again has a record of its own.
///
/// @param capture its journal sequence
/// @param file its name, without folders
/// @param source kind of source, lower case
/// @param sha256 of its exact bytes
/// @param size in bytes
/// @param collected when it was durable in the journal; ISO 8601, by this machine's clock
/// @param collector who had the device in hands, as given
/// @param device as given
/// @param tool that took it in, with its version
/// @param actor the operating system's user who ran it
/// @param host the machine that it ran on
/// @param outcome `archived`, `failed` (or not to its end), `refused` (a question is open),
///   `duplicate` (the same bytes, read the same way, were archived before)
/// @param problem what went wrong; null when all went well
/// @param decoder that read it, with its version; null when none did
/// @param platform `android`, `ios`, … as the decoder found it
/// @param owner of the device as given or found
/// @param scope the options that limit it; empty when everything was collected
/// @param events that were in scope
/// @param leftOut events that were not
/// @param kept whether the original itself lies in the archive
/// @param files number of the files that were packed into it, each with its digest; 0 when it is
///   one file
/// @param filesSha256 of the list of their digests, as `sha256sum` writes it
public record CustodyRecord(
        long capture,
        String file,
        String source,
        String sha256,
        long size,
        String collected,
        @Nullable String collector,
        @Nullable String device,
        String tool,
        String actor,
        String host,
        String outcome,
        @Nullable String problem,
        @Nullable String decoder,
        @Nullable String platform,
        @Nullable String owner,
        Map<String, String> scope,
        long events,
        long leftOut,
        boolean kept,
        long files,
        @Nullable String filesSha256) {
    static final String KIND = "custody";

    public CustodyRecord {
        scope = new TreeMap<>(scope);
    }

    String key() {
        return key(capture);
    }

    static String key(long capture) {
        return "%019d".formatted(capture);
    }

    String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    static CustodyRecord parse(String json) {
        return JsonMapper.shared().readValue(json, CustodyRecord.class);
    }
}
