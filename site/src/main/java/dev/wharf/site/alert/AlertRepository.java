package dev.wharf.site.alert;

import dev.wharf.core.alert.Alert;
import dev.wharf.site.database.Row;
import dev.wharf.site.database.Sql;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Rows of alerts and of who was told.
final class AlertRepository {
    /// The level of the news that an alert's reason is gone.
    static final int CLEARED = -1;

    private AlertRepository() {}

    enum Channel {
        MAIL,
        WEBHOOK
    }

    /// Somebody who is to be told.
    record Notice(long alert, int level, Channel channel, String recipient, int attempts) {}

    /// Opens an alert, or refreshes the one that is open.
    static long raise(Sql sql, Alert alert, Instant now) {
        Optional<Long> open =
                sql.first(
                        row -> row.number("id"),
                        "SELECT id FROM alert WHERE cleared IS NULL AND kind = ? AND subject = ?",
                        alert.kind(),
                        alert.subject());
        if (open.isPresent()) {
            sql.update(
                    "UPDATE alert SET refreshed = ?, body = ? WHERE id = ?",
                    now,
                    alert.text(),
                    open.get());
            return open.get();
        }
        long id = sql.next("alert");
        sql.update(
                """
                INSERT INTO alert (id, kind, subject, account, body, raised, refreshed)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                alert.kind(),
                alert.subject(),
                alert.account(),
                alert.text(),
                alert.at(),
                now);
        return id;
    }

    /// Whoever was told that it is so is told that it is over.
    static int clear(Sql sql, Alert.Kind kind, String subject, Instant now) {
        sql.update(
                """
                INSERT INTO alert_notice (alert, level, channel, recipient, attempts, due)
                SELECT DISTINCT alert.id, CAST(? AS INTEGER), alert_notice.channel,
                       alert_notice.recipient, 0, CAST(? AS BIGINT)
                FROM alert JOIN alert_notice ON alert_notice.alert = alert.id
                WHERE alert.cleared IS NULL AND alert.kind = ? AND alert.subject = ?
                  AND alert_notice.delivered IS NOT NULL
                """,
                CLEARED,
                now,
                kind,
                subject);
        return sql.update(
                "UPDATE alert SET cleared = ? WHERE cleared IS NULL AND kind = ? AND subject = ?",
                now,
                kind,
                subject);
    }

    static int acknowledge(Sql sql, long id, String by, Instant now) {
        return sql.update(
                """
                UPDATE alert SET acknowledged = ?, acknowledger = ?
                WHERE id = ? AND acknowledged IS NULL
                """,
                now,
                by,
                id);
    }

    static void plan(
            Sql sql, long alert, int level, Channel channel, String recipient, Instant due) {
        sql.update(
                """
                INSERT INTO alert_notice (alert, level, channel, recipient, attempts, due)
                VALUES (?, ?, ?, ?, 0, ?)
                ON CONFLICT (alert, level, channel, recipient) DO NOTHING
                """,
                alert,
                level,
                channel,
                recipient,
                due);
    }

    /// What is to be told now. Nobody is told any more of what was cleared or acknowledged before
    /// they were.
    static List<Notice> due(Sql sql, Instant now) {
        return sql.list(
                row ->
                        new Notice(
                                row.number("alert"),
                                row.count("level"),
                                Channel.valueOf(row.text("channel")),
                                row.text("recipient"),
                                row.count("attempts")),
                """
                SELECT alert, level, channel, recipient, attempts
                FROM alert_notice JOIN alert ON alert.id = alert_notice.alert
                WHERE delivered IS NULL AND given_up IS NULL AND due <= ?
                  AND (level = -1 OR (cleared IS NULL AND acknowledged IS NULL))
                ORDER BY alert, level, channel, recipient
                """,
                now);
    }

    static void delivered(Sql sql, Notice notice, Instant now) {
        end(sql, notice, "delivered", now);
    }

    static void givenUp(Sql sql, Notice notice, Instant now) {
        end(sql, notice, "given_up", now);
    }

    private static void end(Sql sql, Notice notice, String column, Instant now) {
        sql.update(
                "UPDATE alert_notice SET "
                        + column
                        + " = ?, attempts = attempts + 1"
                        + " WHERE alert = ? AND level = ? AND channel = ? AND recipient = ?",
                now,
                notice.alert,
                notice.level,
                notice.channel,
                notice.recipient);
    }

    static void again(Sql sql, Notice notice, Instant due) {
        sql.update(
                """
                UPDATE alert_notice SET due = ?, attempts = attempts + 1
                WHERE alert = ? AND level = ? AND channel = ? AND recipient = ?
                """,
                due,
                notice.alert,
                notice.level,
                notice.channel,
                notice.recipient);
    }

    static Optional<StoredAlert> find(Sql sql, long id) {
        return sql.first(AlertRepository::stored, "SELECT * FROM alert WHERE id = ?", id);
    }

    static List<StoredAlert> open(Sql sql) {
        return sql.list(
                AlertRepository::stored,
                "SELECT * FROM alert WHERE cleared IS NULL ORDER BY raised, id");
    }

    static List<StoredAlert> newest(Sql sql, int most) {
        return sql.list(
                AlertRepository::stored, "SELECT * FROM alert ORDER BY id DESC LIMIT ?", most);
    }

    private static StoredAlert stored(Row row) throws SQLException {
        return new StoredAlert(
                row.number("id"),
                Alert.Kind.valueOf(row.text("kind")),
                row.text("subject"),
                row.textOrNull("account"),
                row.text("body"),
                row.instant("raised"),
                row.instant("refreshed"),
                row.instantOrNull("acknowledged"),
                row.textOrNull("acknowledger"),
                row.instantOrNull("cleared"));
    }
}
