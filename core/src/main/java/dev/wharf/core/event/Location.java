package dev.wharf.core.event;

import org.jspecify.annotations.Nullable;

/// A place. Degrees in WGS 84; null where the source gives only a name or a link.
public record Location(
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable String name,
        @Nullable String address,
        @Nullable String url,
        boolean live) {}
