package dev.wharf.capture.telemessage;

import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.capture.DeliveryCount;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Event;
import dev.wharf.testkit.Digests;
import dev.wharf.testkit.MemoryCaptureBody;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Mails and deliveries written for tests after the vendor's documented conventions, and what the
/// decoder makes of them.
final class OldMail {
    static final Instant RECEIVED = Instant.parse("2026-11-20T08:00:00Z");
    static final String DIRECT = "WhatsApp Message From 16174354634 to 12124325249";

    private final Map<String, String> headers = new LinkedHashMap<>();
    private String body = "";

    /// A message in a direct chat, in the default display format.
    static OldMail message(String text) {
        return of(DIRECT)
                .with("From", "Ana Ruiz 16174354634 <ana@firm.example>")
                .with("To", "Bob Lee 12124325249 <12124325249@archive.telemessage.com>")
                .with("Content-Type", "text/plain; charset=UTF-8")
                .body(text);
    }

    static OldMail group(String text) {
        return message(text)
                .with("Subject", "WhatsApp Message from 16174354634 to Sales Group")
                .with(
                        "To",
                        "Bob Lee 12124325249 <12124325249@archive.telemessage.com>,\r\n Cy Ode 447700900123 <cy@firm.example>");
    }

    static OldMail of(String subject) {
        return new OldMail()
                .with("Message-ID", "<1.1700000000@telemessage.com>")
                .with("Date", "Tue, 14 Nov 2023 22:13:20 +0000")
                .with("Subject", subject)
                .with("MIME-Version", "1.0");
    }

    OldMail with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    OldMail without(String name) {
        headers.remove(name);
        return this;
    }

    OldMail body(String text) {
        body = text;
        return this;
    }

    /// The body as parts, each with its headers.
    OldMail parts(String subtype, String... parts) {
        with("Content-Type", "multipart/%s; boundary=\"b0\"".formatted(subtype));
        StringBuilder all = new StringBuilder();
        for (String part : parts) {
            all.append("--b0\r\n").append(part).append("\r\n");
        }
        return body(all + "--b0--\r\n");
    }

    String text() {
        StringBuilder out = new StringBuilder();
        headers.forEach((name, value) -> out.append(name + ": " + value + "\r\n"));
        return out + "\r\n" + body;
    }

    byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    Decoded decoded() {
        return decoded(bytes(), "mail.eml", Map.of());
    }

    Event event() {
        return decoded().events().getFirst().event();
    }

    /// @param contents of every attachment, in order
    /// @param refused what was said at the end of a damaged one; empty for nothing
    record Decoded(
            SourceReport report, List<DecodedEvent> events, List<byte[]> contents, String refused) {
        DeliveryCount delivery() {
            return Objects.requireNonNull(report.delivery());
        }

        Event event(int index) {
            return events.get(index).event();
        }
    }

    static Decoded decoded(byte[] bytes, String name) {
        return decoded(bytes, name, Map.of());
    }

    static Decoded decoded(byte[] bytes, String name, Map<String, String> options) {
        CaptureEnvelope envelope =
                new CaptureEnvelope(SourceKind.ARCHIVE_MAIL, null, name, RECEIVED, options);
        CaptureRecord record =
                new CaptureRecord(new CaptureId(1), envelope, Digests.sha256(bytes), bytes.length);
        List<DecodedEvent> events = new ArrayList<>();
        List<byte[]> contents = new ArrayList<>();
        try (DecodedCapture capture =
                new TeleMessageDecoder().open(record, new MemoryCaptureBody(bytes))) {
            String refused = "";
            try {
                capture.events(
                        event -> {
                            events.add(event);
                            for (DecodedEvent.ContentOpener opener : event.pending()) {
                                try (InputStream in = opener.open()) {
                                    contents.add(in.readAllBytes());
                                }
                            }
                        });
            } catch (WharfException broken) {
                refused = String.valueOf(broken.getMessage());
            }
            return new Decoded(capture.report(), events, contents, refused);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A zip as it is delivered.
    ///
    /// @param files name, content, name, content, …
    static byte[] zip(Object... files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < files.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) files[i]));
                zip.write(
                        switch (files[i + 1]) {
                            case OldMail mail -> mail.bytes();
                            case byte[] bytes -> bytes;
                            default -> files[i + 1].toString().getBytes(StandardCharsets.UTF_8);
                        });
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
