package dev.wharf.mail;

import dev.wharf.core.capture.ContentDigest;

import java.util.List;

/// A file in a mail.
public sealed interface Part {

    /// Safe on every system, unique in its mail.
    String fileName();

    /// A media type without parameters that may be carried in base64.
    String type();

    /// What else is known of the file: digest, kind, its first name and type.
    List<Header> headers();

    /// Content that the archive holds.
    record Stored(
            String fileName, String type, List<Header> headers, ContentDigest digest, long size)
            implements Part {
        public Stored {
            headers = List.copyOf(headers);
        }
    }

    /// Text that stands in the event itself, in UTF-8.
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Inline(String fileName, String type, List<Header> headers, byte[] utf8) implements Part {
        public Inline {
            headers = List.copyOf(headers);
        }
    }
}
