package dev.wharf.connector.definition;

import dev.wharf.connector.people.Sha256;
import dev.wharf.core.capture.ContentDigest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// What somebody accepts who sends copies out of the archive: where they go, and what is not
/// claimed of them.
public record Terms(String text) {

    /// Those that this version ships; `docs/data-path.md` says the same.
    public static Terms current() {
        try (InputStream in = Terms.class.getResourceAsStream("terms.txt")) {
            byte[] bytes = Objects.requireNonNull(in, "terms.txt is in the jar").readAllBytes();
            return new Terms(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// By which an acceptance says what was accepted.
    public ContentDigest digest() {
        return new ContentDigest(Sha256.hex(text));
    }
}
