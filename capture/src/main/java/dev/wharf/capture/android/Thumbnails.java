package dev.wharf.capture.android;

import dev.wharf.capture.database.Query;
import dev.wharf.capture.database.Select;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.MediaKind;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/// Small previews that the database keeps of files, for where the files themselves are not: by
/// message (`message_thumbnail`), or by the digest of the file (`media_hash_thumbnail`). For one
/// thread.
final class Thumbnails implements AutoCloseable {
    private final Satellite byMessage;
    private final @Nullable Query byHash;

    Thumbnails(Store store) throws IOException {
        byMessage = store.satellite("message_thumbnail", "message_row_id", "thumbnail");
        String table = "media_hash_thumbnail";
        if (store.schema().has(table, "media_hash") && store.schema().has(table, "thumbnail")) {
            store.messages().index(table, "media_hash");
            byHash =
                    store.messages()
                            .query(
                                    new Select(store.schema(), table, "s")
                                            .columns("s", "thumbnail")
                                            .then("WHERE s.media_hash = ? LIMIT 1"));
        } else {
            byHash = null;
        }
    }

    /// Adds the preview of a file that is not there.
    ///
    /// @param hash of the file, as the database has it; null when it has none
    void read(long message, @Nullable String hash, Said said) throws IOException {
        byte[] found =
                byMessage.<byte[]>first(message, row -> row.blob("s.thumbnail")).orElse(null);
        if (found == null && hash != null && byHash != null) {
            found = byHash.<byte[]>first(row -> row.blob("s.thumbnail"), hash).orElse(null);
        }
        if (found == null || found.length == 0) {
            return;
        }
        byte[] bytes = found;
        said.file(
                new Attachment(
                        MediaKind.THUMBNAIL,
                        AttachmentState.PENDING,
                        "thumbnail-%d.jpg".formatted(message),
                        "image/jpeg",
                        null,
                        bytes.length,
                        null,
                        null),
                () -> new ByteArrayInputStream(bytes));
    }

    @Override
    public void close() {
        byMessage.close();
        if (byHash != null) {
            byHash.close();
        }
    }
}
