package dev.wharf.destinations.microsoft365.item;

import dev.wharf.core.item.ContentSource;
import dev.wharf.mail.Part;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A file of a mail, to be sent: its content can be opened as often as it must.
public final class MailFile {
    private final Part part;
    private final long size;
    private final ContentSource contents;

    private MailFile(Part part, long size, ContentSource contents) {
        this.part = part;
        this.size = size;
        this.contents = contents;
    }

    public static MailFile of(Part part, ContentSource contents) {
        long size =
                switch (part) {
                    case Part.Stored stored -> stored.size();
                    case Part.Inline inline -> inline.utf8().length;
                };
        return new MailFile(part, size, contents);
    }

    public String name() {
        return part.fileName();
    }

    public String type() {
        return part.type();
    }

    /// Bytes of the plain content.
    public long size() {
        return size;
    }

    public Part part() {
        return part;
    }

    public InputStream open() throws IOException {
        return switch (part) {
            case Part.Stored stored -> contents.open(stored.digest());
            case Part.Inline inline -> new ByteArrayInputStream(inline.utf8());
        };
    }
}
