package dev.wharf.destinations.imap;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Names of folders on the wire (RFC 3501 §5.1.3): ASCII stays, `&` is `&-`, all else is UTF-16 in
/// base64 between `&` and `-`, with `,` for `/`.
final class ModifiedUtf7 {
    private ModifiedUtf7() {}

    static String encode(String name) {
        StringBuilder encoded = new StringBuilder();
        StringBuilder shifted = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= ' ' && c < 0x7f) {
                flush(shifted, encoded);
                encoded.append(c == '&' ? "&-" : String.valueOf(c));
            } else {
                shifted.append(c);
            }
        }
        flush(shifted, encoded);
        return encoded.toString();
    }

    private static void flush(StringBuilder shifted, StringBuilder encoded) {
        if (!shifted.isEmpty()) {
            byte[] utf16 = shifted.toString().getBytes(StandardCharsets.UTF_16BE);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(utf16);
            encoded.append('&').append(base64.replace('/', ',')).append('-');
            shifted.setLength(0);
        }
    }
}
