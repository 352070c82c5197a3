package dev.wharf.capture.android;

import dev.wharf.capture.database.MediaFiles;
import dev.wharf.capture.database.MediaFiles.Found;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.MediaKind;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/// The files of messages in the table `messages`. Where one lies is told by `message_media` in the
/// last years of that table, before by a serialized object in `thumb_image`, else by its name
/// alone. For one thread.
final class LegacyFiles implements AutoCloseable {
    private final MediaFiles files;
    private final Satellite paths;

    LegacyFiles(Store store) throws IOException {
        files = store.media();
        paths = store.satellite("message_media", "message_row_id", "file_path", "file_hash");
    }

    void read(LegacyRow row, MediaKind kind, Said said) throws IOException {
        Set<String> candidates = new LinkedHashSet<>();
        String hash = row.hash();
        if (row.table().equals(LegacyRow.MESSAGES)) {
            paths.each(row.id(), found -> add(candidates, found.someText("s.file_path")));
            if (hash == null) {
                hash =
                        paths.<String>first(row.id(), found -> found.someText("s.file_hash"))
                                .orElse(null);
            }
        }
        byte[] serialized = row.serialized();
        if (serialized != null) {
            SerializedStrings.in(serialized).stream()
                    .filter(LegacyFiles::isPath)
                    .forEach(candidates::add);
        }
        String path = candidates.isEmpty() ? null : candidates.iterator().next();
        add(candidates, row.name());
        ContentDigest digest = Media.digest(hash);
        String name = row.name() != null ? row.name() : path == null ? null : Media.base(path);
        Found found = find(candidates, digest);
        switch (found) {
            case Found.There there ->
                    said.file(
                            new Attachment(
                                    kind,
                                    AttachmentState.PENDING,
                                    name == null ? there.file().name() : name,
                                    row.mimeType(),
                                    null,
                                    there.file().size(),
                                    null,
                                    null),
                            there.opener());
            case Found.Missing missing -> {
                said.file(
                        new Attachment(
                                kind,
                                AttachmentState.MISSING,
                                name,
                                row.mimeType(),
                                null,
                                row.size() <= 0 ? -1 : row.size(),
                                null,
                                digest == null
                                        ? missing.reason()
                                        : missing.reason() + "; its SHA-256 is " + digest.sha256()),
                        null);
                thumbnail(row, said);
            }
        }
    }

    private static void add(Set<String> candidates, @Nullable String path) {
        if (path != null) {
            candidates.add(path);
        }
    }

    private static boolean isPath(String text) {
        return text.indexOf('/') >= 0 && !text.endsWith(";") && !text.endsWith("/");
    }

    private Found find(Set<String> paths, @Nullable ContentDigest digest) throws IOException {
        Found.Missing missing = null;
        for (String path : paths) {
            switch (files.find(path, digest)) {
                case Found.There there -> {
                    return there;
                }
                case Found.Missing not -> missing = missing == null ? not : missing;
            }
        }
        return missing == null ? files.find(null, digest) : missing;
    }

    private static void thumbnail(LegacyRow row, Said said) {
        byte[] picture = row.thumbnail();
        if (picture == null || picture.length == 0) {
            return;
        }
        said.file(
                new Attachment(
                        MediaKind.THUMBNAIL,
                        AttachmentState.PENDING,
                        "thumbnail-%d.jpg".formatted(row.id()),
                        "image/jpeg",
                        null,
                        picture.length,
                        null,
                        null),
                () -> new ByteArrayInputStream(picture));
    }

    @Override
    public void close() {
        paths.close();
    }
}
