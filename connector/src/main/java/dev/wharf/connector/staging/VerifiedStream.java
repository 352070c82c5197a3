package dev.wharf.connector.staging;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A sequential read; at its end the whole is compared with its digest. For one thread.
final class VerifiedStream extends FilterInputStream {
    private final Sha256 digest = new Sha256();
    private final ContentDigest expected;
    private final String what;
    private boolean ended;

    VerifiedStream(InputStream in, ContentDigest expected, String what) {
        super(in);
        this.expected = expected;
        this.what = what;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = in.read(target, offset, length);
        if (n > 0) {
            digest.update(target, offset, n);
        } else if (n < 0 && !ended) {
            ended = true;
            verify(digest.end(), expected, what);
        }
        return n;
    }

    static void verify(ContentDigest found, ContentDigest expected, String what) {
        if (!found.equals(expected)) {
            throw new WharfException(
                    ErrorCode.DIGEST_MISMATCH,
                    what + " in staging is not what the site received; the site still has it");
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
