package dev.wharf.capture.linked;

import dev.wharf.capture.cloudapi.Summary;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.testkit.Digests;
import dev.wharf.testkit.MemoryCaptureBody;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A capture of gateway webhooks in a test, and what the decoder makes of it.
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Webhook(byte[] bytes, CaptureBody body) {
    static final Instant RECEIVED = Instant.parse("2026-11-22T12:00:00Z");

    static Webhook bytes(byte[] bytes) {
        return new Webhook(bytes, new MemoryCaptureBody(bytes));
    }

    static Webhook text(String json) {
        return bytes(json.getBytes(StandardCharsets.UTF_8));
    }

    /// The same with files beside it, by the name the webhook gives them, and why others are not.
    Webhook beside(Map<String, byte[]> files, Map<String, String> missing) {
        return new Webhook(bytes, new WithFiles(body, files, missing));
    }

    private record WithFiles(
            CaptureBody inner, Map<String, byte[]> files, Map<String, String> reasons)
            implements CaptureBody {
        @Override
        public long size() {
            return inner.size();
        }

        @Override
        public InputStream stream() throws IOException {
            return inner.stream();
        }

        @Override
        public SeekableByteChannel channel() throws IOException {
            return inner.channel();
        }

        @Override
        public Optional<DecodedEvent.ContentOpener> companion(String mediaId) {
            return Optional.ofNullable(files.get(mediaId))
                    .map(file -> () -> new ByteArrayInputStream(file));
        }

        @Override
        public Optional<String> missing(String mediaId) {
            return Optional.ofNullable(reasons.get(mediaId));
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    /// One of WAHA's, of Bea's account, which knows her LID too.
    static String waha(String event, String payload) {
        return "{\"id\":\"evt_1\",\"timestamp\":1790000100000,\"event\":\"%s\",\"session\":\"bea\",\"me\":{\"id\":\"15550009999@c.us\",\"lid\":\"77000000000001@lid\",\"pushName\":\"Bea\"},\"engine\":\"GOWS\",\"payload\":{%s}}"
                .formatted(event, payload);
    }

    /// One of GOWA's, of the same account.
    static String gowa(String event, String payload) {
        return "{\"device_id\":\"15550009999@s.whatsapp.net\",\"event\":\"%s\",\"session_id\":\"bea\",\"payload\":{%s}}"
                .formatted(event, payload);
    }

    /// A message from Dana as the GOWS engine shows it.
    ///
    /// @param info further members of whatsmeow's `MessageInfo`
    /// @param message WhatsApp's own message
    /// @param more further members of the payload
    static Webhook gows(String info, String message, String more) {
        return text(waha("message.any", gowsPayload(info, message, more)));
    }

    static String gowsPayload(String info, String message, String more) {
        return "\"id\":\"false_15551230001@c.us_3EB0A\",\"timestamp\":1790000000,\"from\":\"15551230001@c.us\",\"fromMe\":false%s,\"_data\":{\"Info\":{\"Chat\":\"15551230001@s.whatsapp.net\",\"Sender\":\"15551230001:3@s.whatsapp.net\",\"IsFromMe\":false,\"IsGroup\":false,\"ID\":\"3EB0A\",\"PushName\":\"Dana\",\"Timestamp\":\"2026-09-21T14:13:20Z\"%s},\"Message\":{%s}}"
                .formatted(
                        more.isEmpty() ? "" : "," + more,
                        info.isEmpty() ? "" : "," + info,
                        message);
    }

    boolean recognised(SourceKind source) {
        try {
            return new LinkedDecoder().recognises(envelope(source, null), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SourceReport report() {
        try (DecodedCapture capture = open(null)) {
            return capture.report();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<DecodedEvent> decoded() {
        List<DecodedEvent> events = new ArrayList<>();
        try (DecodedCapture capture = open(null)) {
            capture.events(events::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events;
    }

    List<Event> events() {
        return decoded().stream().map(DecodedEvent::event).toList();
    }

    /// The only event.
    Event event() {
        List<Event> events = events();
        if (events.size() != 1) {
            throw new AssertionError(events.size() + " events");
        }
        return events.getFirst();
    }

    Content content() {
        return event().content();
    }

    String summary() {
        return Summary.of(event());
    }

    List<String> locators() {
        return events().stream().map(event -> event.provenance().locator()).toList();
    }

    private static CaptureEnvelope envelope(SourceKind source, @Nullable String name) {
        return new CaptureEnvelope(source, null, name, RECEIVED, Map.of());
    }

    /// @param name of the file that a person handed over; null for what arrived by itself
    DecodedCapture open(@Nullable String name) {
        CaptureRecord record =
                new CaptureRecord(
                        new CaptureId(1),
                        envelope(SourceKind.LINKED_DEVICE, name),
                        Digests.sha256(bytes),
                        bytes.length);
        try {
            return new LinkedDecoder().open(record, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
