package dev.wharf.capture.android;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Content.Call;
import dev.wharf.core.event.Content.Call.Direction;
import dev.wharf.core.event.Content.Call.Medium;
import dev.wharf.core.event.Content.Call.Outcome;
import dev.wharf.core.event.Event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

class CallsTest {
    @TempDir private Path folder;
    private final List<String> sql =
            new ArrayList<>(
                    List.of(
                            "CREATE TABLE jid (_id INTEGER PRIMARY KEY, user TEXT, server TEXT, raw_string TEXT)",
                            "INSERT INTO jid VALUES (1, '447700900002', 's.whatsapp.net', '447700900002@s.whatsapp.net'), (2, '447700900003', 's.whatsapp.net', '447700900003@s.whatsapp.net'), (3, '120363000000000001', 'g.us', '120363000000000001@g.us')",
                            "CREATE TABLE chat (_id INTEGER PRIMARY KEY, jid_row_id INTEGER, subject TEXT)",
                            "INSERT INTO chat VALUES (1, 1, NULL), (2, 3, 'Crew')",
                            "CREATE TABLE message (_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER, key_id TEXT, sender_jid_row_id INTEGER, timestamp INTEGER, message_type INTEGER, text_data TEXT, sort_id INTEGER)",
                            "CREATE TABLE call_log (_id INTEGER PRIMARY KEY, jid_row_id INTEGER, from_me INTEGER, call_id TEXT, timestamp INTEGER, video_call INTEGER, duration INTEGER, call_result INTEGER, group_jid_row_id INTEGER)",
                            "CREATE TABLE call_log_participant_v2 (_id INTEGER PRIMARY KEY, call_log_row_id INTEGER, jid_row_id INTEGER, call_result INTEGER)",
                            "CREATE TABLE message_call_log (message_row_id INTEGER PRIMARY KEY, call_log_row_id INTEGER)",
                            "CREATE TABLE missed_call_logs (_id INTEGER PRIMARY KEY, message_row_id INTEGER, timestamp INTEGER, video_call INTEGER, group_jid_row_id INTEGER)"));

    private List<Event> events(String... more) {
        sql.addAll(List.of(more));
        return new Backup(folder)
                .database("msgstore.db", sql.toArray(new String[0]))
                .owned()
                .events();
    }

    private static Call call(Event event) {
        return (Call) event.content();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 5, 65, ANSWERED",
        "1, 5, 65, ANSWERED",
        "0, 2, 0, MISSED",
        "1, 2, 0, UNANSWERED",
        "0, 3, 0, MISSED",
        "1, 3, 0, UNANSWERED",
        "0, 4, 0, REJECTED",
        "1, 4, 0, REJECTED",
        "0, 0, 0, UNKNOWN",
        "0, 17, 0, UNKNOWN",
        "0, NULL, 0, UNKNOWN",
        "0, 2, 30, ANSWERED",
        "0, -5, -5, UNKNOWN",
        "0, 9223372036854775807, 9223372036854775807, UNKNOWN"
    })
    void howACallEndedIsToldByItsResultAndItsLength(
            int own, String result, long seconds, Outcome outcome) {
        Event event =
                events(
                                "INSERT INTO call_log VALUES (1, 1, %d, 'call:AB', 1500000000000, 1, %d, %s, 0)"
                                        .formatted(own, seconds, result))
                        .getFirst();

        assertThat(call(event).outcome()).isEqualTo(outcome);
        assertThat(call(event).medium()).isEqualTo(Medium.VIDEO);
        assertThat(call(event).direction())
                .isEqualTo(own == 1 ? Direction.OUTGOING : Direction.INCOMING);
        assertThat(event.chat().jid()).isEqualTo("447700900002@s.whatsapp.net");
        assertThat(event.provenance().locator()).isEqualTo("call_log:1");
        assertThat(call(event).duration())
                .isEqualTo(
                        seconds > 0 && seconds < Integer.MAX_VALUE
                                ? Duration.ofSeconds(seconds)
                                : null);
    }

    @Test
    void aCallOfAGroupIsInItsChatWithEverybodyOnIt() {
        Event event =
                events(
                                "INSERT INTO call_log VALUES (1, 1, 0, 'call:AB', 1500000000000, 0, 60, 5, 3)",
                                "INSERT INTO call_log_participant_v2 VALUES (1, 1, 1, 5), (2, 1, 2, 5)")
                        .getFirst();

        assertThat(event.chat().kind()).isEqualTo(ChatKind.GROUP);
        assertThat(event.chat().title()).isEqualTo("Crew");
        assertThat(call(event).group()).isTrue();
        assertThat(call(event).participants())
                .extracting(person -> Objects.requireNonNull(person.phone()).e164())
                .containsExactly("+447700900002", "+447700900003");
        assertThat(Objects.requireNonNull(Objects.requireNonNull(event.sender()).phone()).e164())
                .isEqualTo("+447700900002");
    }

    @Test
    void aCallWithSomebodyWithoutAChatIsKept() {
        Event event =
                events("INSERT INTO call_log VALUES (1, 2, 1, NULL, 1500000000000, 0, 0, 2, 0)")
                        .getFirst();

        assertThat(event.chat().jid()).isEqualTo("447700900003@s.whatsapp.net");
        assertThat(event.key()).isNull();
    }

    @Test
    void aCallWithNobodyIsKeptToo() {
        Event event =
                events("INSERT INTO call_log VALUES (1, 0, 0, 'call:AB', -1, 0, 0, 2, 0)")
                        .getFirst();

        assertThat(event.chat().kind()).isEqualTo(ChatKind.UNKNOWN);
    }

    @Test
    void aCallThatIsAMessageTooIsOneEvent() {
        List<Event> events =
                events(
                        "INSERT INTO call_log VALUES (7, 1, 0, 'call:AB', 1500000000000, 1, 12, 5, 0), (8, 1, 0, 'call:CD', 1500000009000, 0, 0, 2, 0)",
                        "INSERT INTO message VALUES (2, 1, 0, 'MSG', 1, 1500000000000, 90, NULL, 2)",
                        "INSERT INTO message_call_log VALUES (2, 7)");

        assertThat(events)
                .extracting(event -> event.provenance().locator())
                .containsExactly("message:2", "call_log:8");
        assertThat(call(events.getFirst()).duration()).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void everyPassTellsTheSame() throws Exception {
        sql.add("INSERT INTO call_log VALUES (7, 1, 0, 'call:AB', 1500000000000, 1, 12, 5, 0)");
        sql.add("INSERT INTO message VALUES (2, 1, 0, 'MSG', 1, 1500000000000, 90, NULL, 2)");
        sql.add("INSERT INTO message_call_log VALUES (2, 7)");
        Backup backup =
                new Backup(folder).database("msgstore.db", sql.toArray(new String[0])).owned();
        try (var capture = backup.open()) {
            List<String> first = new ArrayList<>();
            List<String> second = new ArrayList<>();
            capture.events(event -> first.add(event.event().toString()));
            capture.events(event -> second.add(event.event().toString()));

            assertThat(second).isEqualTo(first).hasSize(1);
        }
    }

    @Test
    void aMissedCallIsFoundInTheLogByItsId() {
        List<Event> events =
                events(
                        "INSERT INTO call_log VALUES (7, 1, 0, 'call:AB', 1500000000000, 1, 0, 2, 0)",
                        "INSERT INTO message VALUES (2, 1, 0, 'AB', 1, 1500000000000, 10, NULL, 2)");

        assertThat(events).hasSize(1);
        assertThat(call(events.getFirst()).medium()).isEqualTo(Medium.VIDEO);
    }

    @Test
    void aMissedCallIsFoundInTheLogByItsTime() {
        List<Event> events =
                events(
                        "INSERT INTO call_log VALUES (7, 1, 0, 'call:AB', 1500000000900, 1, 0, 2, 0), (8, 2, 0, 'call:XY', 1500000000000, 0, 0, 2, 0)",
                        "INSERT INTO message VALUES (2, 1, 0, 'OWN', 1, 1500000000000, 10, NULL, 2)",
                        "INSERT INTO missed_call_logs VALUES (1, 2, 1500000000000, 1, 0)");

        assertThat(events)
                .extracting(event -> event.provenance().locator())
                .containsExactly("message:2", "call_log:8");
    }

    @Test
    void aMissedCallOfWhichTheLogKnowsNothingIsMissedAllTheSame() {
        List<Event> events =
                events(
                        "INSERT INTO message VALUES (2, 1, 0, 'OWN', 1, 1500000000000, 10, NULL, 2), (3, 1, 0, 'OWN2', 1, 1500000001000, 10, NULL, 3)",
                        "INSERT INTO missed_call_logs VALUES (1, 2, 1500000000000, 1, 0)");

        assertThat(events).extracting(event -> call(event).outcome()).containsOnly(Outcome.MISSED);
        assertThat(call(events.getFirst()).medium()).isEqualTo(Medium.VIDEO);
        assertThat(call(events.getLast()).medium()).isEqualTo(Medium.UNKNOWN);
    }
}
