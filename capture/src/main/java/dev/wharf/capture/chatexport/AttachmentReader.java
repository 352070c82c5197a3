package dev.wharf.capture.chatexport;

import dev.wharf.capture.file.MediaTypes;
import dev.wharf.capture.file.PackedFile;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.ContactCard;
import dev.wharf.core.event.MediaKind;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the file that a message names: by a name that is in the zip, whatever the words around it,
/// else by the form in which iOS and Android name files.
final class AttachmentReader {
    /// @param caption what the sender wrote with it, empty when nothing
    /// @param pending the opener when the file can be had
    record Found(
            Attachment attachment,
            String caption,
            List<ContactCard> contacts,
            List<DecodedEvent.ContentOpener> pending) {}

    /// Where a file's name stands in the first line, and what of that line belongs to it.
    private record Place(String name, int from, int to) {}

    /// `<attached: 00000035-PHOTO-2022-03-27-21-41-55.jpg>` in any language, name last or first.
    private static final Pattern IOS =
            Pattern.compile(
                    "[\u200E\u200F]\\p{Cf}*<([^<>]*?)(?:[:：]\\s*\\p{Cf}*)?([^<>:：]+\\.\\w{2,5})([^<>]*)>");

    private static final Pattern OLD_IOS =
            Pattern.compile(
                    "^\\p{Cf}*(\\d{4}-\\d\\d-\\d\\d-[A-Z]+-\\d{8}\\.\\w{2,5}) ?\\p{Cf}*<\\p{Cf}*([^<>]*)>");

    /// The names Android gives media, and those of contacts.
    private static final Pattern ANDROID =
            Pattern.compile(
                    "^\\p{Cf}*((?:IMG|VID|AUD|PTT|STK|DOC|GIF|PTV)-\\d{8}-WA\\d+\\.\\w{2,5}|[^()<>]{1,200}\\.vcf)\\p{Cf}* \\p{Cf}*\\([^()]{2,60}\\)\\p{Cf}*$");

    private static final Pattern ANY_ANDROID =
            Pattern.compile(
                    "^\\p{Cf}*(.{1,240}\\.\\w{2,5})\\p{Cf}* \\p{Cf}*(\\([^()]{2,60}\\)|[^.()]{2,60})\\p{Cf}*$");

    private static final Pattern EXTENSION = Pattern.compile("\\.\\w{1,8}");
    private static final int LONGEST_LINE = 1000;

    private final ExportFiles files;
    private final boolean complete;

    AttachmentReader(ExportFiles files, boolean complete) {
        this.files = files;
        this.complete = complete;
    }

    @Nullable Found find(String text, HeaderFamily family) {
        int newline = text.indexOf('\n');
        String line = newline < 0 ? text : text.substring(0, newline);
        if (line.length() > LONGEST_LINE || line.indexOf('.') < 0) {
            return null;
        }
        Place place = named(line, family);
        if (place == null) {
            return null;
        }
        String rest = newline < 0 ? "" : text.substring(newline + 1);
        return found(place, caption(line, place, rest));
    }

    private @Nullable Place named(String line, HeaderFamily family) {
        Matcher ios = IOS.matcher(line);
        if (ios.find()) {
            return new Place(ios.group(2).strip(), ios.start(), ios.end());
        }
        Place inZip = nameInZip(line);
        if (inZip != null) {
            return inZip;
        }
        Matcher old = OLD_IOS.matcher(line);
        if (old.find()) {
            return new Place(old.group(1), 0, line.length());
        }
        if (family == HeaderFamily.DASH) {
            Matcher android = ANDROID.matcher(line);
            if (android.find()) {
                return new Place(android.group(1), 0, line.length());
            }
            Matcher any = ANY_ANDROID.matcher(line);
            if (any.find() && Wording.says(any.group(2), Wording.Meaning.FILE_ATTACHED)) {
                return new Place(any.group(1), 0, line.length());
            }
            return wordsFirst(line);
        }
        return null;
    }

    /// Persian has its words before the name.
    private static @Nullable Place wordsFirst(String line) {
        int limit = Math.min(line.length(), Wording.LONGEST);
        for (int at = line.indexOf(' '); at >= 0 && at < limit; at = line.indexOf(' ', at + 1)) {
            if (Wording.says(line.substring(0, at), Wording.Meaning.FILE_ATTACHED)) {
                return new Place(line.substring(at + 1), 0, line.length());
            }
        }
        return null;
    }

    /// The longest part of the line that is the name of a file in the zip.
    private @Nullable Place nameInZip(String line) {
        Matcher extension = EXTENSION.matcher(line);
        while (extension.find()) {
            int end = extension.end();
            if (!files.anyEndsWith(line.substring(extension.start() + 1, end))) {
                continue;
            }
            for (int start = 0; start < extension.start(); start++) {
                if (mayStart(line, start) && files.find(line.substring(start, end)) != null) {
                    return framed(line, start, end);
                }
            }
        }
        return null;
    }

    private static boolean mayStart(String line, int at) {
        if (at == 0) {
            return true;
        }
        char before = line.charAt(at - 1);
        return Marks.isMark(before)
                || Marks.isSpace(before)
                || before == '<'
                || before == ':'
                || before == '：'
                || before == '(';
    }

    private static Place framed(String line, int start, int end) {
        int open = line.lastIndexOf('<', start);
        int shut = line.indexOf('>', end);
        if (open >= 0 && shut >= 0 && line.indexOf('>', open) == shut) {
            return new Place(line.substring(start, end), open, shut + 1);
        }
        String before = Marks.plain(line.substring(0, start));
        String after = Marks.plain(line.substring(end));
        boolean behind =
                before.isEmpty()
                        && (after.isEmpty()
                                || (after.startsWith("(") && after.endsWith(")"))
                                || after.length() <= 40);
        boolean ahead = after.isEmpty() && !before.isEmpty() && before.length() <= 40;
        // Words on both sides may be the sender's: they are kept as a caption.
        return new Place(line.substring(start, end), 0, behind || ahead ? line.length() : 0);
    }

    /// What is left of the first line, without the document's title that iOS repeats, and the lines
    /// below.
    private static String caption(String line, Place place, String rest) {
        String before = trim(line.substring(0, place.from()));
        String after = trim(line.substring(place.to()));
        if (isTitle(before, place.name())) {
            before = "";
        }
        StringBuilder caption = new StringBuilder(before);
        for (String part : List.of(after, rest)) {
            if (!part.isEmpty()) {
                caption.append(caption.isEmpty() ? "" : "\n").append(part);
            }
        }
        return caption.toString();
    }

    /// `Resume.pdf • 2 pages`, `Resume.pdf`
    private static boolean isTitle(String before, String name) {
        int bullet = before.indexOf('•');
        String title = Marks.plain(bullet < 0 ? before : before.substring(0, bullet));
        return bullet >= 0 || name.endsWith(title);
    }

    static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && (Marks.isMark(text.charAt(from)) || Marks.isSpace(text.charAt(from)))) {
            from++;
        }
        while (to > from
                && (Marks.isMark(text.charAt(to - 1)) || Marks.isSpace(text.charAt(to - 1)))) {
            to--;
        }
        return text.substring(from, to);
    }

    private Found found(Place place, String caption) {
        String name = trim(place.name());
        MediaKind kind = MediaName.of(name).kind();
        String declared = MediaTypes.declared(MediaName.extension(name));
        PackedFile file = files.find(name);
        String problem = file == null ? files.absence() : file.problem();
        if (file == null || problem != null) {
            Attachment missing =
                    new Attachment(
                            kind,
                            AttachmentState.MISSING,
                            name,
                            declared,
                            null,
                            file == null ? -1 : file.size(),
                            null,
                            problem);
            return new Found(missing, caption, contacts(kind, name, null), List.of());
        }
        byte[] head =
                complete
                        ? head(
                                file,
                                kind == MediaKind.CONTACT_CARD
                                        ? VCards.LONGEST
                                        : MediaTypes.SNIFFED)
                        : new byte[0];
        Attachment pending =
                new Attachment(
                        kind,
                        AttachmentState.PENDING,
                        name,
                        declared,
                        MediaTypes.sniff(head),
                        file.size(),
                        null,
                        null);
        return new Found(pending, caption, contacts(kind, name, head), List.of(file::open));
    }

    private static byte[] head(PackedFile file, int bytes) {
        try (InputStream in = file.open()) {
            return in.readNBytes(bytes);
        } catch (IOException _) {
            // Whoever stores the file meets the same error and can say so.
            return new byte[0];
        }
    }

    private static List<ContactCard> contacts(
            MediaKind kind, String name, byte @Nullable [] vcard) {
        if (kind != MediaKind.CONTACT_CARD) {
            return List.of();
        }
        return vcard == null || vcard.length == 0
                ? List.of(VCards.unread(name))
                : VCards.read(vcard, name);
    }
}
