package dev.wharf.core.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;

/// The exact bytes of one capture, decrypted on the fly; never laid down in plain text.
public interface CaptureBody extends AutoCloseable {
    long size();

    /// A fresh sequential stream from the start. Several may be open at once.
    InputStream stream() throws IOException;

    /// A fresh read-only channel for random access (zip directories, databases).
    SeekableByteChannel channel() throws IOException;

    /// A file that lies beside the capture because its bytes name it: media that the site fetched
    /// for a webhook. Empty when there is none.
    ///
    /// @param mediaId as the capture's own bytes name it
    default Optional<DecodedEvent.ContentOpener> companion(String mediaId) {
        return Optional.empty();
    }

    /// Why a file that the capture names does not lie beside it; empty when nobody tried to fetch
    /// it, or when it is there.
    default Optional<String> missing(String mediaId) {
        return Optional.empty();
    }

    /// Every file that [#companion] or [#missing] knows of, so that a capture can be laid down
    /// elsewhere whole.
    default List<CompanionFile> companionFiles() {
        return List.of();
    }

    @Override
    void close();
}
