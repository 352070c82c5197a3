package dev.wharf.mail;

import dev.wharf.core.item.MailImage;
import dev.wharf.core.item.MailImage.Segment;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The part of a mail that stands where a file was left out.
///
/// @param headers what comes before the part's text, from the end of the part before on
/// @param text in UTF-8, CRLF line ends
/// @param line the same for records, without the file's name
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record LeftOutFile(byte[] headers, byte[] text, String line) {
    private static final Pattern ITEM =
            Pattern.compile("^X-Wharf-Item: ([a-z2-7]+)$", Pattern.MULTILINE);
    private static final Pattern MESSAGE_ID =
            Pattern.compile("^Message-ID: <([^@>\\s]+)@[^>]*>$", Pattern.MULTILINE);

    /// The item that the headers in a literal tell, else the one before: a mail of a whole day
    /// names one in each part.
    static String item(byte[] literal, String before) {
        String text = new String(literal, StandardCharsets.ISO_8859_1);
        String found = before;
        for (Matcher each = ITEM.matcher(text); each.find(); ) {
            found = each.group(1);
        }
        if (found.isEmpty()) {
            Matcher id = MESSAGE_ID.matcher(text);
            found = id.find() ? id.group(1) : "";
        }
        return found;
    }

    /// @param literal ends with the file's part headers
    static LeftOutFile of(byte[] literal, Segment.Content file, String item, long largest) {
        PartHeaders part = PartHeaders.endOf(literal);
        String size = AttachmentRenderer.size(file.size());
        String way = item.isEmpty() ? "" : "wharf show " + item + " --raw";
        Bytes headers = new Bytes(literal.length + 160).put(literal, 0, part.start());
        headers.ascii("Content-Type: text/plain; charset=utf-8\r\n")
                .ascii("Content-Transfer-Encoding: base64\r\n")
                .ascii("Content-Disposition: inline\r\n")
                .ascii("X-Wharf-Left-Out: ")
                .ascii(Long.toString(file.size()))
                .ascii("\r\n");
        for (String line : part.properties()) {
            headers.ascii(line).ascii("\r\n");
        }
        headers.ascii("\r\n");
        return new LeftOutFile(
                headers.toArray(),
                text(part, file, size, way, largest),
                size + ", SHA-256 " + file.digest() + (way.isEmpty() ? "" : ": " + way));
    }

    private static byte[] text(
            PartHeaders part, Segment.Content file, String size, String way, long largest) {
        Bytes text = new Bytes(512);
        text.ascii("[Left out] ")
                .lines(part.fileName())
                .ascii("\r\n\r\nThis file is not in the mail: this mailbox takes no mail above ")
                .ascii(AttachmentRenderer.size(largest))
                .ascii(". The archive has it.\r\n\r\n")
                .ascii("Type:    ")
                .ascii(part.type())
                .ascii("\r\nSize:    ")
                .ascii(size)
                .ascii("\r\nSHA-256: ")
                .ascii(file.digest().sha256())
                .ascii("\r\n");
        if (!way.isEmpty()) {
            text.ascii("\r\nThe whole mail with the file: ").ascii(way).ascii("\r\n");
        }
        return text.toArray();
    }

    /// Bytes that the part's headers and text take in the mail.
    long size() {
        return new MailImage(1, List.of(new Segment.Literal(headers), new Segment.Encoded(text)))
                .size();
    }
}
