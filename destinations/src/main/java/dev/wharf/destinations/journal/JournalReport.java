package dev.wharf.destinations.journal;

import dev.wharf.core.item.MailImage.Segment;
import dev.wharf.destinations.journal.JournalSettings.DeletionSubject;
import dev.wharf.destinations.journal.JournalSettings.Envelope;
import dev.wharf.mail.HeaderLine;
import dev.wharf.mail.Mail;
import dev.wharf.mail.Mailbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// The envelope in which Exchange reports a mail to a journal: a first part that names sender,
/// subject, Message-ID and recipients, one a line, and the mail itself, unchanged, as
/// `message/rfc822`. That type may not stand in base64 (RFC 2046 §5.2.1), and need not: all our
/// mails are 7-bit.
///
/// @param head the report's own headers
/// @param text what the first part says
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record JournalReport(String boundary, byte[] head, byte[] text) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss '+0000'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    static JournalReport of(Mail mail, DeletionSubject deletions, Envelope envelope) {
        String subject = DeletionPrefix.subject(mail, deletions);
        String stem = mail.messageId().substring(0, mail.messageId().indexOf('@'));
        String boundary = "=_journal_" + stem;
        return new JournalReport(
                boundary,
                head(mail, subject, envelope, boundary),
                text(mail, subject).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] head(Mail mail, String subject, Envelope envelope, String boundary) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String journal = envelope.journal().value();
        String sender = envelope.sender() == null ? journal : envelope.sender().value();
        ascii(head, "Date: " + DATE.format(mail.date()) + "\r\n");
        ascii(head, "From: \"WhatsApp Archiver\" <" + sender + ">\r\n");
        ascii(head, "To: <" + journal + ">\r\n");
        head.writeBytes(HeaderLine.of("Subject", subject));
        ascii(head, "Message-ID: <journal-" + mail.messageId() + ">\r\n");
        ascii(head, "MIME-Version: 1.0\r\nAuto-Submitted: auto-generated\r\n");
        ascii(head, "X-MS-Journal-Report: \r\n");
        ascii(head, "Content-Type: multipart/mixed;\r\n boundary=\"" + boundary + "\"\r\n\r\n");
        return head.toByteArray();
    }

    private static String text(Mail mail, String subject) {
        StringBuilder text = new StringBuilder();
        text.append("Sender: ").append(mail.from().address()).append("\r\n");
        text.append("Subject: ").append(subject).append("\r\n");
        text.append("Message-Id: <").append(mail.messageId()).append(">\r\n");
        List<Mailbox> recipients = mail.to().mailboxes();
        for (Mailbox recipient : recipients.isEmpty() ? List.of(mail.from()) : recipients) {
            text.append("To: ").append(recipient.address()).append("\r\n");
        }
        return text.toString();
    }

    List<Segment> before() {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        first.writeBytes(head);
        ascii(
                first,
                "--"
                        + boundary
                        + "\r\nContent-Type: text/plain; charset=utf-8\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n");
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        ascii(
                second,
                "--"
                        + boundary
                        + "\r\nContent-Type: message/rfc822\r\n"
                        + "Content-Disposition: attachment\r\n\r\n");
        return List.of(
                new Segment.Literal(first.toByteArray()),
                new Segment.Encoded(text),
                new Segment.Literal(second.toByteArray()));
    }

    List<Segment> after() {
        String end = "\r\n--" + boundary + "--\r\n";
        return List.of(new Segment.Literal(end.getBytes(StandardCharsets.US_ASCII)));
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
