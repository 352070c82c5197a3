package dev.wharf.destinations.imap;

import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.item.MailImage;
import dev.wharf.mail.WithoutFiles;

import java.util.List;

/// A mail as it goes to this server.
///
/// @param size bytes of the image
record Prepared(Outgoing mail, MailImage image, long size, List<String> leftOut, boolean fits) {

    /// @param largest bytes that the server takes; 0 for any
    static Prepared of(Outgoing mail, long largest) {
        WithoutFiles fitted = WithoutFiles.fit(mail.image(), largest);
        return new Prepared(
                mail, fitted.image(), fitted.image().size(), fitted.leftOut(), fitted.fits());
    }

    String messageId() {
        return mail.messageId();
    }
}
