package dev.wharf.bench.live;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.testkit.Digests;
import dev.wharf.testkit.MemoryCaptureBody;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Invented webhooks of the Cloud API, made as they are asked for, so that the feed costs little
/// and takes no memory: of five, three are messages to the firm, one is an answer, and one says
/// that the answer was delivered. A firm with a thousand customers and ten numbers.
final class WebhookFeed implements Feed {
    private static final int CUSTOMERS = 1_000;
    private static final int NUMBERS = 10;
    private static final long START = 1_780_000_000L;

    private final long last;
    private long acknowledged;

    WebhookFeed(long last) {
        this.last = last;
    }

    static String number(long sequence) {
        return "1555078%04d".formatted(customer(sequence) % NUMBERS);
    }

    private static long customer(long sequence) {
        // An answer and its receipt are of one customer.
        return (sequence % 5 < 3 ? sequence : sequence - sequence % 5 + 3) * 7_919 % CUSTOMERS;
    }

    static byte[] body(long sequence) {
        String customer = "4477009%05d".formatted(customer(sequence));
        String own = number(sequence);
        long second = START + sequence / 20;
        String value =
                switch ((int) (sequence % 5)) {
                    case 0, 1, 2 ->
                            """
                            {"contacts":[{"profile":{"name":"Customer %s"},"wa_id":"%s"}],\
                            "messages":[{"from":"%s","id":"%s","timestamp":"%d","type":"text",\
                            "text":{"body":"Could you tell me how order %d is doing, please? It was to\
                             come on Monday."}}]"""
                                    .formatted(
                                            customer,
                                            customer,
                                            customer,
                                            id(customer, sequence),
                                            second,
                                            sequence);
                    case 3 ->
                            """
                            {"message_echoes":[{"from":"%s","to":"%s","id":"%s","timestamp":"%d",\
                            "type":"text","text":{"body":"Order %d left us this morning and will be with\
                             you tomorrow."}}]"""
                                    .formatted(
                                            own,
                                            customer,
                                            id(customer, sequence),
                                            second,
                                            sequence);
                    default ->
                            """
                            {"statuses":[{"id":"%s","status":"delivered","timestamp":"%d",\
                            "recipient_id":"%s"}]"""
                                    .formatted(id(customer, sequence - 1), second, customer);
                };
        return """
                {"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":\
                %s,"messaging_product":"whatsapp","metadata":{"display_phone_number":"%s",\
                "phone_number_id":"10654035%s"}},"field":"%s"}]}]}"""
                .formatted(value, own, own, sequence % 5 == 3 ? "smb_message_echoes" : "messages")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String id(String customer, long sequence) {
        String id =
                "\u0012\u000b"
                        + customer
                        + "\u0015\u0002\u0000\u0012\u0018\u0014%020X".formatted(sequence);
        return "wamid."
                + Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public List<CaptureRecord> after(long after, int limit) {
        List<CaptureRecord> next = new ArrayList<>();
        for (long sequence = after + 1; sequence <= last && next.size() < limit; sequence++) {
            byte[] body = body(sequence);
            next.add(
                    new CaptureRecord(
                            new CaptureId(sequence),
                            new CaptureEnvelope(
                                    SourceKind.CLOUD_API,
                                    "+" + number(sequence),
                                    null,
                                    Instant.ofEpochSecond(START + sequence / 20),
                                    Map.of("hook", "main")),
                            Digests.sha256(body),
                            body.length));
        }
        return next;
    }

    @Override
    public CaptureBody open(CaptureRecord record) {
        return new MemoryCaptureBody(body(record.id().sequence()));
    }

    @Override
    public void acknowledge(long sequence) {
        acknowledged = sequence;
    }

    @Override
    public long acknowledged() {
        return acknowledged;
    }

    @Override
    public void close() {}
}
