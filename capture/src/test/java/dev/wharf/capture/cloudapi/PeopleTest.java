package dev.wharf.capture.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.event.Event;
import dev.wharf.core.party.Person;

import org.junit.jupiter.api.Test;

import java.util.Objects;

/// Who is who, now that numbers may be absent.
class PeopleTest {
    private static final String TEXT =
            "\"id\":\"wamid.A\",\"timestamp\":\"1744344496\",\"type\":\"text\",\"text\":{\"body\":\"x\"}";

    @Test
    void contactsAreMatchedByUserIdThenByNumberAndNeverByPlace() {
        Webhook webhook =
                Webhook.value(
                        "messages",
                        "\"contacts\":[{\"profile\":{\"name\":\"Ana\"},\"wa_id\":\"491701111111\"},{\"profile\":{\"name\":\"Bob\"},\"user_id\":\"US.1\",\"wa_id\":\"491702222222\"}],"
                                + "\"messages\":[{\"from_user_id\":\"US.1\",%s},{\"from\":\"491701111111\",%s}]"
                                        .formatted(TEXT, TEXT));

        assertThat(webhook.events())
                .extracting(event -> Objects.requireNonNull(event.sender()).label())
                .containsExactly("Bob", "Ana");
    }

    @Test
    void aContactLendsTheNumberThatTheMessageLacks() {
        Event event =
                Webhook.value(
                                "messages",
                                "\"contacts\":[{\"profile\":{\"username\":\"@bob\"},\"user_id\":\"US.1\",\"wa_id\":\"491702222222\"}],\"messages\":[{\"from_user_id\":\"US.1\",%s}]"
                                        .formatted(TEXT))
                        .event();
        Person bob = Objects.requireNonNull(event.sender());

        assertThat(bob.name()).isEqualTo("@bob");
        assertThat(Objects.requireNonNull(bob.phone()).e164()).isEqualTo("+491702222222");
        assertThat(event.chat().jid()).isEqualTo("491702222222@s.whatsapp.net");
    }

    @Test
    void withoutAnyNumberTheUserIdIsTheChat() {
        Event event =
                Webhook.value(
                                "messages",
                                "\"messages\":[{\"from_user_id\":\"US.1\",%s}]".formatted(TEXT))
                        .event();

        assertThat(event.chat().jid()).isEqualTo("US.1");
        assertThat(Objects.requireNonNull(event.sender()).phone()).isNull();
        assertThat(Objects.requireNonNull(event.key()).sender()).isEqualTo("US.1");
    }

    @Test
    void whatIsNoNumberBecomesNone() {
        Event event =
                Webhook.value(
                                "messages",
                                "\"messages\":[{\"from\":\"REDACTED\",%s}]".formatted(TEXT))
                        .event();

        assertThat(Objects.requireNonNull(event.sender()).phone()).isNull();
        assertThat(event.chat().jid()).isEqualTo("REDACTED");
    }

    @Test
    void theBusinessIsTheOwnerHoweverItsNumberIsWritten() {
        Event event =
                Webhook.value(
                                "messages",
                                "\"messages\":[{\"from\":\"15550783881\",\"to\":\"491701111111\",%s}]"
                                        .formatted(TEXT))
                        .event();

        assertThat(event.direction()).isEqualTo(Event.Direction.OUTGOING);
        assertThat(Objects.requireNonNull(event.sender()).owner()).isTrue();
        assertThat(event.chat().jid()).isEqualTo("491701111111@s.whatsapp.net");
    }

    @Test
    void aGroupKnowsTheBusinessAndTheSender() {
        Event event =
                Webhook.message("\"group_id\":\"g1\",\"type\":\"text\",\"text\":{\"body\":\"x\"}")
                        .event();

        assertThat(Summary.of(event))
                .contains("GROUP:g1 | by Sheena +16505551234 of [* +15550783881, Sheena");
    }

    @Test
    void inAHistoryTheThreadIsTheOtherSide() {
        Webhook webhook =
                Webhook.value(
                        "history",
                        "\"history\":[{\"metadata\":{\"phase\":0},\"threads\":[{\"context\":{\"user_id\":\"US.1\",\"username\":\"bob\"},\"messages\":[{\"from\":\"15550783881\",%s},{\"from_user_id\":\"US.1\",%s}]}]}]"
                                .formatted(TEXT, TEXT));

        assertThat(webhook.events())
                .extracting(Event::direction)
                .containsExactly(Event.Direction.OUTGOING, Event.Direction.INCOMING);
        assertThat(webhook.events())
                .allSatisfy(event -> assertThat(event.chat().jid()).isEqualTo("US.1"));
        assertThat(Objects.requireNonNull(webhook.events().getLast().sender()).name())
                .isEqualTo("bob");
    }

    @Test
    void aContactOfTheAddressBookIsNamedInItsChat() {
        Event event =
                Webhook.value(
                                "smb_app_state_sync",
                                "\"state_sync\":[{\"type\":\"contact\",\"contact\":{\"phone_number\":\"491701111111\"},\"action\":\"remove\",\"metadata\":{\"timestamp\":\"1744344496\"}}]")
                        .event();

        assertThat(Summary.of(event))
                .startsWith(
                        "NOTICE OUTGOING 2025-04-11T04:08:16Z | DIRECT:491701111111@s.whatsapp.net | by * +15550783881")
                .endsWith("CONTACT: Contact removed (491701111111)");
    }
}
