package dev.wharf.capture.chatexport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Tells from the bytes of a text alone that it cannot name any of some files: none of their
/// extensions stands behind a dot in it. Most exports lie beside files that are not theirs, and
/// reading a million lines to find that out would take longer than it need.
///
/// For one thread.
final class ExtensionScan {
    private static final int BLOCK = 64 * 1024;
    private static final int LONGEST = 32;

    private final byte[] block = new byte[BLOCK];
    private final List<byte[]> extensions;

    private ExtensionScan(List<byte[]> extensions) {
        this.extensions = extensions;
    }

    /// @param extensions in lower case
    /// @return false only when the text names no such file
    static boolean mayName(InputStream text, Collection<String> extensions) throws IOException {
        List<byte[]> wanted = new ArrayList<>();
        for (String extension : extensions) {
            boolean simple =
                    !extension.isEmpty()
                            && extension.length() <= LONGEST
                            && extension.chars().allMatch(c -> c > ' ' && c < 0x7f);
            if (!simple) {
                return true;
            }
            wanted.add(extension.getBytes(StandardCharsets.US_ASCII));
        }
        return new ExtensionScan(wanted).find(text);
    }

    private boolean find(InputStream text) throws IOException {
        int filled = text.readNBytes(block, 0, BLOCK);
        if (TextEncoding.detect(block, filled) != TextEncoding.UTF_8) {
            return true;
        }
        while (filled > 0) {
            boolean last = filled < BLOCK;
            int end = last ? filled : BLOCK - LONGEST - 1;
            if (find(end, filled)) {
                return true;
            }
            if (last) {
                return false;
            }
            System.arraycopy(block, end, block, 0, filled - end);
            filled -= end;
            filled += text.readNBytes(block, filled, BLOCK - filled);
        }
        return false;
    }

    /// Whether an extension stands behind a dot before `end`.
    private boolean find(int end, int filled) {
        for (int at = 0; at < end; at++) {
            if (block[at] == '.') {
                for (byte[] extension : extensions) {
                    if (stands(extension, at + 1, filled)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean stands(byte[] extension, int at, int filled) {
        if (filled - at < extension.length) {
            return false;
        }
        for (int i = 0; i < extension.length; i++) {
            byte c = block[at + i];
            byte lower = c >= 'A' && c <= 'Z' ? (byte) (c + 'a' - 'A') : c;
            if (lower != extension[i]) {
                return false;
            }
        }
        return true;
    }
}
