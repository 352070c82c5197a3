package dev.wharf.site.journal;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/// Names a sealed media file: 128 random bits, which tell nothing of what is in it.
public record MediaId(long high, long low) {
    static final int BYTES = 16;

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

    static MediaId random(SecureRandom random) {
        return new MediaId(random.nextLong(), random.nextLong() | 1);
    }

    /// @throws IllegalArgumentException when it is not 32 hexadecimal digits
    public static MediaId parse(String hex) {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("not the id of a sealed file");
        }
        return new MediaId(
                Long.parseUnsignedLong(hex.substring(0, 16), 16),
                Long.parseUnsignedLong(hex.substring(16), 16));
    }

    @Override
    public String toString() {
        return "%016x%016x".formatted(high, low);
    }
}
