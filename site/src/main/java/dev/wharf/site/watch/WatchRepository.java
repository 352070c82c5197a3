package dev.wharf.site.watch;

import dev.wharf.site.database.Row;
import dev.wharf.site.database.Sql;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Rows of gaps and of reconciliation.
final class WatchRepository {
    private static final String GAP =
            "number, account, session, reason, since, ended, recovered, messages";

    private WatchRepository() {}

    static void open(Sql sql, String account, String session, String reason, Instant since) {
        sql.update(
                """
                INSERT INTO gap (number, account, session, reason, since, messages)
                VALUES (?, ?, ?, ?, ?, 0)
                """,
                sql.next("gap"),
                account,
                session,
                reason,
                since);
    }

    static void end(Sql sql, long number, Instant now) {
        sql.update("UPDATE gap SET ended = ? WHERE number = ? AND ended IS NULL", now, number);
    }

    static void recovered(Sql sql, long number, Instant now, long messages) {
        sql.update(
                "UPDATE gap SET recovered = ?, messages = ? WHERE number = ?",
                now,
                messages,
                number);
    }

    /// The account's gap from which not everything is back yet.
    static Optional<Gap> unrecovered(Sql sql, String account) {
        return sql.first(
                WatchRepository::gap,
                "SELECT "
                        + GAP
                        + " FROM gap WHERE account = ? AND recovered IS NULL ORDER BY number LIMIT 1",
                account);
    }

    static List<Gap> gaps(Sql sql, @Nullable String account, int most) {
        return sql.list(
                WatchRepository::gap,
                "SELECT "
                        + GAP
                        + " FROM gap WHERE account = coalesce(?, account)"
                        + " ORDER BY number DESC LIMIT ?",
                account,
                most);
    }

    private static Gap gap(Row row) throws SQLException {
        return new Gap(
                row.number("number"),
                row.text("account"),
                row.text("session"),
                row.text("reason"),
                row.instant("since"),
                row.instantOrNull("ended"),
                row.instantOrNull("recovered"),
                row.number("messages"));
    }

    static Optional<Reconciliation> reconciliation(Sql sql, String session) {
        return sql.first(
                row ->
                        new Reconciliation(
                                row.text("session"),
                                row.instant("reached"),
                                row.instant("due"),
                                row.count("failures")),
                "SELECT session, reached, due, failures FROM reconciliation WHERE session = ?",
                session);
    }

    static void store(Sql sql, Reconciliation reconciliation) {
        sql.update(
                """
                INSERT INTO reconciliation (session, reached, due, failures) VALUES (?, ?, ?, ?)
                ON CONFLICT (session) DO UPDATE
                SET reached = excluded.reached, due = excluded.due, failures = excluded.failures
                """,
                reconciliation.session(),
                reconciliation.reached(),
                reconciliation.due(),
                reconciliation.failures());
    }
}
