package dev.wharf.capture.android;

import dev.wharf.capture.database.MediaFiles;
import dev.wharf.capture.database.MediaFiles.Found;
import dev.wharf.capture.database.Row;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.MediaKind;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;

/// The files of messages: `message_media`. For one thread.
final class Media implements AutoCloseable {
    private static final String[] COLUMNS = {
        "file_path",
        "file_size",
        "file_length",
        "mime_type",
        "media_name",
        "file_hash",
        "media_caption",
        "media_duration",
        "page_count",
        "is_offloaded",
        "raw_transcription_text",
        "direct_path"
    };

    private final Satellite rows;
    private final MediaFiles files;
    private final Thumbnails thumbnails;

    Media(Store store) throws IOException {
        rows = store.satellite("message_media", "message_row_id", COLUMNS);
        files = store.media();
        thumbnails = new Thumbnails(store);
    }

    /// @param named what the type of the message says it is; null when it says nothing of files
    void read(long message, @Nullable MediaKind named, boolean viewOnce, Said said)
            throws IOException {
        if (rows.has(message)) {
            rows.each(message, row -> file(message, row, named, viewOnce, said));
        } else if (named != null) {
            said.file(
                    new Attachment(
                            named,
                            viewOnce ? AttachmentState.UNAVAILABLE : AttachmentState.MISSING,
                            null,
                            null,
                            null,
                            -1,
                            null,
                            viewOnce
                                    ? "sent to be seen once; phones do not keep it"
                                    : "the database says nothing of its file"),
                    null);
            thumbnails.read(message, null, said);
        }
    }

    private void file(long message, Row row, @Nullable MediaKind named, boolean viewOnce, Said said)
            throws IOException {
        String path = row.someText("s.file_path");
        String hash = row.someText("s.file_hash");
        ContentDigest digest = digest(hash);
        String type = row.someText("s.mime_type");
        String given = row.someText("s.media_name");
        MediaKind kind = named == null ? kind(type) : named;
        String name = name(kind, given, path);
        switch (files.find(path, digest)) {
            case Found.There there ->
                    said.file(
                            new Attachment(
                                    kind,
                                    AttachmentState.PENDING,
                                    name == null ? there.file().name() : name,
                                    type,
                                    null,
                                    there.file().size(),
                                    null,
                                    null),
                            there.opener());
            case Found.Missing missing -> {
                long size = row.integer("s.file_size", row.integer("s.file_length", -1));
                said.file(
                        new Attachment(
                                kind,
                                viewOnce ? AttachmentState.UNAVAILABLE : AttachmentState.MISSING,
                                name,
                                type,
                                null,
                                size <= 0 ? -1 : size,
                                null,
                                reason(row, missing.reason(), viewOnce, digest)),
                        null);
                thumbnails.read(message, hash, said);
            }
        }
        said.text(row.someText("s.media_caption"));
        said.note("transcription", row.someText("s.raw_transcription_text"));
    }

    /// Only documents are sent under a name; what stands there of others was made on the phone.
    private static @Nullable String name(
            MediaKind kind, @Nullable String given, @Nullable String path) {
        String lying = path == null ? null : base(path);
        boolean sent = kind == MediaKind.DOCUMENT || lying == null;
        return sent && given != null ? given : lying;
    }

    private static String reason(
            Row row, String reason, boolean viewOnce, @Nullable ContentDigest digest) {
        String why =
                viewOnce
                        ? "sent to be seen once; phones do not keep it"
                        : row.flag("s.is_offloaded")
                                ? "WhatsApp had moved it off the phone (offloaded)"
                                : reason;
        return digest == null ? why : why + "; its SHA-256 is " + digest.sha256();
    }

    private static MediaKind kind(@Nullable String type) {
        String text = type == null ? "" : type;
        int slash = text.indexOf('/');
        return switch (slash < 0 ? text : text.substring(0, slash)) {
            case "image" -> text.equals("image/webp") ? MediaKind.STICKER : MediaKind.IMAGE;
            case "video" -> MediaKind.VIDEO;
            case "audio" -> MediaKind.AUDIO;
            case "" -> MediaKind.UNKNOWN;
            default -> MediaKind.DOCUMENT;
        };
    }

    /// Base64 of the SHA-256 of the plain file; null when it is not.
    static @Nullable ContentDigest digest(@Nullable String hash) {
        if (hash == null || hash.length() > 64) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(hash.strip());
            return bytes.length == 32 ? new ContentDigest(HexFormat.of().formatHex(bytes)) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    static String base(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    @Override
    public void close() {
        rows.close();
        thumbnails.close();
    }
}
