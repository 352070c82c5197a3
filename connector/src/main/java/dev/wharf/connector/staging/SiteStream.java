package dev.wharf.connector.staging;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Bytes of the site on their way into staging: remembers whether it was the site that failed, and
/// makes their digest. For one thread.
final class SiteStream extends FilterInputStream {
    private final Sha256 digest = new Sha256();
    private @Nullable Exception failure;

    SiteStream(InputStream in) {
        super(in);
    }

    /// What reading threw; null when it threw nothing.
    @Nullable Exception failure() {
        return failure;
    }

    /// Of what was read. To be asked once.
    ContentDigest digest() {
        return digest.end();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            int n = in.read(target, offset, length);
            digest.update(target, offset, Math.max(0, n));
            return n;
        } catch (IOException | WharfException failed) {
            failure = failed;
            throw failed;
        }
    }
}
