package dev.wharf.capture.cloudapi;

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
import dev.wharf.core.event.EventCodec;
import dev.wharf.testkit.Digests;
import dev.wharf.testkit.MemoryCaptureBody;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A capture of webhooks in a test, and what the decoder makes of it.
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Webhook(byte[] bytes, CaptureBody body) {
    static final Instant RECEIVED = Instant.parse("2026-11-22T12:00:00Z");

    static Webhook bytes(byte[] bytes) {
        return new Webhook(bytes, new MemoryCaptureBody(bytes));
    }

    static Webhook text(String json) {
        return bytes(json.getBytes(StandardCharsets.UTF_8));
    }

    /// A webhook of one change of a business number, with these members in its value.
    static Webhook value(String field, String members) {
        return text(webhook(field, members));
    }

    static String webhook(String field, String members) {
        return "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":["
                + change(field, members)
                + "]}]}";
    }

    static String change(String field, String members) {
        return "{\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":{\"display_phone_number\":\"+1 555-078-3881\",\"phone_number_id\":\"7\"},"
                + members
                + "},\"field\":\""
                + field
                + "\"}";
    }

    /// A webhook of one message of Sheena's.
    static Webhook message(String members) {
        return value("messages", messages(members));
    }

    static String messages(String members) {
        return "\"contacts\":[{\"profile\":{\"name\":\"Sheena\"},\"wa_id\":\"16505551234\"}],\"messages\":[{\"from\":\"16505551234\",\"id\":\"wamid.A\",\"timestamp\":\"1744344496\","
                + members
                + "}]";
    }

    boolean recognised(SourceKind source) {
        try {
            return new CloudApiDecoder().recognises(envelope(source), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SourceReport report() {
        try (DecodedCapture capture = open()) {
            return capture.report();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<DecodedEvent> decoded() {
        List<DecodedEvent> events = new ArrayList<>();
        try (DecodedCapture capture = open()) {
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

    List<String> locators() {
        return events().stream().map(event -> event.provenance().locator()).toList();
    }

    /// What an event says, without where it stood: equal for equal updates in any batch.
    static String said(DecodedEvent decoded) {
        Event event = decoded.event();
        Event placeless =
                new Event(
                        event.chat(),
                        event.time(),
                        event.sender(),
                        event.members(),
                        event.direction(),
                        event.key(),
                        event.content(),
                        new dev.wharf.core.capture.Provenance(
                                SourceKind.CLOUD_API,
                                new CaptureId(1),
                                Digests.sha256(new byte[0]),
                                null,
                                "",
                                "",
                                null));
        return new String(new EventCodec().encode(placeless), StandardCharsets.UTF_8)
                + new String(decoded.raw(), StandardCharsets.UTF_8);
    }

    private static CaptureEnvelope envelope(SourceKind source) {
        return new CaptureEnvelope(source, null, null, RECEIVED, Map.of());
    }

    DecodedCapture open() {
        CaptureRecord record =
                new CaptureRecord(
                        new CaptureId(1),
                        envelope(SourceKind.CLOUD_API),
                        Digests.sha256(bytes),
                        bytes.length);
        try {
            return new CloudApiDecoder().open(record, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
