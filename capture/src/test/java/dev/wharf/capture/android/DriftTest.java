package dev.wharf.capture.android;

import static dev.wharf.capture.android.Fixture.ANN;
import static dev.wharf.capture.android.Fixture.ANNS_LID;
import static dev.wharf.capture.android.Fixture.BOB;
import static dev.wharf.capture.android.Fixture.GROUP;
import static dev.wharf.capture.android.Fixture.NOON;
import static dev.wharf.capture.android.Fixture.WITH_ANN;
import static dev.wharf.capture.android.Fixture.WITH_HIDDEN;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.event.Event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Databases of other versions: tables and columns are missing, one after the other.
class DriftTest {
    private static final int MESSAGES = 12;

    /// Without these there are no messages.
    private static final List<String> NEEDED = List.of("message._id", "message.chat_row_id");

    private static final List<String> APART =
            List.of(
                    "message_add_on",
                    "message_association",
                    "message_ftsv2_content",
                    "message_system");

    @TempDir Path temp;

    /// At least one row in every table.
    private static Fixture full() {
        Fixture full = new Fixture();
        full.received(100, GROUP, BOB, 0, "text")
                .received(101, GROUP, BOB, 1, "image")
                .received(102, GROUP, BOB, 66, "poll")
                .received(103, GROUP, BOB, 15, "")
                .received(104, WITH_ANN, 0, 5, "")
                .received(105, WITH_HIDDEN, 0, 777, "new")
                .sent(106, GROUP, 0, "own")
                .received(107, GROUP, BOB, 85, "")
                .received(108, GROUP, BOB, 11, "")
                .received(109, GROUP, BOB, 42, "")
                .system(110, GROUP, ANN, 12)
                .received(111, 77, BOB, 0, "orphan");
        int row = 0;
        for (String table : Fixture.tables()) {
            row++;
            if (table.startsWith("message_add_on_")) {
                full.insert(table, "message_add_on_row_id", 20 + row % 5);
            } else if (table.startsWith("message_") && !APART.contains(table)) {
                full.insert(table, "message_row_id", 100 + row % MESSAGES);
            }
        }
        for (int addOn = 20; addOn < 26; addOn++) {
            full.insert(
                    "message_add_on",
                    "_id",
                    addOn,
                    "parent_message_row_id",
                    100 + addOn % 3,
                    "key_id",
                    "A" + addOn,
                    "sender_jid_row_id",
                    ANNS_LID,
                    "timestamp",
                    NOON,
                    "message_add_on_type",
                    List.of(56, 67, 68, 79, 93, 999).get(addOn - 20));
        }
        return full.insert("props", "_id", 1, "key", "user_push_name", "value", "Olive")
                .insert(
                        "receipt_user",
                        "_id",
                        1,
                        "message_row_id",
                        106,
                        "receipt_user_jid_row_id",
                        ANN,
                        "read_timestamp",
                        NOON)
                .insert(
                        "group_participant_user",
                        "_id",
                        1,
                        "group_jid_row_id",
                        4,
                        "user_jid_row_id",
                        ANN)
                .insert(
                        "group_past_participant_user",
                        "_id",
                        1,
                        "group_jid_row_id",
                        4,
                        "user_jid_row_id",
                        BOB,
                        "timestamp",
                        NOON)
                .insert(
                        "deleted_chat_job",
                        "_id",
                        1,
                        "chat_row_id",
                        GROUP,
                        "deleted_message_row_id",
                        100)
                .insert("newsletter", "chat_row_id", GROUP, "name", "x")
                .insert("agent_message_attribution", "message_row_id", 106, "agent_id", "a")
                .insert("agent_devices", "agent_id", "a", "agent_name", "Carol")
                .insert("media_hash_thumbnail", "media_hash", "x", "thumbnail", new byte[] {1})
                .insert("status_quoted_message", "message_row_id", 100, "description_text", "x")
                .insert(
                        "group_history_bundle_association",
                        "message_row_id",
                        100,
                        "bundle_sender_jid_row_id",
                        ANN)
                .insert(
                        "poll_edit_snapshot",
                        "_id",
                        1,
                        "parent_message_row_id",
                        102,
                        "previous_poll_name",
                        "x")
                .insert(
                        "message_association",
                        "_id",
                        1,
                        "child_message_row_id",
                        101,
                        "parent_message_row_id",
                        100,
                        "association_type",
                        2);
    }

    private List<String> messages(String... statements) {
        return new Backup(temp)
                .database("msgstore.db", statements).owned().events().stream()
                        .map(Event::provenance)
                        .map(from -> from.locator())
                        .filter(locator -> locator.matches("message:\\d+"))
                        .toList();
    }

    @Test
    void withAllThatTheNewestVersionHasEverythingIsRead() {
        assertThat(messages(full().statements())).hasSize(MESSAGES);
    }

    static Stream<String> tables() {
        return Fixture.tables().stream().filter(table -> !table.equals("message"));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyMessageIsReadWithout(String table) {
        assertThat(messages(full().without(table))).hasSize(MESSAGES);
    }

    static IntStream columns() {
        return IntStream.range(0, Fixture.mostColumns());
    }

    @ParameterizedTest
    @MethodSource("columns")
    void everyMessageIsReadWithoutAColumnOfEachTable(int number) {
        // Among others the addresses and the chats go; what was said stays.
        assertThat(messages(full().withoutColumn(number, NEEDED))).hasSize(MESSAGES);
    }

    @Test
    void theLastColumnThatIsNotNeededMayGo() {
        Fixture bare = new Fixture().received(100, GROUP, BOB, 0, "text");

        assertThat(
                        messages(
                                "CREATE TABLE message (_id INTEGER PRIMARY KEY, chat_row_id INTEGER)",
                                "INSERT INTO message VALUES (100, 11)"))
                .hasSize(1);
        assertThat(messages(bare.statements())).hasSize(1);
    }
}
