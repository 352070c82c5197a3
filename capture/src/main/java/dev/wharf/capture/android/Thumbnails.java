package dev.wharf.capture.android;

import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.MediaKind;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/// Small previews that the database keeps of files, for where the files themselves are not: by
/// message, or by the digest of the file. For one thread.
final class Thumbnails implements AutoCloseable {
    private final Satellite byMessage;

    Thumbnails(Store store) throws IOException {
        byMessage = store.satellite("message_thumbnail", "message_row_id", "thumbnail");
    }

    /// Adds the preview of a file that is not there.
    ///
    /// @param hash of the file, as the database has it; null when it has none
    void read(long message, @Nullable String hash, Said said) throws IOException {
        Optional<byte[]> found =
                byMessage.first(message, row -> row.blob("s.thumbnail"));
        if (found.isPresent() && found.get().length > 0) {
            said.file(
                    new Attachment(
                            MediaKind.IMAGE,
                            AttachmentState.PENDING,
                            "thumbnail-%d.jpg".formatted(message),
                            "image/jpeg",
                            null,
                            found.get().length,
                            null,
                            null),
                    () -> new ByteArrayInputStream(found.get()));
        }
    }

    @Override
    public void close() {
        byMessage.close();
    }
}
