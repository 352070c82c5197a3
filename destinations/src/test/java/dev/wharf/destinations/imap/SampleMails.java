package dev.wharf.destinations.imap;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.item.MailImage;
import dev.wharf.core.item.MailImage.Segment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// Mails that nobody wrote, shaped as Wharf's are. Files hold the bytes 0, 1, 2, … and over again.
final class SampleMails {
    static final Instant TIME = Instant.parse("2026-11-02T18:54:25.678Z");

    private SampleMails() {}

    static Outgoing mail(int number) {
        MailImage image =
                new MailImage(
                        1,
                        List.of(
                                literal(
                                        headers(number)
                                                + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"),
                                text(number)));
        return outgoing(number, image);
    }

    static Outgoing withFile(int number, long bytes) {
        ContentDigest digest = new ContentDigest("%064x".formatted(bytes + 1));
        String boundary = "=_wharf_" + id(number) + "_m";
        MailImage image =
                new MailImage(
                        1,
                        List.of(
                                literal(
                                        headers(number)
                                                + "Content-Type: multipart/mixed; boundary=\""
                                                + boundary
                                                + "\"\r\n\r\n--"
                                                + boundary
                                                + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"),
                                text(number),
                                literal(
                                        "--"
                                                + boundary
                                                + "\r\nContent-Type: video/mp4; name=\"a.mp4\"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"a.mp4\"\r\n\r\n"),
                                new Segment.Content(digest, bytes),
                                literal((bytes == 0 ? "\r\n--" : "--") + boundary + "--\r\n")));
        return outgoing(number, image);
    }

    static List<Outgoing> mails(int count) {
        return IntStream.range(0, count).mapToObj(SampleMails::mail).toList();
    }

    static byte[] bytes(Outgoing mail) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            mail.writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static Outgoing outgoing(int number, MailImage image) {
        return new Outgoing(
                id(number) + "@item.wharf.invalid",
                TIME.plusSeconds(number),
                image,
                SampleMails::content);
    }

    private static InputStream content(ContentDigest digest) {
        return new Counting(Long.parseLong(digest.sha256().substring(48), 16) - 1);
    }

    private static String id(int number) {
        return "item%da"
                .formatted(number)
                .replace('0', 'o')
                .replace('1', 'l')
                .replace('8', 'b')
                .replace('9', 'g');
    }

    private static String headers(int number) {
        return "Date: Mon, 2 Nov 2026 18:54:25 +0000\r\nFrom: Bob <b@example.invalid>\r\nTo: Alice <a@firm.example>\r\n"
                + "Subject: WhatsApp message "
                + number
                + "\r\nMessage-ID: <"
                + id(number)
                + "@item.wharf.invalid>\r\nMIME-Version: 1.0\r\nX-Wharf-Item: "
                + id(number)
                + "\r\n";
    }

    private static Segment literal(String text) {
        return new Segment.Literal(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Segment text(int number) {
        return new Segment.Encoded(
                ("Grüße Nr. " + number + "\r\n")
                        .repeat(1 + number % 40)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static final class Counting extends InputStream {
        private final long size;
        private long at;

        Counting(long size) {
            this.size = size;
        }

        @Override
        public int read() {
            return at < size ? (int) (at++ & 0xff) : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            int n = (int) Math.min(length, size - at);
            for (int i = 0; i < n; i++) {
                into[from + i] = (byte) at++;
            }
            return n == 0 && length > 0 ? -1 : n;
        }
    }
}
