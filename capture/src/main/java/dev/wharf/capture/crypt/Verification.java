package dev.wharf.capture.crypt;

import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// Finds the key of a file and that the file is whole, or says exactly what is wrong.
final class Verification {
    private final CryptFile file;
    private final BackupHeader header;
    private final Refusals refusals;

    Verification(CryptFile file) {
        this.file = file;
        this.header = file.header().shown();
        this.refusals = new Refusals(file.name());
    }

    Verified verify(List<BackupKey> given) {
        List<BackupKey> fitting = given.stream().filter(key -> key.kind() == header.key()).toList();
        byte[] iv = file.header().iv();
        if (iv == null) {
            throw refusals.passkey();
        }
        boolean tagged = false;
        for (Layout layout : Layout.of(file)) {
            List<Candidate> candidates =
                    fitting.stream().map(key -> Candidate.of(key, iv)).toList();
            if (candidates.isEmpty() && !layout.checksum()) {
                continue;
            }
            Pass pass = pass(layout, candidates);
            Candidate found = pass.found();
            if (found != null && pass.whole()) {
                return Verified.of(file, layout, found.key());
            }
            if (layout.checksum() && pass.whole()) {
                throw locked(given, fitting, false);
            }
            tagged |= found != null;
        }
        throw tagged ? refusals.damagedOutside() : broken(given, fitting, iv);
    }

    private record Candidate(BackupKey key, Gcm gcm, Ghash hash) {
        static Candidate of(BackupKey key, byte[] iv) {
            Gcm gcm = new Gcm(key.aesKey(), iv);
            return new Candidate(key, gcm, gcm.hash());
        }
    }

    /// @param whole the check sum matches, or the layout has none
    /// @param found whose tag matches
    private record Pass(boolean whole, @Nullable Candidate found) {}

    private Pass pass(Layout layout, List<Candidate> candidates) {
        try (InputStream in = file.body().stream()) {
            MessageDigest md5 = layout.checksum() ? md5() : null;
            byte[] head = exactly(in, file.header().length());
            update(md5, head, head.length);
            byte[] segment = new byte[Ghash.SEGMENT];
            for (long left = layout.end() - head.length; left > 0; left -= segment.length) {
                int wanted = (int) Math.min(left, segment.length);
                if (in.readNBytes(segment, 0, wanted) < wanted) {
                    throw new EOFException();
                }
                update(md5, segment, wanted);
                for (Candidate candidate : candidates) {
                    candidate.hash().update(segment, wanted);
                }
            }
            byte[] tag = exactly(in, Layout.TAG);
            update(md5, tag, tag.length);
            boolean whole =
                    md5 == null || MessageDigest.isEqual(md5.digest(), exactly(in, Layout.MD5));
            return new Pass(whole, found(candidates, tag));
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    private static @Nullable Candidate found(List<Candidate> candidates, byte[] tag) {
        for (Candidate candidate : candidates) {
            if (candidate.gcm().isTag(tag, candidate.hash())) {
                return candidate;
            }
        }
        return null;
    }

    private static void update(@Nullable MessageDigest md5, byte[] bytes, int length) {
        if (md5 != null) {
            md5.update(bytes, 0, length);
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    /// MD5 is what the file has against accidents; against intent it has the tag.
    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5", e);
        }
    }

    /// No key that was given is the right one.
    private WharfException locked(List<BackupKey> given, List<BackupKey> fitting, boolean suspect) {
        if (header.protection() == Protection.PASSWORD) {
            return refusals.password();
        }
        if (header.protection() == Protection.PASSKEY) {
            return refusals.passkey();
        }
        if (given.isEmpty()) {
            return refusals.missing(header, suspect);
        }
        if (fitting.isEmpty()) {
            return refusals.wrongKind(header, given, suspect);
        }
        return named(fitting) ? refusals.wrongKey(fitting) : refusals.otherBackup(fitting, suspect);
    }

    /// Whether one of the keys has the name that the header has.
    private boolean named(List<BackupKey> keys) {
        KeyIdentity identity = file.header().identity();
        return identity == null || keys.stream().anyMatch(key -> key.isNamed(identity));
    }

    /// No check sum matches, and no tag.
    private WharfException broken(List<BackupKey> given, List<BackupKey> fitting, byte[] iv) {
        DamageProbe probe = new DamageProbe(file);
        if (probe.endIsBlank()) {
            return refusals.truncated(file.size());
        }
        for (BackupKey key : fitting) {
            switch (probe.unpack(new Gcm(key.aesKey(), iv))) {
                case BREAKS_OFF -> {
                    return refusals.truncated(file.size());
                }
                case BROKEN -> {
                    return refusals.damaged();
                }
                case UNREADABLE -> {}
            }
        }
        if (fitting.isEmpty() || !named(fitting)) {
            return locked(given, fitting, true);
        }
        return file.header().identity() == null
                ? refusals.damagedOrForeign(fitting)
                : refusals.damaged();
    }
}
