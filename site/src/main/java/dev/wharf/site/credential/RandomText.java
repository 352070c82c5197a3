package dev.wharf.site.credential;

import dev.wharf.core.key.Secret;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/// Secrets that people copy: no letters that look like others.
final class RandomText {
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 6;
    private static final int IN_GROUP = 5;

    private RandomText() {}

    /// About 148 bits: `k7mfp-…`.
    static Secret password(SecureRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS * IN_GROUP; i++) {
            if (i > 0 && i % IN_GROUP == 0) {
                text.append('-');
            }
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return Secret.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII));
    }
}
