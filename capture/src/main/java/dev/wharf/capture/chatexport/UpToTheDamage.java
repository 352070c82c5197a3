package dev.wharf.capture.chatexport;

import dev.wharf.capture.file.CheckedEntryStream;
import dev.wharf.capture.file.DamagedEntryException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;

/// A text that ends quietly where it is damaged, with every byte before the damage.
final class UpToTheDamage extends InputStream {
    private final CheckedEntryStream.Opener opener;
    private InputStream in;
    private long count;
    private boolean bytewise;
    private @Nullable DamagedEntryException damage;

    UpToTheDamage(CheckedEntryStream.Opener opener) throws IOException {
        this.opener = opener;
        InputStream opened;
        try {
            opened = opener.open();
        } catch (DamagedEntryException e) {
            damage = e;
            opened = InputStream.nullInputStream();
        }
        in = opened;
    }

    /// What is wrong with the text read so far; null while nothing is.
    @Nullable DamagedEntryException damage() {
        return damage;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (damage != null || length == 0) {
            return damage != null ? -1 : 0;
        }
        try {
            int n = in.read(target, offset, bytewise ? 1 : length);
            count += Math.max(0, n);
            return n;
        } catch (DamagedEntryException e) {
            if (bytewise || !e.brokenOff()) {
                damage = e;
                return -1;
            }
            return again(target, offset, e);
        }
    }

    /// What a decompressor had ready when it failed is lost with the failure: from the last good
    /// byte on it is asked for single ones.
    private int again(byte[] target, int offset, DamagedEntryException first) throws IOException {
        bytewise = true;
        in.close();
        try {
            in = opener.open();
            in.skipNBytes(count);
        } catch (DamagedEntryException e) {
            damage = first;
            return -1;
        }
        return read(target, offset, 1);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
