package dev.wharf.core.capture;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;

/// What may be known of a capture without decoding it: all that a site ever reads.
///
/// @param account the enrolled account (or `--owner`) that gave it; null when nobody said
/// @param name file name as given, without folders; null for live updates
/// @param receivedAt when the site had it whole, by the site's clock
/// @param options how the person who handed it over wants it read (`zone`, `date-order`, `owner`,
///   …): part of the evidence, so that decoding it again gives the same
public record CaptureEnvelope(
        SourceKind source,
        @Nullable String account,
        @Nullable String name,
        Instant receivedAt,
        Map<String, String> options) {

    public CaptureEnvelope {
        options = Map.copyOf(options);
    }
}
