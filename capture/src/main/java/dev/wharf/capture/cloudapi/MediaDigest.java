package dev.wharf.capture.cloudapi;

import dev.wharf.core.capture.ContentDigest;

import org.jspecify.annotations.Nullable;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The digest that WhatsApp gives of a file: SHA-256 in base64 in webhooks, in hex where the file
/// is fetched and in some histories.
public final class MediaDigest {
    private static final int BYTES = 32;
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

    private MediaDigest() {}

    /// Empty when it is neither.
    public static Optional<ContentDigest> read(@Nullable String given) {
        if (given == null) {
            return Optional.empty();
        }
        String text = given.strip();
        if (HEX.matcher(text).matches()) {
            return Optional.of(new ContentDigest(text.toLowerCase(Locale.ROOT)));
        }
        try {
            byte[] digest = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
            return digest.length == BYTES
                    ? Optional.of(new ContentDigest(HexFormat.of().formatHex(digest)))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
