package dev.wharf.testkit.android;

import dev.wharf.testkit.android.AndroidStory.Line;
import dev.wharf.testkit.android.AndroidWritten.Fact;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// Writes the log of calls: with the message beside which each took place, or of its own.
final class CallTables implements AutoCloseable {
    private static final int[] RESULTS = {5, 2, 4, 3, 5, 0};
    private static final int MISSED = 2;

    private final AndroidPeople people;
    private final AndroidWritten written;
    private final TableRows log;
    private final TableRows participants;
    private final TableRows missed;
    private final TableRows old;

    CallTables(
            Connection connection,
            Map<String, List<String>> tables,
            AndroidPeople people,
            AndroidWritten written)
            throws SQLException {
        this.people = people;
        this.written = written;
        log =
                AndroidHeads.rows(
                        connection,
                        tables,
                        "call_log",
                        "_id",
                        "jid_row_id",
                        "from_me",
                        "call_id",
                        "transaction_id",
                        "timestamp",
                        "video_call",
                        "duration",
                        "call_result",
                        "group_jid_row_id");
        participants =
                AndroidHeads.rows(
                        connection,
                        tables,
                        "call_log_participant_v2",
                        "call_log_row_id",
                        "jid_row_id",
                        "call_result");
        missed =
                AndroidHeads.rows(
                        connection,
                        tables,
                        "missed_call_logs",
                        "message_row_id",
                        "timestamp",
                        "video_call",
                        "group_jid_row_id");
        old =
                AndroidHeads.rows(
                        connection,
                        tables,
                        "call_logs",
                        "message_row_id",
                        "timestamp",
                        "video_call",
                        "duration",
                        "call_result");
    }

    /// @param call that took place with the message, -1 for none
    void write(Line line, int call) throws SQLException {
        if (call < 0) {
            return;
        }
        boolean group = people.isGroup(line.chat());
        boolean message = line.kind() == Fact.CALL_MESSAGE;
        int result = message ? MISSED : RESULTS[call % RESULTS.length];
        log.add(
                call + 1,
                group && !line.own()
                        ? people.memberRow(line.sender())
                        : people.chatJidRow(line.chat()),
                line.own() ? 1 : 0,
                "call:" + line.key(),
                -1,
                line.at(),
                call % 3 == 0 ? 1 : 0,
                result == 5 ? 60 + call % 100 : 0,
                result,
                group ? people.chatJidRow(line.chat()) : 0);
        for (int i = 0; group && i < 2; i++) {
            participants.add(
                    call + 1, people.memberRow(people.member(line.chat(), i)), i == 0 ? 5 : 2);
        }
        if (message) {
            missed.add(
                    line.row(),
                    line.at(),
                    call % 3 == 0 ? 1 : 0,
                    group ? people.chatJidRow(line.chat()) : 0);
            old.add(line.row(), line.at(), call % 3 == 0 ? 1 : 0, 0, result);
        }
        if (message || log.present()) {
            written.add(Fact.CALL);
        }
    }

    @Override
    public void close() throws SQLException {
        for (TableRows rows : List.of(log, participants, missed, old)) {
            rows.close();
        }
    }
}
