package dev.wharf.app.local;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Why a request was not begun, as it is sent.
record Refusal(ErrorCode code, String message) {

    byte[] encode() {
        return (code.name() + "\n" + message).getBytes(StandardCharsets.UTF_8);
    }

    static Refusal decode(byte[] payload) throws IOException {
        String text = new String(payload, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        if (end < 0) {
            throw Frame.garbage();
        }
        try {
            return new Refusal(ErrorCode.valueOf(text.substring(0, end)), text.substring(end + 1));
        } catch (IllegalArgumentException _) {
            throw Frame.garbage();
        }
    }

    WharfException thrown() {
        return new WharfException(code, message);
    }
}
