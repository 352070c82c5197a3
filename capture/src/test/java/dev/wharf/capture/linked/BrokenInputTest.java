package dev.wharf.capture.linked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventCodec;
import dev.wharf.core.event.EventKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

/// What is not quite JSON, or nothing we know: kept as it is, never an exception, never at the
/// neighbours' cost.
class BrokenInputTest {
    private static final String GOOD =
            Webhook.waha("message.any", Webhook.gowsPayload("", "", "\"body\":\"good\""));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"message\",\"session\":\"a\",\"payload\":",
                "{",
                "null",
                "7",
                "x y",
                "{\"a\":tru}"
            })
    void whatCannotBeReadIsKept(String body) {
        Webhook webhook = Webhook.text(body);

        assertThat(webhook.event().kind()).isEqualTo(EventKind.UNKNOWN);
        assertThat(webhook.decoded().getFirst().raw()).asString().isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"message.any", "session.status", "group.v2.update", "never.heard.of"})
    void aPayloadOfAnotherShapeIsKept(String event) {
        String body = "{\"event\":\"%s\",\"session\":\"a\",\"payload\":[1,2]}".formatted(event);

        assertThat(Webhook.text(body).content())
                .isEqualTo(new Content.Unknown("waha:" + event, null));
    }

    @Test
    void anEmptyBodyIsWhatScopeLeft() {
        assertThat(Webhook.text("").events()).isEmpty();
        assertThat(Webhook.text("").report().events()).isZero();
    }

    @Test
    void tenThousandLevelsAreOneUnknownUpdate() {
        String deep = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
        String body = "{\"event\":\"message\",\"session\":\"a\",\"payload\":" + deep + "}";
        Webhook webhook = Webhook.text(body + "\n" + GOOD);

        assertThat(webhook.events())
                .extracting(Event::kind)
                .containsExactly(EventKind.UNKNOWN, EventKind.MESSAGE);
        assertThat(webhook.decoded().getFirst().raw()).hasSize(body.length());
    }

    @Test
    void nulCharactersAndLoneSurrogatesAreText() {
        Event event = Webhook.text(GOOD.replace("good", "a\\u0000\0b\\ud83d")).event();

        assertThat(((Content.Message) event.content()).text()).isEqualTo("a\0\0b\ud83d");
        assertThat(new EventCodec().decode(new EventCodec().encode(event))).isEqualTo(event);
    }

    @Test
    void fieldsNeverSeenBeforeStayInTheRawBytes() {
        String body = GOOD.replace("\"body\":", "\"hologram\":{\"x\":[1]},\"body\":");
        Webhook webhook = Webhook.text(body);

        assertThat(webhook.event().kind()).isEqualTo(EventKind.MESSAGE);
        assertThat(webhook.decoded().getFirst().raw())
                .isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aLogHasOneWebhookOnEachLine() {
        Webhook webhook =
                Webhook.text(
                        "not json\n" + GOOD + "\n" + GOOD.substring(0, 200) + "\n\n" + GOOD + "\n");

        assertThat(webhook.events())
                .extracting(Event::kind)
                .containsExactly(
                        EventKind.UNKNOWN, EventKind.MESSAGE, EventKind.UNKNOWN, EventKind.MESSAGE);
        assertThat(webhook.locators()).containsExactly("line 1", "line 2", "line 3", "line 5");
    }

    @Test
    void aListOfWebhooksIsReadOneByOne() {
        Webhook webhook = Webhook.text("[" + GOOD + ",\n" + GOOD + "]");

        assertThat(webhook.locators()).containsExactly("line 1: [0]", "line 2: [1]");
        assertThat(webhook.recognised(SourceKind.CHAT_EXPORT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"messages.upsert\",\"instance\":\"x\",\"data\":{}}",
                "{\"event\":\"call\",\"data\":[]}",
                "{\"type\":\"Message\",\"event\":{\"Info\":{}}}",
                "nothing of the kind"
            })
    void aFileOfAnotherGatewayIsNotTaken(String body) {
        Webhook webhook = Webhook.text(body);

        assertThat(webhook.recognised(SourceKind.CHAT_EXPORT)).isFalse();
        assertThat(webhook.event().kind()).isEqualTo(EventKind.UNKNOWN);
        assertThatThrownBy(() -> webhook.open("log.json"))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        refused ->
                                assertThat(refused.code())
                                        .isEqualTo(ErrorCode.INPUT_NOT_RECOGNISED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"soon\"",
                "-5",
                "99999999999999999999",
                "\"\"",
                "0",
                "\"0001-01-01T00:00:00Z\""
            })
    void aTimeThatCannotBeReadStandsBesideThatOfReceipt(String timestamp) {
        Event event =
                Webhook.text(
                                Webhook.waha(
                                        "message.any",
                                        "\"id\":\"A\",\"from\":\"1@g.us\",\"body\":\"x\",\"timestamp\":"
                                                + timestamp))
                        .event();

        assertThat(event.time().at()).isEqualTo(Webhook.RECEIVED);
        assertThat(event.time().localText()).isEqualTo(timestamp.replace("\"", ""));
    }
}
