package dev.wharf.core.destination;

import dev.wharf.core.item.ContentSource;
import dev.wharf.core.item.MailImage;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/// A mail on its way to mailboxes. The same mail goes to all of them, byte for byte.
///
/// @param messageId without angle brackets: by it the mail is known again in a mailbox, so that an
///   attempt whose end nobody saw is not made twice
/// @param date when it was said on WhatsApp, whole seconds count: the date mailboxes sort by
/// @param image with attachments by digest
/// @param contents opens them, as often as asked
public record Outgoing(String messageId, Instant date, MailImage image, ContentSource contents) {

    /// Bytes of the mail as [#writeTo] writes it.
    public long size() {
        return image.size();
    }

    /// Streams the whole mail, the same bytes each time.
    public void writeTo(OutputStream out) throws IOException {
        image.writeTo(out, contents);
    }
}
