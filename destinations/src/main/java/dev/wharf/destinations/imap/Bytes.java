package dev.wharf.destinations.imap;

import java.util.Arrays;

/// Joins bytes, and wipes what it joined.
final class Bytes {
    private Bytes() {}

    static byte[] joined(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
            Arrays.fill(part, (byte) 0);
        }
        return all;
    }
}
