package dev.wharf.capture.linked;

import dev.wharf.capture.json.Nodes;
import dev.wharf.core.capture.ContentDigest;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How WAHA names the files on its disk: `http://host:3000/api/files/{session}/{message}.pdf`. The
/// host is whatever the gateway thinks it is called, so that a file's name begins behind it.
final class WahaFiles {
    private static final Pattern PATH = Pattern.compile("https?://[^/?#\\s]+/api/files/(.+)");
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,12}");

    private static final int SHA256_BYTES = 32;

    private WahaFiles() {}

    /// @return null when the gateway names no file
    static @Nullable String id(@Nullable String url) {
        if (url == null || url.isBlank()) {
            return null;
        }
        Matcher found = PATH.matcher(url);
        return found.matches() ? found.group(1) : url;
    }

    static long size(@Nullable JsonNode message) {
        String length = Nodes.text(message, "fileLength");
        return length != null && SIZE.matcher(length).matches() ? Long.parseLong(length) : -1;
    }

    /// @param base64 as Go and JavaScript write bytes
    static Optional<ContentDigest> digest(@Nullable String base64) {
        try {
            byte[] digest = Base64.getDecoder().decode(base64 == null ? "" : base64.strip());
            return digest.length == SHA256_BYTES
                    ? Optional.of(new ContentDigest(HexFormat.of().formatHex(digest)))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /// Why the gateway has not got the file itself; null when it says nothing of the kind.
    static @Nullable String trouble(@Nullable JsonNode media) {
        JsonNode error = media == null ? null : media.get("error");
        if (error != null && !error.isNull()) {
            return "the gateway could not fetch it from WhatsApp";
        }
        return media == null ? "the gateway gave no file with the message" : null;
    }
}
