package dev.wharf.capture.ios;

import dev.wharf.capture.database.MediaFiles;
import dev.wharf.capture.database.MediaFiles.Found;
import dev.wharf.capture.file.MediaTypes;
import dev.wharf.core.capture.DecodedEvent.ContentOpener;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.MediaKind;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The files of a message: the medium itself, or, when it is not there, why, and its preview.
final class MediaReader {
    private final MediaFiles files;

    MediaReader(MediaFiles files) {
        this.files = files;
    }

    /// @param openers one for each that is there
    record Read(List<Attachment> attachments, List<ContentOpener> openers) {
        static final Read NOTHING = new Read(List.of(), List.of());

        Read {
            attachments = List.copyOf(attachments);
            openers = List.copyOf(openers);
        }
    }

    /// @param media null when the database has no row of it
    /// @param viewOnce may be gone for good
    Read read(
            MediaKind kind, @Nullable MediaRow media, boolean viewOnce, MessageRow row, Notes notes)
            throws IOException {
        if (media == null) {
            String reason = "the database says nothing of the file";
            notes.note("media that are missing: " + reason, row.locator());
            return new Read(List.of(missing(kind, null, viewOnce, reason)), List.of());
        }
        Found found = files.find(media.path(), media.digest());
        return switch (found) {
            case Found.There there -> there(kind, media, there, row, notes);
            case Found.Missing missing -> absent(kind, media, viewOnce, missing, row, notes);
        };
    }

    private static Read there(
            MediaKind kind, MediaRow media, Found.There there, MessageRow row, Notes notes) {
        if (there.moved()) {
            notes.note("media that lie elsewhere than the database says", row.locator());
        }
        Attachment attachment =
                new Attachment(
                        precise(kind, media),
                        AttachmentState.PENDING,
                        name(kind, media, there.file().name()),
                        type(media),
                        null,
                        there.file().size(),
                        null,
                        null);
        return new Read(List.of(attachment), List.of(there.opener()));
    }

    private Read absent(
            MediaKind kind,
            MediaRow media,
            boolean viewOnce,
            Found.Missing missing,
            MessageRow row,
            Notes notes)
            throws IOException {
        notes.note("media that are missing: " + missing.reason(), row.locator());
        List<Attachment> all = new ArrayList<>();
        List<ContentOpener> openers = new ArrayList<>();
        all.add(missing(kind, media, viewOnce && media.path() == null, missing.reason()));
        Found preview =
                media.thumbnail() == null
                        ? new Found.Missing("there is none")
                        : files.find(media.thumbnail(), null);
        if (preview instanceof Found.There there) {
            notes.note("media of which only the preview is there", row.locator());
            all.add(
                    new Attachment(
                            MediaKind.THUMBNAIL,
                            AttachmentState.PENDING,
                            there.file().name(),
                            null,
                            null,
                            there.file().size(),
                            null,
                            null));
            openers.add(there.opener());
        }
        return new Read(all, openers);
    }

    private static Attachment missing(
            MediaKind kind, @Nullable MediaRow media, boolean gone, String reason) {
        return new Attachment(
                media == null ? kind : precise(kind, media),
                gone ? AttachmentState.UNAVAILABLE : AttachmentState.MISSING,
                media == null ? null : name(kind, media, base(media.path())),
                media == null ? null : type(media),
                null,
                media == null || media.size() <= 0 ? -1 : media.size(),
                null,
                reason);
    }

    /// A voice note is an audio that WhatsApp itself recorded, in Opus.
    private static MediaKind precise(MediaKind kind, MediaRow media) {
        String path = media.path();
        boolean opus = path != null && path.toLowerCase(Locale.ROOT).endsWith(".opus");
        if (kind == MediaKind.UNKNOWN) {
            return byType(media.cardText());
        }
        return kind == MediaKind.AUDIO && opus ? MediaKind.VOICE_NOTE : kind;
    }

    private static MediaKind byType(@Nullable String type) {
        String text = type == null ? "" : type;
        if (text.startsWith("image/")) {
            return MediaKind.IMAGE;
        }
        if (text.startsWith("video/")) {
            return MediaKind.VIDEO;
        }
        return text.startsWith("audio/") ? MediaKind.AUDIO : MediaKind.DOCUMENT;
    }

    /// A document is called as it was sent; other media as the phone stored them.
    private static @Nullable String name(MediaKind kind, MediaRow media, @Nullable String stored) {
        return kind == MediaKind.DOCUMENT && media.title() != null ? media.title() : stored;
    }

    private static @Nullable String base(@Nullable String path) {
        return path == null ? null : path.substring(path.lastIndexOf('/') + 1);
    }

    private static @Nullable String type(MediaRow media) {
        String given = media.cardText();
        if (given != null && given.matches("[a-z]{1,20}/[\\w.+-]{1,100}(;.{0,100})?")) {
            return given;
        }
        String path = media.path();
        return path == null
                ? null
                : MediaTypes.declared(
                        path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
