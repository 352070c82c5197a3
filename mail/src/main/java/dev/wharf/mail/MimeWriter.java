package dev.wharf.mail;

import dev.wharf.core.item.MailImage;
import dev.wharf.core.item.MailImage.Segment;

import java.util.ArrayList;
import java.util.List;

/// Writes a [Mail] as RFC 5322 and MIME. The same mail gives the same bytes.
///
/// Boundaries come from the Message-ID and hold `_`, which base64 never does; all bodies are base64
/// and all else is headers of ours, so a boundary cannot occur inside a part.
final class MimeWriter {
    private static final String TEXT =
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    private static final String HTML =
            "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n";

    private final Mail mail;
    private final List<Segment> segments = new ArrayList<>();
    private final Bytes literal;

    private MimeWriter(Mail mail, Bytes literal) {
        this.mail = mail;
        this.literal = literal;
    }

    /// @param scratch empty, and empty again afterwards
    static MailImage write(Mail mail, int rendererVersion, Bytes scratch) {
        MimeWriter writer = new MimeWriter(mail, scratch);
        writer.write();
        return new MailImage(rendererVersion, writer.segments);
    }

    private void write() {
        String id = mail.messageId().substring(0, mail.messageId().indexOf('@'));
        String alternative = "=_wharf_" + id + "_a";
        String mixed = "=_wharf_" + id + "_m";
        headers();
        if (mail.attachments().isEmpty()) {
            multipart("alternative", alternative);
            alternatives(alternative);
        } else {
            multipart("mixed", mixed);
            delimiter(mixed);
            multipart("alternative", alternative);
            alternatives(alternative);
            for (Part part : mail.attachments()) {
                delimiter(mixed);
                attachment(part);
            }
            closing(mixed);
        }
        flush();
    }

    private void headers() {
        HeaderWriter headers = new HeaderWriter(literal);
        headers.raw("Date", Times.rfc5322(mail.date()));
        headers.mailbox("From", mail.from());
        headers.addresses("To", mail.to());
        headers.text("Subject", mail.subject());
        headers.messageIds("Message-ID", List.of(mail.messageId()));
        if (mail.inReplyTo() != null) {
            headers.messageIds("In-Reply-To", List.of(mail.inReplyTo()));
        }
        headers.messageIds("References", mail.references());
        headers.text("Thread-Topic", mail.threadTopic());
        headers.raw("MIME-Version", "1.0");
        headers.raw("Auto-Submitted", "auto-generated");
        for (Header property : mail.properties()) {
            headers.text(property.name(), property.value());
        }
    }

    private void multipart(String subtype, String boundary) {
        literal.ascii("Content-Type: multipart/")
                .ascii(subtype)
                .ascii(";\r\n boundary=\"")
                .ascii(boundary)
                .ascii("\"\r\n\r\n");
    }

    private void alternatives(String boundary) {
        delimiter(boundary);
        literal.ascii(TEXT);
        encoded(mail.textUtf8());
        delimiter(boundary);
        literal.ascii(HTML);
        encoded(mail.htmlUtf8());
        closing(boundary);
    }

    private void attachment(Part part) {
        HeaderWriter headers = new HeaderWriter(literal);
        headers.contentType(part.type(), part.fileName());
        literal.ascii("Content-Transfer-Encoding: base64\r\n");
        headers.attachment(part.fileName());
        for (Header header : part.headers()) {
            headers.text(header.name(), header.value());
        }
        literal.ascii("\r\n");
        switch (part) {
            case Part.Stored stored -> {
                flush();
                segments.add(new Segment.Content(stored.digest(), stored.size()));
                if (stored.size() == 0) {
                    // Strict readers want a line, if an empty one, between headers and boundary.
                    literal.ascii("\r\n");
                }
            }
            case Part.Inline inline -> encoded(inline.utf8());
        }
    }

    private void encoded(byte[] bytes) {
        flush();
        segments.add(new Segment.Encoded(bytes));
    }

    private void delimiter(String boundary) {
        literal.ascii("--").ascii(boundary).ascii("\r\n");
    }

    private void closing(String boundary) {
        literal.ascii("--").ascii(boundary).ascii("--\r\n");
    }

    private void flush() {
        if (literal.size() > 0) {
            segments.add(new Segment.Literal(literal.takeAll()));
        }
    }
}
