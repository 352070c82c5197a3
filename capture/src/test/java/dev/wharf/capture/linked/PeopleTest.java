package dev.wharf.capture.linked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.capture.jid.Jid;
import dev.wharf.core.event.Event;
import dev.wharf.core.party.Person;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A LID is never a phone number; both are kept where both are given.
class PeopleTest {
    private static final String LID = "251556368777322@lid";
    private static final String NUMBER = "15551230001@s.whatsapp.net";

    private static Event message(String chat, String sender, String more) {
        return Webhook.text(
                        Webhook.waha(
                                "message.any",
                                "\"id\":\"false_%s_3EB0A\",\"timestamp\":1790000000,\"from\":\"%s\",\"fromMe\":false,\"body\":\"hi\",\"_data\":{\"Info\":{\"Chat\":\"%s\",\"Sender\":\"%s\",\"IsFromMe\":false,\"ID\":\"3EB0A\",\"PushName\":\"Dana\"%s},\"Message\":{\"conversation\":\"hi\"}}"
                                        .formatted(chat, chat, chat, sender, more)))
                .event();
    }

    @Test
    void withBothGivenTheNumberIsTheChatsAddressAndTheLidIsKept() {
        Event event = message(LID, LID, ",\"SenderAlt\":\"" + NUMBER + "\"");

        assertThat(event.chat().jid()).isEqualTo(NUMBER);
        Person dana = Objects.requireNonNull(event.sender());
        assertThat(dana.phone()).hasToString("+15551230001");
        assertThat(dana.lid()).isNotNull();
        assertThat(dana.lid().digits()).isEqualTo("251556368777322");
        assertThat(event.members()).contains(dana);
    }

    @Test
    void theSameMessageByNumberHasTheSameKey() {
        Event byLid = message(LID, LID, ",\"SenderAlt\":\"" + NUMBER + "\"");
        Event byNumber = message(NUMBER, NUMBER, ",\"SenderAlt\":\"" + LID + "\"");
        Event byGowa =
                Webhook.text(
                                Webhook.gowa(
                                        "message",
                                        "\"id\":\"3EB0A\",\"chat_id\":\"%s\",\"chat_lid\":\"%s\",\"from\":\"%s\",\"from_lid\":\"%s\",\"is_from_me\":false,\"timestamp\":\"2026-09-21T14:13:20Z\",\"from_name\":\"Dana\",\"body\":\"hi\""
                                                .formatted(NUMBER, LID, NUMBER, LID)))
                        .event();

        assertThat(byNumber.key()).isEqualTo(byLid.key());
        assertThat(byNumber.sender()).isEqualTo(byLid.sender());
        assertThat(byGowa.key()).isEqualTo(byLid.key());
        assertThat(byGowa.content()).isEqualTo(byLid.content());
    }

    @Test
    void aLidAloneStaysOne() {
        Event event = message(LID, LID, ",\"SenderAlt\":\"\"");

        assertThat(event.chat().jid()).isEqualTo(LID);
        Person dana = Objects.requireNonNull(event.sender());
        assertThat(dana.phone()).isNull();
        assertThat(dana.label()).isEqualTo("Dana");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message.any|\"id\":\"false_251556368777322@lid_3EB0A\",\"from\":\"251556368777322@lid\",\"body\":\"x\"",
                "message.ack|\"id\":\"true_251556368777322@lid_3EB0A\",\"from\":\"251556368777322@lid\",\"ack\":3",
                "message.ack.group|\"id\":\"true_1@g.us_3EB0A_251556368777322@lid\",\"from\":\"1@g.us\",\"participant\":\"251556368777322@lid\",\"fromMe\":true,\"ack\":3",
                "message.reaction|\"id\":\"false_1@g.us_3EB0A_251556368777322@lid\",\"from\":\"1@g.us\",\"participant\":\"251556368777322@lid\",\"reaction\":{\"text\":\"x\",\"messageId\":\"true_1@g.us_3EB00_251556368777322@lid\"}",
                "call.received|\"id\":\"C\",\"from\":\"251556368777322@lid\"",
                "group.v2.participants|\"type\":\"join\",\"group\":{\"id\":\"1@g.us\"},\"participants\":[{\"id\":\"251556368777322@lid\",\"pn\":null}]",
                "poll.vote|\"vote\":{\"id\":\"false_251556368777322@lid_V\",\"from\":\"251556368777322@lid\",\"selectedOptions\":[\"a\"]},\"poll\":{\"id\":\"true_251556368777322@lid_P\"}"
            })
    void noKindOfUpdateMakesANumberOfALid(String update) {
        String[] parts = update.split("\\|", 2);

        Event event = Webhook.text(Webhook.waha(parts[0], parts[1])).event();

        assertThat(Stream.concat(event.members().stream(), Stream.ofNullable(event.sender())))
                .filteredOn(person -> !person.owner())
                .allSatisfy(person -> assertThat(person.phone()).isNull());
        assertThat(String.valueOf(event.chat().jid())).doesNotContain("251556368777322@s");
    }

    @Test
    void whatIsMineInAnotherChatIsToTheOtherSide() {
        Event event =
                Webhook.text(
                                Webhook.waha(
                                        "message.any",
                                        "\"id\":\"true_%s_3EB0B\",\"from\":\"%s\",\"fromMe\":true,\"body\":\"x\",\"_data\":{\"Info\":{\"Chat\":\"%s\",\"Sender\":\"77000000000001:4@lid\",\"IsFromMe\":true,\"ID\":\"3EB0B\",\"RecipientAlt\":\"%s\"},\"Message\":{\"conversation\":\"x\"}}"
                                                .formatted(LID, LID, LID, NUMBER)))
                        .event();

        assertThat(event.chat().jid()).isEqualTo(NUMBER);
        assertThat(Objects.requireNonNull(event.sender()).owner()).isTrue();
        assertThat(event.members()).hasSize(2);
    }

    @Test
    void inAGroupTheSenderHasBothAddresses() {
        Event event =
                Webhook.text(
                                Webhook.waha(
                                        "message.any",
                                        "\"id\":\"false_120363@g.us_3EB0C_%s\",\"from\":\"120363@g.us\",\"participant\":\"%s\",\"fromMe\":false,\"body\":\"x\",\"_data\":{\"Info\":{\"Chat\":\"120363@g.us\",\"Sender\":\"%s\",\"IsFromMe\":false,\"IsGroup\":true,\"ID\":\"3EB0C\",\"SenderAlt\":\"%s\"},\"Message\":{\"conversation\":\"x\"}}"
                                                .formatted(LID, LID, LID, NUMBER)))
                        .event();

        assertThat(event.chat().jid()).isEqualTo("120363@g.us");
        assertThat(Objects.requireNonNull(event.key()).sender()).isEqualTo(NUMBER);
        assertThat(Objects.requireNonNull(event.sender()).lid()).isNotNull();
    }

    @Test
    void twoMembersOfAGroupSeeOneKey() {
        String one =
                Webhook.waha(
                        "message.any",
                        "\"id\":\"false_120363@g.us_3EB0C_1555@c.us\",\"from\":\"120363@g.us\",\"participant\":\"15551230001@c.us\",\"fromMe\":false,\"body\":\"x\"");
        String other = one.replace("15550009999", "15550008888").replace("bea", "carl");

        List<Event> seen = List.of(Webhook.text(one).event(), Webhook.text(other).event());

        assertThat(seen.getFirst().key()).isEqualTo(seen.getLast().key());
        assertThat(seen.getFirst().chat()).isEqualTo(seen.getLast().chat());
    }

    @Test
    void deviceNumbersAndOldServersAreNoPartOfAnAddress() {
        assertThat(Objects.requireNonNull(Jid.of("15551230001:17@s.whatsapp.net")).address())
                .isEqualTo(NUMBER);
        assertThat(Objects.requireNonNull(Jid.of("15551230001@c.us")).address()).isEqualTo(NUMBER);
        assertThat(Objects.requireNonNull(Jid.of("251556368777322:9@lid")).address())
                .isEqualTo(LID);
        assertThat(Objects.requireNonNull(Jid.of(LID)).phone()).isNull();
    }
}
