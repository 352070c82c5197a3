package dev.wharf.capture.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.capture.json.ByteWindow;
import dev.wharf.core.capture.DecodedEvent;
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
import java.util.List;

/// What is not quite JSON, or not JSON at all: never an exception, and never at the neighbours'
/// cost.
class BrokenInputTest {
    private static final String GOOD =
            Webhook.webhook(
                    "messages", Webhook.messages("\"type\":\"text\",\"text\":{\"body\":\"good\"}"));

    @Test
    void anElementThatCannotBeParsedLeavesItsNeighboursAlone() {
        List<DecodedEvent> events =
                Webhook.value(
                                "messages",
                                "\"messages\":[{\"id\":\"a\",\"type\":\"text\",\"text\":{\"body\":\"1\"}},{\"id\":tru,\"x\":{}},7,{\"id\":\"b\",\"type\":\"text\",\"text\":{\"body\":\"2\"}}]")
                        .decoded();

        assertThat(events)
                .extracting(event -> event.event().kind())
                .containsExactly(
                        EventKind.MESSAGE, EventKind.UNKNOWN, EventKind.UNKNOWN, EventKind.MESSAGE);
        assertThat(events.get(1).raw()).asString().isEqualTo("{\"id\":tru,\"x\":{}}");
        assertThat(events.get(1).event().content())
                .isEqualTo(
                        new Content.Unknown("unparsable", "not JSON, or nested deeper than 200"));
    }

    @Test
    void tenThousandLevelsAreOneUnknownUpdate() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        Webhook webhook =
                Webhook.value(
                        "messages",
                        "\"messages\":[{\"type\":\"text\",\"text\":%s},{\"type\":\"text\",\"text\":{\"body\":\"x\"}}]"
                                .formatted(deep));

        assertThat(webhook.events())
                .extracting(Event::kind)
                .containsExactly(EventKind.UNKNOWN, EventKind.MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"entry\":[", "{\"a\":", "[{\"entry\":[{\"changes\":["})
    void aBodyOfBracketsOnlyEnds(String bracket) {
        Webhook webhook = Webhook.text(bracket.repeat(100_000));

        assertThat(webhook.report().events()).isLessThanOrEqualTo(2);
    }

    @Test
    void missingAndSuperfluousCommasAndCommentsAreMended() {
        Webhook webhook =
                Webhook.value(
                        "messages",
                        "\"messages\":[{\"id\":\"a\" \"from\":\"16505551234\" /* who, */ \"type\":\"text\",<!-- what -->\"text\":{\"body\":\"1, 2\" ,},}\n{\"id\":\"b\",\"type\":\"text\",\"text\":{\"body\":\"3\"}}],");

        assertThat(webhook.events())
                .extracting(event -> ((Content.Message) event.content()).text())
                .containsExactly("1, 2", "3");
    }

    @Test
    void nulCharactersAndLoneSurrogatesAreText() {
        Webhook webhook =
                Webhook.message("\"type\":\"text\",\"text\":{\"body\":\"a\\u0000\0b\\ud83d\"}");

        Event event = webhook.event();

        assertThat(((Content.Message) event.content()).text()).isEqualTo("a\0\0b\ud83d");
        assertThat(new EventCodec().decode(new EventCodec().encode(event))).isEqualTo(event);
    }

    @Test
    void bytesThatAreNoUtf8BecomeReplacements() {
        byte[] bytes = GOOD.replace("good", "g?d").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '?' ? (byte) 0xff : bytes[i];
        }

        assertThat(((Content.Message) Webhook.bytes(bytes).content()).text()).isEqualTo("g\ufffdd");
    }

    @Test
    void timesAndIdsMayBeNumbers() {
        Event event =
                Webhook.value(
                                "messages",
                                "\"messages\":[{\"id\":12,\"from\":16505551234,\"timestamp\":1744344496,\"type\":\"text\",\"text\":{\"body\":5}}]")
                        .event();

        assertThat(Summary.of(event))
                .contains("2025-04-11T04:08:16Z")
                .contains("12 theirs 16505551234")
                .endsWith("\"5\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"soon\"", "-5", "99999999999999999999", "\"\"", "0", "1.5"})
    void aTimeThatCannotBeReadStandsBesideThatOfReceipt(String timestamp) {
        Event event =
                Webhook.value(
                                "messages",
                                "\"messages\":[{\"id\":\"a\",\"timestamp\":%s,\"type\":\"text\",\"text\":{\"body\":\"x\"}}]"
                                        .formatted(timestamp))
                        .event();

        assertThat(event.time().at()).isEqualTo(Webhook.RECEIVED);
        assertThat(event.time().localText()).isEqualTo(timestamp.replace("\"", ""));
    }

    @Test
    void aMemberThatStandsTwiceIsNotLost() {
        Webhook webhook =
                Webhook.value(
                        "messages",
                        "\"messages\":[{\"type\":\"text\",\"text\":{\"body\":\"1\"}}],\"messages\":[{\"id\":\"second\"}]");

        assertThat(webhook.events())
                .extracting(Event::kind)
                .containsExactly(EventKind.MESSAGE, EventKind.UNKNOWN);
        assertThat(webhook.decoded().getLast().raw()).asString().contains("second");
    }

    @Test
    void aLineThatBreaksOffLosesNoOther() {
        String cut = GOOD.substring(0, GOOD.length() - 30);
        Webhook webhook = Webhook.text(GOOD + "\n" + cut + "\n\n" + GOOD + "\nnot json\n" + GOOD);

        assertThat(webhook.events())
                .extracting(Event::kind)
                .containsExactly(
                        EventKind.MESSAGE,
                        EventKind.UNKNOWN,
                        EventKind.MESSAGE,
                        EventKind.UNKNOWN,
                        EventKind.MESSAGE);
        assertThat(webhook.locators().getLast())
                .isEqualTo("line 6: entry[0].changes[0].messages[0]");
        assertThat(webhook.locators().get(3)).isEqualTo("line 5");
    }

    @Test
    void anUnclosedQuoteEndsWithItsLine() {
        String open = GOOD.replace("good\"", "good");
        Webhook webhook = Webhook.text(open + "\n" + GOOD);

        assertThat(webhook.events())
                .extracting(Event::kind)
                .containsExactly(EventKind.UNKNOWN, EventKind.MESSAGE);
    }

    @Test
    void aListOfWebhooksIsReadOneByOne() {
        Webhook webhook = Webhook.text("[" + GOOD + ",\n" + GOOD + ", 5]");

        assertThat(webhook.locators())
                .containsExactly(
                        "line 1: [0].entry[0].changes[0].messages[0]",
                        "line 2: [1].entry[0].changes[0].messages[0]",
                        "line 2: [2]");
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        Webhook webhook = Webhook.text("\ufeff" + GOOD);

        assertThat(webhook.recognised(SourceKind.CHAT_EXPORT)).isTrue();
        assertThat(webhook.event().kind()).isEqualTo(EventKind.MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"object\":\"whatsapp_business_account\",\"entry\":null}",
                "{\"object\":\"whatsapp_business_account\",\"entry\":[null,{},7]}",
                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":{}}]}",
                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[7]}]}",
                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":{}}}]}]}",
                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"history\",\"value\":{\"history\":[5,{\"threads\":[{}]}]}}]}]}",
                "{}",
                "{\"a\":1}",
                "true",
                "\"text\""
            })
    void whatHasTheWrongShapeIsKeptRaw(String body) {
        assertThat(Webhook.text(body).events())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.kind()).isEqualTo(EventKind.UNKNOWN));
    }

    @Test
    void anEmptyStandbyHoldsNothing() {
        Webhook webhook = Webhook.value("standby", "\"standby\":{}");

        assertThat(webhook.events()).isEmpty();
        assertThat(webhook.report().warnings())
                .containsExactly("1 changes hold no update (line 1: entry[0].changes[0])");
    }

    @Test
    void anEmptyCaptureIsRefused() {
        assertThatThrownBy(() -> Webhook.text(" \n").report())
                .isInstanceOfSatisfying(
                        WharfException.class,
                        refused ->
                                assertThat(refused.code())
                                        .isEqualTo(ErrorCode.INPUT_NOT_RECOGNISED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"object\":\"page\",\"entry\":[{\"changes\":[{\"field\":\"feed\"}]}]}",
                "{\"messaging_product\":\"whatsapp\",\"url\":\"x\",\"id\":\"1\"}",
                "{\"type\":\"text\"}",
                "13/01/2024, 10:00 - Ana: {\"object\":\"whatsapp_business_account\"}"
            })
    void whatIsNoWebhookIsNotRecognised(String text) {
        assertThat(Webhook.text(text).recognised(SourceKind.CHAT_EXPORT)).isFalse();
    }

    @Test
    void aHugeBatchIsReadUpdateByUpdate() {
        StringBuilder contacts = new StringBuilder();
        StringBuilder messages = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            String from = Integer.toString(1_000_000 + i);
            contacts.append(i == 0 ? "" : ",").append("{\"wa_id\":\"4917%s\"}".formatted(from));
            messages.append(i == 0 ? "" : ",")
                    .append(
                            "{\"from\":\"4917%s\",\"id\":\"%d\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}"
                                    .formatted(from, i));
        }

        Webhook webhook =
                Webhook.value(
                        "messages",
                        "\"contacts\":[" + contacts + "],\"messages\":[" + messages + "]");

        assertThat(webhook.events()).extracting(Event::key).doesNotHaveDuplicates().hasSize(20_000);
        assertThat(webhook.report().senders()).hasSize(10_001);
    }

    @Test
    void rawIsTheExactTextOfTheUpdate() {
        String update =
                "{ \"id\" : \"a\",\n\t\"type\":\"text\", \"text\" : {\"body\":\"\\u00e9 é\"} }";
        DecodedEvent event =
                Webhook.value("messages", "\"messages\":[ " + update + " ]").decoded().getFirst();

        assertThat(event.raw()).asString(StandardCharsets.UTF_8).isEqualTo(update);
        assertThat(event.event().provenance().locator())
                .isEqualTo("entry[0].changes[0].messages[0]");
    }

    @Test
    void aChangeLongerThanAnyWindowIsNamedAndPassedOver() {
        String huge =
                "{\"field\":\"messages\",\"value\":{\"x\":\"" + "y".repeat(ByteWindow.LARGEST);
        Webhook webhook =
                Webhook.text(
                        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":["
                                + huge
                                + "\"}}]}]}\n"
                                + GOOD);

        List<DecodedEvent> events = webhook.decoded();

        assertThat(events.getFirst().event().content())
                .isEqualTo(new Content.Unknown("unparsable", "too long to be read"));
        assertThat(events.getFirst().raw()).hasSizeLessThan(1 << 20);
        assertThat(events.getLast().event().kind()).isEqualTo(EventKind.MESSAGE);
    }
}
