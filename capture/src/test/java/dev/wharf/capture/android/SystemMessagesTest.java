package dev.wharf.capture.android;

import static dev.wharf.capture.android.Fixture.ANN;
import static dev.wharf.capture.android.Fixture.ANNS_LID;
import static dev.wharf.capture.android.Fixture.BOB;
import static dev.wharf.capture.android.Fixture.GROUP;
import static dev.wharf.capture.android.Fixture.HIDDEN;
import static dev.wharf.capture.android.Fixture.NOON;
import static dev.wharf.capture.android.Fixture.OWNER;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Membership;
import dev.wharf.core.event.Content.Membership.Action;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.event.Content.Notice.Topic;
import dev.wharf.core.event.Event;
import dev.wharf.core.party.Person;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

class SystemMessagesTest {
    @TempDir Path temp;

    private final Fixture fixture = new Fixture();

    private Event only() {
        List<Event> events = fixture.backup(temp).events();
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    private Fixture about(int message, int person) {
        return fixture.insert(
                "message_system_chat_participant",
                "message_row_id",
                message,
                "user_jid_row_id",
                person);
    }

    private static List<String> labels(List<Person> people) {
        return people.stream().map(Person::label).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "4, ADDED",
        "12, ADDED",
        "5, LEFT",
        "13, LEFT",
        "7, REMOVED",
        "14, REMOVED",
        "20, JOINED",
        "52, JOINED",
        "79, JOINED",
        "15, PROMOTED",
        "16, DEMOTED",
        "11, CREATED"
    })
    void comingsAndGoingsAreMemberships(int code, Action action) {
        fixture.system(100, GROUP, BOB, code);
        about(100, ANN);

        Event event = only();
        Membership membership = (Membership) event.content();

        assertThat(membership.action()).isEqualTo(action);
        assertThat(labels(membership.subjects())).containsExactly("+447700900011");
        assertThat(Objects.requireNonNull(event.sender()).label()).isEqualTo("+447700900012");
    }

    @Test
    void whoAddsThemselvesJoined() {
        fixture.system(100, GROUP, BOB, 4);
        about(100, BOB);

        assertThat(((Membership) only().content()).action()).isEqualTo(Action.JOINED);
    }

    @Test
    void whoLeavesIsTheSubjectEvenWhenOnlyTheSenderIsNamed() {
        fixture.system(100, GROUP, BOB, 5);

        assertThat(labels(((Membership) only().content()).subjects()))
                .containsExactly("+447700900012");
    }

    @Test
    void theOwnerWhoWasAddedIsNamed() {
        fixture.system(100, GROUP, BOB, 12)
                .insert("message_system_group", "message_row_id", 100, "is_me_joined", 1);

        assertThat(((Membership) only().content()).subjects().getFirst().owner()).isTrue();
    }

    @Test
    void aChangedNumberNamesBoth() {
        fixture.system(100, GROUP, BOB, 10)
                .insert(
                        "message_system_number_change",
                        "message_row_id",
                        100,
                        "old_jid_row_id",
                        BOB,
                        "new_jid_row_id",
                        ANN);

        Membership membership = (Membership) only().content();

        assertThat(membership.action()).isEqualTo(Action.NUMBER_CHANGED);
        assertThat(labels(membership.subjects())).containsExactly("+447700900012", "+447700900011");
    }

    @Test
    void aNewSubjectStandsWithTheOneBefore() {
        fixture.system(100, GROUP, BOB, 1)
                .sql("UPDATE message SET text_data = 'Rowers' WHERE _id = 100")
                .insert("message_system_value_change", "message_row_id", 100, "old_data", "Rowing");

        assertThat(only().content())
                .isEqualTo(
                        new Notice(
                                Topic.SUBJECT,
                                "+447700900012 changed the subject: Rowers; before Rowing"));
    }

    @Test
    void blockingAndUnblockingDiffer() {
        fixture.system(100, Fixture.WITH_ANN, 0, 58)
                .insert("message_system_block_contact", "message_row_id", 100, "is_blocked", 0)
                .system(101, Fixture.WITH_ANN, 0, 58)
                .insert("message_system_block_contact", "message_row_id", 101, "is_blocked", 1);

        assertThat(fixture.backup(temp).said(Notice.class))
                .extracting(Notice::text)
                .containsExactly("The contact was unblocked", "The contact was blocked");
    }

    @Test
    void everyKindThatIsKnownHasWords() {
        for (int code = 1; code < 180; code++) {
            SystemAction action = SystemAction.of(code);
            if (action != null && action.membership() == null) {
                assertThat(action.words()).as("system %d", code).isNotBlank();
            }
        }
        assertThat(SystemAction.of(2)).isNull();
    }

    @Test
    void anUnknownKindSaysWhatStandsBesideIt() {
        fixture.system(100, GROUP, BOB, 2);
        about(100, ANN);

        Backup backup = fixture.backup(temp);

        assertThat(backup.events().getFirst().content())
                .isEqualTo(new Content.Unknown("android:system-2", "about +447700900011"));
        assertThat(backup.report().warnings())
                .containsExactly(
                        "messages by the database's type: 7: 1",
                        "1 system messages of kind 2, which this version does not know; they are kept raw (message:100)");
    }

    @Test
    void membersAreThoseOfTheMoment() {
        fixture.insert(
                        "group_participant_user",
                        "_id",
                        1,
                        "group_jid_row_id",
                        4,
                        "user_jid_row_id",
                        ANN)
                .insert(
                        "group_participant_user",
                        "_id",
                        2,
                        "group_jid_row_id",
                        4,
                        "user_jid_row_id",
                        HIDDEN,
                        "add_timestamp",
                        NOON + 150_000)
                .insert(
                        "group_participant_user",
                        "_id",
                        3,
                        "group_jid_row_id",
                        4,
                        "user_jid_row_id",
                        OWNER)
                .insert(
                        "group_past_participant_user",
                        "_id",
                        1,
                        "group_jid_row_id",
                        4,
                        "user_jid_row_id",
                        BOB,
                        "timestamp",
                        NOON + 250_000)
                .received(100, GROUP, ANN, 0, "before")
                .received(200, GROUP, ANN, 0, "between")
                .received(300, GROUP, ANN, 0, "after");

        assertThat(fixture.backup(temp).events())
                .extracting(event -> labels(event.members()))
                .containsExactly(
                        List.of("+447700900001", "+447700900011", "+447700900012"),
                        List.of("+447700900001", "+447700900011", "Hidden one", "+447700900012"),
                        List.of("+447700900001", "+447700900011", "Hidden one"));
    }

    @Test
    void whatSystemMessagesTellOfMembersCounts() {
        fixture.system(100, GROUP, ANN, 12)
                .received(101, GROUP, ANN, 0, "welcome")
                .system(102, GROUP, BOB, 5)
                .received(103, GROUP, ANN, 0, "pity");
        about(100, BOB);

        List<Event> events = fixture.backup(temp).events();

        assertThat(labels(events.get(1).members())).contains("+447700900012");
        assertThat(labels(events.get(3).members())).doesNotContain("+447700900012");
    }

    @Test
    void aMemberByTwoAddressesIsOne() {
        fixture.insert(
                        "group_participant_user",
                        "_id",
                        1,
                        "group_jid_row_id",
                        4,
                        "user_jid_row_id",
                        ANN)
                .insert(
                        "group_participant_user",
                        "_id",
                        2,
                        "group_jid_row_id",
                        4,
                        "user_jid_row_id",
                        ANNS_LID)
                .received(100, GROUP, ANNS_LID, 0, "hi");

        assertThat(only().members()).hasSize(2);
    }

    @Test
    void whoWroteIsAMemberThoughNoListNamesThem() {
        fixture.received(100, GROUP, BOB, 0, "hi");

        assertThat(labels(only().members())).containsExactly("+447700900001", "+447700900012");
    }
}
