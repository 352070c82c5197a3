package dev.wharf.connector.staging;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CompanionFile;
import dev.wharf.core.capture.DecodedEvent.ContentOpener;
import dev.wharf.store.file.BytesChannel;
import dev.wharf.store.object.ObjectName;
import dev.wharf.store.object.ObjectStore;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;

/// A capture's bytes out of staging, and the files beside it. May be read by several threads, each
/// its own stream or channel.
///
/// @param in the object that it lies in
record StagedBody(StagedCapture capture, StagedName.Captures in, ObjectStore store)
        implements CaptureBody {

    /// @throws dev.wharf.core.error.WharfException DIGEST_MISMATCH when bytes in memory are not
    ///   those that the site received
    StagedBody {
        byte[] bytes = capture.body();
        if (bytes != null) {
            VerifiedStream.verify(Sha256.of(bytes), capture.record().digest(), what(capture));
        }
    }

    private static String what(StagedCapture capture) {
        return "capture " + capture.sequence();
    }

    @Override
    public long size() {
        return capture.record().size();
    }

    @Override
    public InputStream stream() {
        byte[] bytes = capture.body();
        return bytes != null
                ? new ByteArrayInputStream(bytes)
                : new VerifiedStream(
                        store.open(in.object(), capture.bodyAt(), Long.MAX_VALUE),
                        capture.record().digest(),
                        what(capture));
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
        byte[] bytes = capture.body();
        return bytes != null
                ? new BytesChannel(bytes)
                : TailChannel.of(store.channel(in.object()), capture.bodyAt());
    }

    @Override
    public Optional<ContentOpener> companion(String mediaId) {
        for (StagedFile file : capture.files()) {
            if (file.mediaId().equals(mediaId)) {
                return switch (file) {
                    case StagedFile.Kept kept -> Optional.of(() -> open(kept));
                    case StagedFile.Missing _ -> Optional.empty();
                    case StagedFile.Unreadable _ ->
                            Optional.of(
                                    () -> {
                                        throw new IOException("the site could not give it whole");
                                    });
                };
            }
        }
        return Optional.empty();
    }

    private InputStream open(StagedFile.Kept kept) {
        ObjectName object =
                new StagedName.Beside(in.run(), capture.sequence(), kept.number()).object();
        return new VerifiedStream(
                store.open(object), kept.digest(), "a file beside " + what(capture));
    }

    @Override
    public Optional<String> missing(String mediaId) {
        for (StagedFile file : capture.files()) {
            if (file instanceof StagedFile.Missing(String id, String reason)
                    && id.equals(mediaId)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    @Override
    public List<CompanionFile> companionFiles() {
        return capture.files().stream().map(StagedBody::shown).toList();
    }

    private static CompanionFile shown(StagedFile file) {
        return new CompanionFile(
                file.mediaId(), file instanceof StagedFile.Kept kept ? kept.size() : -1);
    }

    @Override
    public void close() {}
}
