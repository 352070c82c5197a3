package dev.wharf.capture.chatexport;

import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.MessageMarks;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Tells what a message's body says: structure first (marks, brackets, names of files in the zip),
/// then the words of the app in the languages it knows.
///
/// For one thread; [#pending] belongs to the body read last.
final class BodyReader {
    private final AttachmentReader attachments;
    private List<DecodedEvent.ContentOpener> pending = List.of();

    /// @param complete whether to look into the files, or only to count them
    BodyReader(ExportFiles files, boolean complete) {
        this.attachments = new AttachmentReader(files, complete);
    }

    List<DecodedEvent.ContentOpener> pending() {
        return pending;
    }

    /// @param marked whether direction marks stand before the line's header, as before media on iOS
    /// @return null when WhatsApp wrote this and no member could have: a notice
    @Nullable Content read(String body, boolean marked, HeaderFamily family, Person sender) {
        pending = List.of();
        if (body.isEmpty()) {
            return new Content.Unreadable(Content.Unreadable.Reason.EXPIRED, "");
        }
        if (!Special.mayBe(body)) {
            return Content.Message.text(body);
        }
        String text = withoutEdited(body);
        Content content = special(text, marked, family, sender);
        if (content == null) {
            if (generated(text) && text.length() == body.length()) {
                return null;
            }
            content = Content.Message.text(text);
        }
        return text.length() < body.length() && content instanceof Content.Message message
                ? message.withMarks(MessageMarks.EDITED)
                : content;
    }

    private @Nullable Content special(
            String text, boolean marked, HeaderFamily family, Person sender) {
        Content found = wholeBody(text, family, sender);
        found = found == null ? attached(text, family) : found;
        found = found == null ? omitted(text, marked, family) : found;
        found = found == null ? PollReader.read(text) : found;
        found = found == null ? LocationReader.read(text) : found;
        return found == null ? CallReader.read(text) : found;
    }

    static boolean generated(String text) {
        return !text.isEmpty() && Marks.isDirectionMark(text.charAt(0));
    }

    /// Cuts `<This message was edited>` off the end.
    private static String withoutEdited(String body) {
        int end = body.length();
        while (end > 0
                && (Marks.isMark(body.charAt(end - 1)) || Marks.isSpace(body.charAt(end - 1)))) {
            end--;
        }
        if (end == 0 || body.charAt(end - 1) != '>') {
            return body;
        }
        int open = body.lastIndexOf('<', end - 1);
        if (open < 0 || !saysEdited(body, open, end)) {
            return body;
        }
        int cut = open;
        while (cut > 0
                && (Marks.isMark(body.charAt(cut - 1)) || Marks.isSpace(body.charAt(cut - 1)))) {
            cut--;
        }
        return body.substring(0, cut);
    }

    /// In words we do not know, a mark before the bracket says that the app wrote it.
    private static boolean saysEdited(String body, int open, int end) {
        String inside = body.substring(open + 1, end - 1);
        if (Wording.says(inside, Wording.Meaning.EDITED)) {
            return true;
        }
        return open > 1
                && Marks.isDirectionMark(body.charAt(open - 1))
                && !Marks.plain(body.substring(0, open)).isEmpty()
                && inside.length() <= 60
                && inside.indexOf('.') < 0
                && inside.indexOf(':') < 0
                && inside.indexOf('：') < 0
                && OmittedMedia.find("<" + inside + ">", false, HeaderFamily.COLON) == null;
    }

    private @Nullable Content wholeBody(String text, HeaderFamily family, Person sender) {
        if (family == HeaderFamily.DASH && text.equals("null")) {
            return new Content.Unreadable(Content.Unreadable.Reason.VIEW_ONCE, text);
        }
        int newline = text.indexOf('\n');
        if (newline >= 0) {
            return null;
        }
        Optional<Wording.Meaning> meaning = Wording.of(text);
        if (meaning.isEmpty()) {
            return AdminDeletion.read(text);
        }
        return switch (meaning.get()) {
            case DELETED, DELETED_BY_YOU ->
                    new Content.Deletion(
                            MessageRef.UNKNOWN,
                            Content.Deletion.Scope.FOR_EVERYONE,
                            sender,
                            Marks.plain(text));
            case DELETED_BY_ADMIN ->
                    new Content.Deletion(
                            MessageRef.UNKNOWN,
                            Content.Deletion.Scope.BY_ADMIN,
                            null,
                            Marks.plain(text));
            case VIEW_ONCE ->
                    new Content.Unreadable(Content.Unreadable.Reason.VIEW_ONCE, Marks.plain(text));
            case WAITING ->
                    new Content.Unreadable(
                            Content.Unreadable.Reason.NOT_DECRYPTED, Marks.plain(text));
            case LIVE_LOCATION -> LocationReader.live(Marks.plain(text));
            case MISSED_VOICE_CALL,
                    MISSED_VIDEO_CALL,
                    MISSED_GROUP_VOICE_CALL,
                    MISSED_GROUP_VIDEO_CALL,
                    VOICE_CALL,
                    VIDEO_CALL,
                    GROUP_VOICE_CALL,
                    GROUP_VIDEO_CALL ->
                    CallReader.of(meaning.get(), Marks.plain(text));
            default -> null;
        };
    }

    private @Nullable Content attached(String text, HeaderFamily family) {
        AttachmentReader.Found found = attachments.find(text, family);
        if (found == null) {
            return null;
        }
        pending = found.pending();
        String caption = found.caption().isEmpty() ? null : found.caption();
        return new Content.Message(
                caption,
                List.of(found.attachment()),
                null,
                found.contacts(),
                null,
                null,
                null,
                List.of(),
                MessageMarks.NONE);
    }

    private static @Nullable Content omitted(String text, boolean marked, HeaderFamily family) {
        OmittedMedia.Found found = OmittedMedia.find(text, marked, family);
        if (found == null) {
            return null;
        }
        String caption = found.caption().isEmpty() ? null : found.caption();
        return Content.Message.media(
                caption, List.of(Attachment.omitted(found.kind(), found.fileName())));
    }
}
