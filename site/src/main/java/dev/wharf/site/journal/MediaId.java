package dev.wharf.site.journal;

import java.security.SecureRandom;

/// Names a sealed media file: 128 random bits, which tell nothing of what is in it.
public record MediaId(long high, long low) {
    public static final MediaId NONE = new MediaId(0, 0);

    static MediaId random(SecureRandom random) {
        return new MediaId(random.nextLong(), random.nextLong() | 1);
    }

    public static MediaId parse(String hex) {
        return new MediaId(
                Long.parseUnsignedLong(hex.substring(0, 16), 16),
                Long.parseUnsignedLong(hex.substring(16), 16));
    }

    public boolean present() {
        return !equals(NONE);
    }

    @Override
    public String toString() {
        return "%016x%016x".formatted(high, low);
    }
}
