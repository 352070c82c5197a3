package dev.wharf.destinations.imap;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 and length of a mail with CRLF line ends, whichever it is given with: a server may keep
/// LF and give CRLF.
final class LineEndDigest extends OutputStream {
    private static final byte[] CRLF = {'\r', '\n'};

    private final MessageDigest digest;
    private boolean afterReturn;
    private long size;

    LineEndDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        int start = from;
        int end = from + length;
        for (int i = from; i < end; i++) {
            boolean bare = bytes[i] == '\n' && !afterReturn;
            afterReturn = bytes[i] == '\r';
            if (bare) {
                update(bytes, start, i - start);
                update(CRLF, 0, CRLF.length);
                start = i + 1;
            }
        }
        update(bytes, start, end - start);
    }

    private void update(byte[] bytes, int from, int length) {
        digest.update(bytes, from, length);
        size += length;
    }

    long size() {
        return size;
    }

    /// Ends it.
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
