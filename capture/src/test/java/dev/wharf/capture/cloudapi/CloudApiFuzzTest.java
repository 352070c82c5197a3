package dev.wharf.capture.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventCodec;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// Whatever the bytes, the decoder ends, refuses in words, and gives only events that can be
/// stored.
class CloudApiFuzzTest {
    private static final List<String> SEEDS =
            List.of(
                    webhook(
                            "messages",
                            Webhook.messages(
                                    "\"type\":\"text\",\"text\":{\"body\":\"Hello\"},\"context\":{\"id\":\"x.y\"}")),
                    webhook(
                            "messages",
                            Webhook.messages(
                                    "\"type\":\"image\",\"image\":{\"id\":\"4\",\"sha256\":\"aa\"},\"referral\":{\"headline\":\"h\"}")),
                    webhook(
                            "messages",
                            "\"statuses\":[{\"id\":\"w\",\"status\":\"failed\",\"errors\":[{\"code\":1}],\"recipient_id\":\"16505551234\"}]"),
                    webhook(
                            "history",
                            "\"history\":[{\"threads\":[{\"id\":\"16505551234\",\"messages\":[{\"type\":\"edit\",\"edit\":{\"message\":{\"type\":\"location\",\"location\":{\"latitude\":1}}}}]}],\"errors\":[{\"code\":2593109}]}]"),
                    webhook(
                            "calls",
                            "\"calls\":[{\"id\":\"c\",\"event\":\"terminate\",\"duration\":5,\"call_recording\":{\"audio\":{\"id\":\"1\"}}}]"),
                    webhook(
                            "group_participants_update",
                            "\"groups\":[{\"type\":\"group_participants_add\",\"group_id\":\"g\",\"added_participants\":[{\"wa_id\":\"1\"}]}]"),
                    webhook(
                            "standby",
                            "\"standby\":{\"message_echoes\":[{\"message\":{\"to\":\"1\",\"type\":\"text\",\"text\":{\"body\":\"b\"}}}]}"),
                    "{\"entry\":[{\"time\":1744344496,\"changes\":[{\"field\":\"account_update\",\"value\":{\"event\":\"DISABLED_UPDATE\",\"ban_info\":{}}}]}]}");

    private static String webhook(String field, String members) {
        return Webhook.webhook(field, members);
    }

    @FuzzTest
    void anyBytes(byte[] bytes) throws IOException {
        decode(bytes);
    }

    @Test
    void realWebhooksWithBytesChanged() throws IOException {
        long seed = 20261122;
        Random random = new Random(seed);
        for (int round = 0; round < 6_000; round++) {
            decode(mutated(random));
        }
    }

    /// Two webhooks with some of their bytes changed.
    static byte[] mutated(Random random) {
        byte[] bytes =
                (SEEDS.get(random.nextInt(SEEDS.size()))
                                + "\n"
                                + SEEDS.get(random.nextInt(SEEDS.size())))
                        .getBytes(StandardCharsets.UTF_8);
        int changes = 1 + random.nextInt(12);
        for (int i = 0; i < changes; i++) {
            change(bytes, random);
        }
        return bytes;
    }

    private static void change(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(4)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1 -> bytes[at] = '\n';
            case 2 -> bytes[at] = (byte) "{}[]\",:\\/<! 01".charAt(random.nextInt(14));
            default -> {
                int length = Math.min(bytes.length - at, 30);
                System.arraycopy(
                        bytes, at, bytes, random.nextInt(bytes.length - length + 1), length);
            }
        }
    }

    private static void decode(byte[] bytes) throws IOException {
        EventCodec codec = new EventCodec();
        try (DecodedCapture capture = Webhook.bytes(bytes).open()) {
            long[] events = new long[1];
            capture.events(
                    decoded -> {
                        events[0]++;
                        Event event = decoded.event();
                        assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
                    });
            assertThat(events[0]).isEqualTo(capture.report().events());
        } catch (WharfException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
