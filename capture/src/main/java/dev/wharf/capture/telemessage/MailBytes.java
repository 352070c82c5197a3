package dev.wharf.capture.telemessage;

import dev.wharf.capture.file.CheckedEntryStream;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// A mail's exact bytes: an ordinary one in memory, since it is gone through several times; a large
/// one stays where it is.
final class MailBytes {
    private static final int HELD = 4 << 20;
    private static final int PIECE = 1 << 16;

    private final CheckedEntryStream.Opener opener;
    private final byte[] head;
    private final boolean whole;

    private MailBytes(CheckedEntryStream.Opener opener, byte[] head, boolean whole) {
        this.opener = opener;
        this.head = head;
        this.whole = whole;
    }

    /// Reads all of it once, so that damage shows now.
    static MailBytes read(CheckedEntryStream.Opener opener) throws IOException {
        try (InputStream in = opener.open()) {
            byte[] head = in.readNBytes(HELD);
            byte[] piece = new byte[PIECE];
            boolean whole = true;
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                whole &= n == 0;
            }
            return new MailBytes(opener, head, whole);
        }
    }

    InputStream open() throws IOException {
        return whole ? new ByteArrayInputStream(head) : opener.open();
    }

    boolean isEmpty() {
        return head.length == 0;
    }

    /// The first bytes, all when there are no more than that.
    byte[] first(int most) {
        return head.length <= most ? head.clone() : Arrays.copyOf(head, most);
    }

    /// @param algorithm that every Java has
    String digest(String algorithm) throws IOException {
        MessageDigest digest = messageDigest(algorithm);
        if (whole) {
            digest.update(head);
        } else {
            try (InputStream in = open()) {
                byte[] piece = new byte[PIECE];
                for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                    digest.update(piece, 0, n);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Whether it has the digest that a manifest gives; null for none given.
    boolean matches(@Nullable String given) throws IOException {
        return given == null || given.isEmpty() || digest(Manifest.algorithm(given)).equals(given);
    }

    private static MessageDigest messageDigest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
