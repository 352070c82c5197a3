package dev.wharf.capture.cloudapi.graph;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/// How Meta's Graph API is asked.
///
/// @param base where it is. Another one than Meta's is trusted as it stands, on plain HTTP and on a
///   private address too: it is a partner's, or a test's
/// @param version of the API, as in its paths
/// @param moreHosts that files may be fetched from beside Meta's own: `media.example.com`, or
///   `.example.com` for all below it
/// @param largest file taken, in bytes
/// @param connect longest wait for a connection
/// @param answer longest wait for the beginning of an answer
/// @param stall longest wait for the next bytes of a file
public record GraphSettings(
        URI base,
        String version,
        Set<String> moreHosts,
        long largest,
        Duration connect,
        Duration answer,
        Duration stall) {
    public static final URI META = URI.create("https://graph.facebook.com");

    public GraphSettings {
        moreHosts = Set.copyOf(moreHosts);
        if (!version.matches("v[0-9]{1,3}\\.[0-9]{1,2}")) {
            throw new IllegalArgumentException("not a version of the Graph API: v24.0");
        }
    }

    /// WhatsApp takes files up to 100 MB; twice that leaves room for a rule that changes.
    public static GraphSettings ofMeta() {
        return at(META);
    }

    public static GraphSettings at(URI base) {
        return new GraphSettings(
                base,
                "v24.0",
                Set.of(),
                200L << 20,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(30));
    }

    public GraphSettings withHosts(Set<String> hosts) {
        return new GraphSettings(base, version, hosts, largest, connect, answer, stall);
    }

    public GraphSettings withLargest(long bytes) {
        return new GraphSettings(base, version, moreHosts, bytes, connect, answer, stall);
    }

    public GraphSettings withWaits(Duration toAnswer, Duration toStall) {
        return new GraphSettings(base, version, moreHosts, largest, connect, toAnswer, toStall);
    }
}
