package dev.wharf.capture.linked;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventCodec;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// Whatever the bytes, the decoder ends and gives only events that can be stored.
class LinkedFuzzTest {
    private static final List<String> SEEDS =
            List.of(
                    Webhook.waha(
                            "message.any",
                            Webhook.gowsPayload(
                                    "\"SenderAlt\":\"251556368777322@lid\"",
                                    "\"extendedTextMessage\":{\"text\":\"x\",\"contextInfo\":{\"stanzaID\":\"a\",\"mentionedJID\":[\"1@lid\"]}}",
                                    "\"body\":\"x\",\"media\":{\"url\":\"http://h/api/files/a/b.c\"}")),
                    Webhook.waha(
                            "message.revoked",
                            "\"after\":{\"id\":\"false_1@g.us_A_2@lid\",\"_data\":{\"Info\":{\"Edit\":\"8\"}}},\"revokedMessageId\":\"B\""),
                    Webhook.waha(
                            "group.v2.participants",
                            "\"type\":\"join\",\"group\":{\"id\":\"1@g.us\"},\"participants\":[{\"id\":\"2@lid\"}],\"_data\":{\"Timestamp\":\"2026-09-21T14:13:20Z\"}"),
                    Webhook.waha(
                            "poll.vote",
                            "\"vote\":{\"id\":\"false_1@c.us_V\",\"selectedOptions\":[\"a\"],\"timestamp\":1},\"poll\":{\"id\":\"true_1@c.us_P\"}"),
                    Webhook.waha(
                            "engine.event",
                            "\"event\":\"events.UndecryptableMessage\",\"data\":{\"Info\":{\"Chat\":\"1@s.whatsapp.net\",\"ID\":\"A\"}}"),
                    Webhook.waha("session.status", "\"status\":\"FAILED\",\"statuses\":[{}]"),
                    Webhook.gowa(
                            "message",
                            "\"id\":\"A\",\"chat_id\":\"1@s.whatsapp.net\",\"from_lid\":\"2@lid\",\"image\":{\"path\":\"statics/media/1\"},\"contacts_array\":[{\"vcard\":\"BEGIN:VCARD\\nFN:x\"}]"),
                    Webhook.gowa("message.ack", "\"ids\":[\"A\",\"B\"],\"chat_id\":\"1@g.us\""));

    @FuzzTest
    void anyBytes(byte[] bytes) throws IOException {
        decode(bytes);
    }

    @Test
    void realWebhooksWithBytesChanged() throws IOException {
        Random random = new Random(20261128);
        for (int round = 0; round < 6_000; round++) {
            byte[] bytes =
                    (SEEDS.get(random.nextInt(SEEDS.size()))
                                    + "\n"
                                    + SEEDS.get(random.nextInt(SEEDS.size())))
                            .getBytes(StandardCharsets.UTF_8);
            int changes = 1 + random.nextInt(12);
            for (int i = 0; i < changes; i++) {
                change(bytes, random);
            }
            decode(bytes);
        }
    }

    private static void change(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(4)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1 -> bytes[at] = '\n';
            case 2 -> bytes[at] = (byte) "{}[]\",:\\@_! 01".charAt(random.nextInt(14));
            default -> {
                int length = Math.min(bytes.length - at, 30);
                System.arraycopy(
                        bytes, at, bytes, random.nextInt(bytes.length - length + 1), length);
            }
        }
    }

    private static void decode(byte[] bytes) throws IOException {
        EventCodec codec = new EventCodec();
        try (DecodedCapture capture = Webhook.bytes(bytes).open(null)) {
            long[] events = new long[1];
            capture.events(
                    decoded -> {
                        events[0]++;
                        Event event = decoded.event();
                        assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
                    });
            assertThat(events[0]).isEqualTo(capture.report().events());
        }
    }
}
