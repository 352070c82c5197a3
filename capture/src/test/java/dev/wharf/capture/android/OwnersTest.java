package dev.wharf.capture.android;

import static dev.wharf.capture.android.Fixture.ANN;
import static dev.wharf.capture.android.Fixture.BOB;
import static dev.wharf.capture.android.Fixture.GROUP;
import static dev.wharf.capture.android.Fixture.OWNER;
import static dev.wharf.capture.android.Fixture.WITH_ANN;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.event.Event;
import dev.wharf.core.party.Person;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

class OwnersTest {
    @TempDir Path temp;

    private final Fixture fixture = new Fixture().sent(100, WITH_ANN, 0, "hello");

    private Backup backup() {
        return new Backup(temp).database("msgstore.db", fixture.statements());
    }

    private static Person sender(Event event) {
        return Objects.requireNonNull(event.sender());
    }

    @Test
    void whoJoinedAGroupAsThePhonesOwnerIsTheOwner() {
        fixture.insert("props", "_id", 1, "key", "user_push_name", "value", "Olive")
                .system(101, GROUP, BOB, 12)
                .insert("message_system_group", "message_row_id", 101, "is_me_joined", 1)
                .insert(
                        "message_system_chat_participant",
                        "message_row_id",
                        101,
                        "user_jid_row_id",
                        OWNER);

        Backup backup = backup();

        assertThat(backup.report().questions()).isEmpty();
        Person owner = sender(backup.events().getFirst());
        assertThat(owner.owner()).isTrue();
        assertThat(owner.name()).isEqualTo("Olive");
        assertThat(Objects.requireNonNull(owner.phone()).e164()).isEqualTo("+447700900001");
        assertThat(backup.report().ownerDecision().how()).isEqualTo("evident");
    }

    @Test
    void theDeviceThatWroteTellsTheOwner() {
        fixture.jid(71, "447700900001:4@s.whatsapp.net")
                .insert("message_details", "message_row_id", 100, "author_device_jid", 71);

        assertThat(Objects.requireNonNull(sender(backup().events().getFirst()).phone()).e164())
                .isEqualTo("+447700900001");
    }

    @Test
    void anOwnerWhomNothingTellsIsAskedFor() {
        Backup backup = backup();

        assertThat(backup.report().questions())
                .extracting(SourceReport.Question::option)
                .containsExactly("--owner");
        assertThat(backup.events()).isEmpty();
        assertThat(backup.owned().report().questions()).isEmpty();
    }

    @Test
    void theGivenOwnerIsTheOneWhoWrote() {
        Person owner = sender(backup().with("owner", "olive@example.com").events().getFirst());

        assertThat(Objects.requireNonNull(owner.email()).value()).isEqualTo("olive@example.com");
        assertThat(owner.owner()).isTrue();
    }

    @Test
    void theOwnerAmongOthersIsTheOwner() {
        fixture.received(101, GROUP, OWNER, 0, "from another device");

        List<Event> events = backup().owned().events();

        assertThat(sender(events.getLast()).owner()).isTrue();
    }

    @Test
    void namesComeFromTheAddressBookThenFromThePeopleThemselves() {
        fixture.received(101, WITH_ANN, 0, 0, "hi").received(102, GROUP, BOB, 0, "hi");
        Backup backup =
                backup().owned()
                        .database(
                                "contacts.db",
                                "CREATE TABLE wa_contacts (_id INTEGER PRIMARY KEY, jid TEXT, display_name TEXT, wa_name TEXT)",
                                "CREATE TABLE wa_vnames (jid TEXT, verified_name TEXT)",
                                "INSERT INTO wa_contacts VALUES (1, '447700900011@s.whatsapp.net', 'Ann of the club', 'annie')",
                                "INSERT INTO wa_contacts VALUES (2, '447700900012@s.whatsapp.net', NULL, 'bobby')",
                                "INSERT INTO wa_vnames VALUES ('447700900012@s.whatsapp.net', 'Bob Ltd')");

        List<Event> events = backup.events();

        assertThat(sender(events.get(1)).name()).isEqualTo("Ann of the club");
        assertThat(events.get(1).chat().title()).isEqualTo("Ann of the club");
        assertThat(sender(events.get(2)).name()).isEqualTo("Bob Ltd");
    }

    @Test
    void twoNumbersForOneLidAreNoProof() {
        fixture.insert("chat", "_id", 40, "jid_row_id", 41, "account_jid_row_id", BOB)
                .jid(41, "9000041@lid")
                .insert("jid_map", "lid_row_id", 41, "jid_row_id", ANN)
                .received(101, 40, 0, 0, "who?");

        assertThat(sender(backup().owned().events().getLast()).phone()).isNull();
    }
}
