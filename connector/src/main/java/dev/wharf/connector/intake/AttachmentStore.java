package dev.wharf.connector.intake;

import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.StoredContent;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.capture.DecodedEvent.ContentOpener;
import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Stores the files that come with an event. One that cannot be read out of its capture becomes
/// MISSING, with the reason; one that cannot be written ends the import.
final class AttachmentStore {
    private final ArchiveWriter writer;

    AttachmentStore(ArchiveWriter writer) {
        this.writer = writer;
    }

    /// The event's content with nothing pending. Must be called before the next event is decoded.
    Content stored(DecodedEvent decoded) throws IOException {
        Content content = decoded.event().content();
        return switch (content) {
            case Content.Message message -> stored(message, decoded.pending());
            case Content.Edit(var target, var replacement) ->
                    new Content.Edit(target, stored(replacement, decoded.pending()));
            default -> content;
        };
    }

    private Content.Message stored(Content.Message message, List<ContentOpener> pending)
            throws IOException {
        if (message.attachments().isEmpty()) {
            return message;
        }
        if (message.attachments().stream().noneMatch(a -> a.state() == AttachmentState.PENDING)) {
            return message;
        }
        Iterator<ContentOpener> openers = pending.iterator();
        List<Attachment> stored = new ArrayList<>();
        for (Attachment attachment : message.attachments()) {
            stored.add(
                    attachment.state() == AttachmentState.PENDING
                            ? stored(attachment, openers.next())
                            : attachment);
        }
        return message.withAttachments(stored);
    }

    private Attachment stored(Attachment pending, ContentOpener opener) throws IOException {
        Source source = new Source(opener);
        try (source) {
            StoredContent content = writer.put(source);
            return new Attachment(
                    pending.kind(),
                    AttachmentState.PRESENT,
                    pending.fileName(),
                    pending.declaredType(),
                    pending.sniffedType(),
                    content.size(),
                    content.digest(),
                    null);
        } catch (IOException | WharfException e) {
            if (source.failure == null) {
                throw e;
            }
            return new Attachment(
                    pending.kind(),
                    AttachmentState.MISSING,
                    pending.fileName(),
                    pending.declaredType(),
                    pending.sniffedType(),
                    pending.size(),
                    null,
                    "the file in the capture is damaged");
        }
    }

    /// Remembers that reading, not writing, went wrong. Opens on the first read.
    private static final class Source extends InputStream {
        private final ContentOpener opener;
        private @Nullable InputStream in;
        private @Nullable Exception failure;

        Source(ContentOpener opener) {
            this.opener = opener;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                InputStream open = in;
                if (open == null) {
                    open = opener.open();
                    in = open;
                }
                return open.read(target, offset, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            } catch (WharfException e) {
                if (e.code().kind() == ErrorKind.INPUT) {
                    failure = e;
                }
                throw e;
            }
        }

        @Override
        public void close() throws IOException {
            InputStream open = in;
            if (open != null && failure == null) {
                open.close();
            }
        }
    }
}
