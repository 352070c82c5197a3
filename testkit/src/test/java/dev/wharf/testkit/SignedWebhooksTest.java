package dev.wharf.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.event.WamId;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class SignedWebhooksTest {
    private static final byte[] SECRET = {1, 2, 3};

    private static SignedWebhooks made(long seed) {
        return new SignedWebhooks(seed, SECRET, "106", "15550783881");
    }

    @Test
    void theSameSeedMakesTheSameBytes() {
        assertThat(made(1).next(20).body()).isEqualTo(made(1).next(20).body());
        assertThat(made(1).next(20).body()).isNotEqualTo(made(2).next(20).body());
    }

    @Test
    void aWebhookHasAsManyUpdatesAsAsked() {
        String body = new String(made(1).next(1_000).body(), StandardCharsets.UTF_8);

        assertThat(body.split("\"timestamp\"", -1)).hasSize(1_001);
        for (String kind :
                new String[] {
                    "\"text\"",
                    "\"image\"",
                    "\"document\"",
                    "\"edit\"",
                    "\"revoke\"",
                    "message_echoes",
                    "statuses",
                    "calls"
                }) {
            assertThat(body).contains(kind);
        }
    }

    @Test
    void theSignatureIsOfTheBody() {
        SignedWebhooks.Signed signed = made(1).next(3);

        assertThat(signed.signature()).isEqualTo(SignedWebhooks.sign(signed.body(), SECRET));
    }

    @Test
    void anIdCarriesThePhonesOwn() {
        assertThat(WamId.read(SignedWebhooks.wamid("16505551234", "3EB0A986CF1FB06DE4D0", true)))
                .hasValueSatisfying(
                        id -> {
                            assertThat(id.phone().e164()).isEqualTo("+16505551234");
                            assertThat(id.messageId()).isEqualTo("3EB0A986CF1FB06DE4D0");
                        });
    }
}
