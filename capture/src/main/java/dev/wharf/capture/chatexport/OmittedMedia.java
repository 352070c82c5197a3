package dev.wharf.capture.chatexport;

import dev.wharf.core.event.MediaKind;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Media that the export leaves out: `<Media omitted>`, `‎image omitted`, `Report.pdf ‎document
/// omitted`.
final class OmittedMedia {
    /// @param caption what the sender wrote with it, empty when nothing
    record Found(MediaKind kind, @Nullable String fileName, String caption) {}

    private static final int LONGEST_TAIL = 60;

    private OmittedMedia() {}

    static @Nullable Found find(String text, boolean marked, HeaderFamily family) {
        int newline = text.indexOf('\n');
        String line = newline < 0 ? text : text.substring(0, newline);
        String rest = newline < 0 ? "" : text.substring(newline + 1);
        Found inBrackets = bracketed(line, rest, family);
        return inBrackets == null ? tailed(line, rest, marked) : inBrackets;
    }

    /// The whole line in angle brackets. In words we do not know it must look like words: `<3` and
    /// `<br>` are people's own.
    private static @Nullable Found bracketed(String line, String rest, HeaderFamily family) {
        String plain = Marks.plain(line);
        if (plain.length() < 3
                || plain.charAt(0) != '<'
                || plain.charAt(plain.length() - 1) != '>') {
            return null;
        }
        String inside = plain.substring(1, plain.length() - 1).strip();
        Optional<MediaKind> known = Wording.of(inside).flatMap(OmittedMedia::kind);
        if (known.isPresent()) {
            return new Found(known.get(), null, rest);
        }
        boolean words = inside.indexOf(' ') > 0 || inside.codePoints().anyMatch(c -> c > 0x2FF);
        boolean markup = inside.chars().anyMatch(c -> "<>/=\"'".indexOf(c) >= 0);
        boolean own = family == HeaderFamily.DASH || BodyReader.generated(line);
        return words && !markup && own && inside.length() <= LONGEST_TAIL
                ? new Found(MediaKind.UNKNOWN, null, rest)
                : null;
    }

    /// Words of the app at the end of the line, behind a mark.
    private static @Nullable Found tailed(String line, String rest, boolean marked) {
        int mark = lastMark(line);
        String tail = line.substring(mark + 1);
        Optional<MediaKind> known = Wording.of(tail).flatMap(OmittedMedia::kind);
        boolean unknownWords =
                marked && mark >= 0 && tail.length() <= LONGEST_TAIL && !tail.isBlank();
        if (known.isEmpty() && !unknownWords) {
            return null;
        }
        String before = mark < 0 ? "" : AttachmentReader.trim(line.substring(0, mark));
        MediaKind kind = known.orElse(before.isEmpty() ? MediaKind.UNKNOWN : MediaKind.DOCUMENT);
        if (before.isEmpty()) {
            return new Found(kind, null, rest);
        }
        if (kind != MediaKind.DOCUMENT) {
            return new Found(kind, null, joined(before, rest));
        }
        int bullet = before.indexOf('•');
        String name = AttachmentReader.trim(bullet < 0 ? before : before.substring(0, bullet));
        return new Found(kind, name, rest);
    }

    private static String joined(String first, String second) {
        return second.isEmpty() ? first : first + "\n" + second;
    }

    private static int lastMark(String line) {
        int at = line.length() - 1;
        while (at >= 0 && (Marks.isMark(line.charAt(at)) || Marks.isSpace(line.charAt(at)))) {
            at--;
        }
        while (at >= 0 && !Marks.isDirectionMark(line.charAt(at))) {
            at--;
        }
        return at;
    }

    private static Optional<MediaKind> kind(Wording.Meaning meaning) {
        return switch (meaning) {
            case MEDIA_OMITTED -> Optional.of(MediaKind.UNKNOWN);
            case IMAGE_OMITTED -> Optional.of(MediaKind.IMAGE);
            case VIDEO_OMITTED -> Optional.of(MediaKind.VIDEO);
            case AUDIO_OMITTED -> Optional.of(MediaKind.AUDIO);
            case STICKER_OMITTED -> Optional.of(MediaKind.STICKER);
            case GIF_OMITTED -> Optional.of(MediaKind.GIF);
            case CONTACT_OMITTED -> Optional.of(MediaKind.CONTACT_CARD);
            case DOCUMENT_OMITTED -> Optional.of(MediaKind.DOCUMENT);
            case VIDEO_NOTE_OMITTED -> Optional.of(MediaKind.VIDEO_NOTE);
            default -> Optional.empty();
        };
    }
}
