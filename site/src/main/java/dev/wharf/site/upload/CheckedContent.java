package dev.wharf.site.upload;

import dev.wharf.core.capture.ContentDigest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Ends only if the content has the digest it was said to have; whoever appends it then keeps
/// nothing.
final class CheckedContent extends FilterInputStream {
    private final DigestInputStream digesting;
    private final ContentDigest wanted;

    CheckedContent(InputStream content, ContentDigest wanted) {
        this(new DigestInputStream(content, sha256()), wanted);
    }

    private CheckedContent(DigestInputStream digesting, ContentDigest wanted) {
        super(digesting);
        this.digesting = digesting;
        this.wanted = wanted;
    }

    static final class OtherContent extends IOException {
        private static final long serialVersionUID = 1L;

        OtherContent() {
            super("the content has another digest");
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        if (count < 0) {
            MessageDigest copy = digesting.getMessageDigest();
            digesting.on(false);
            String found = HexFormat.of().formatHex(cloned(copy).digest());
            if (!found.equals(wanted.sha256())) {
                throw new OtherContent();
            }
        }
        return count;
    }

    /// The end may be asked for more than once.
    private static MessageDigest cloned(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
