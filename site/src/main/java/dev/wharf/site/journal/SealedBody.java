package dev.wharf.site.journal;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.CompanionFile;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.DecodedEvent.ContentOpener;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A capture's bytes and what lies beside them, opened anew for every reader.
///
/// @param opener gives a channel over the plain bytes
/// @param files the same for a companion
record SealedBody(CaptureRecord record, Opener opener, List<Companion> companions, FileOpener files)
        implements CaptureBody {

    SealedBody {
        companions = List.copyOf(companions);
    }

    @FunctionalInterface
    interface FileOpener {
        SeekableByteChannel open(MediaId file) throws IOException;
    }

    @FunctionalInterface
    interface Opener {
        SeekableByteChannel open() throws IOException;
    }

    @Override
    public long size() {
        return record.size();
    }

    @Override
    public InputStream stream() throws IOException {
        return new Verified(
                opener.open(), record.digest(), "capture %s of the journal".formatted(record.id()));
    }

    @Override
    public Optional<ContentOpener> companion(String mediaId) {
        for (Companion companion : companions) {
            if (companion instanceof Companion.Fetched fetched
                    && fetched.mediaId().equals(mediaId)) {
                return Optional.of(() -> open(fetched));
            }
        }
        return Optional.empty();
    }

    private InputStream open(Companion.Fetched fetched) throws IOException {
        return new Verified(
                files.open(fetched.file()), fetched.digest(), "media file " + fetched.file());
    }

    @Override
    public Optional<String> missing(String mediaId) {
        for (Companion companion : companions) {
            if (companion instanceof Companion.Missing(String id, String reason)
                    && id.equals(mediaId)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    @Override
    public List<CompanionFile> companionFiles() {
        return companions.stream()
                .map(
                        companion ->
                                switch (companion) {
                                    case Companion.Fetched fetched ->
                                            new CompanionFile(fetched.mediaId(), fetched.size());
                                    case Companion.Missing missing ->
                                            new CompanionFile(missing.mediaId(), -1);
                                })
                .toList();
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
        return opener.open();
    }

    @Override
    public void close() {}

    /// A sequential read; at its end the whole is compared with the digest.
    private static final class Verified extends InputStream {
        private final SeekableByteChannel channel;
        private final ContentDigest expected;
        private final String what;
        private final MessageDigest digest = sha256();
        private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024).limit(0);
        private boolean ended;

        Verified(SeekableByteChannel channel, ContentDigest expected, String what) {
            this.channel = channel;
            this.expected = expected;
            this.what = what;
        }

        @Override
        public int read() throws IOException {
            return fill() ? buffer.get() & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int n = Math.min(length, buffer.remaining());
            buffer.get(target, offset, n);
            return n;
        }

        private boolean fill() throws IOException {
            while (!buffer.hasRemaining() && !ended) {
                buffer.clear();
                int n = channel.read(buffer);
                buffer.flip();
                if (n < 0) {
                    ended = true;
                    verify();
                } else {
                    digest.update(buffer.duplicate());
                }
            }
            return buffer.hasRemaining();
        }

        private void verify() {
            String found = HexFormat.of().formatHex(digest.digest());
            if (!found.equals(expected.sha256())) {
                throw new WharfException(
                        ErrorCode.DIGEST_MISMATCH, what + " is not what was received");
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
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
