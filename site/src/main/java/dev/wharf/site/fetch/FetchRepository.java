package dev.wharf.site.fetch;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.MediaNeed;
import dev.wharf.site.database.Row;
import dev.wharf.site.database.Sql;
import dev.wharf.site.journal.MediaId;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Rows of `fetch`.
final class FetchRepository {
    private static final String COLUMNS =
            """
            capture, media, origin, account, url, digest, size, since, attempts, due, state, reason, file, shown
            """;

    private FetchRepository() {}

    static void insert(Sql sql, FetchTask task) {
        MediaNeed need = task.need();
        sql.update(
                """
                INSERT INTO fetch (capture, media, origin, account, url, digest, size, since, attempts, due, state, shown)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, 'OPEN', 0)
                ON CONFLICT (capture, media) DO NOTHING
                """,
                task.capture(),
                need.mediaId(),
                task.origin(),
                need.account(),
                need.url() == null ? null : need.url().toString(),
                need.digest() == null ? null : need.digest().sha256(),
                need.size(),
                task.since(),
                task.due());
    }

    static void update(Sql sql, FetchTask task) {
        String state = "OPEN";
        String reason = null;
        String file = null;
        @Nullable ContentDigest digest = task.need().digest();
        long size = task.need().size();
        switch (task.state()) {
            case FetchTask.State.Open(String why) -> reason = why;
            case FetchTask.State.GivenUp(String why) -> {
                state = "GIVEN_UP";
                reason = why;
            }
            case FetchTask.State.Fetched(MediaId id, ContentDigest found, long bytes) -> {
                state = "FETCHED";
                file = id.toString();
                digest = found;
                size = bytes;
            }
        }
        sql.update(
                """
                UPDATE fetch SET attempts = ?, due = ?, state = ?, reason = ?, file = ?, digest = ?, size = ?,
                  shown = ?
                WHERE capture = ? AND media = ?
                """,
                task.attempts(),
                task.due(),
                state,
                reason,
                file,
                digest == null ? null : digest.sha256(),
                size,
                task.shown() ? 1 : 0,
                task.capture(),
                task.need().mediaId());
    }

    static List<FetchTask> of(Sql sql, long capture) {
        return sql.list(
                FetchRepository::task,
                "SELECT " + COLUMNS + " FROM fetch WHERE capture = ? ORDER BY media",
                capture);
    }

    /// Captures with a file to try by then, the longest waiting first.
    static List<Long> due(Sql sql, Instant by, int most) {
        return sql.list(
                row -> row.number("capture"),
                """
                SELECT capture, MIN(due) AS first FROM fetch WHERE state = 'OPEN' AND due <= ?
                GROUP BY capture ORDER BY first, capture LIMIT ?
                """,
                by,
                most);
    }

    record Upcoming(long capture, Instant due) {}

    /// What is to be tried next, whenever that is.
    static List<Upcoming> upcoming(Sql sql, int most) {
        return sql.list(
                row -> new Upcoming(row.number("capture"), row.instant("due")),
                "SELECT capture, due FROM fetch WHERE state = 'OPEN' ORDER BY due LIMIT ?",
                most);
    }

    static List<Long> captures(Sql sql) {
        return sql.list(
                row -> row.number("capture"),
                "SELECT DISTINCT capture FROM fetch ORDER BY capture");
    }

    static long open(Sql sql) {
        return sql.first(
                        row -> row.number("n"),
                        "SELECT COUNT(*) AS n FROM fetch WHERE state = 'OPEN'")
                .orElse(0L);
    }

    /// Forgets captures of which nothing is open any more and which began before a time.
    static void forget(Sql sql, Instant before) {
        sql.update(
                """
                DELETE FROM fetch WHERE capture IN
                  (SELECT capture FROM fetch GROUP BY capture
                   HAVING MAX(since) < ? AND SUM(CASE WHEN state = 'OPEN' THEN 1 ELSE 0 END) = 0)
                """,
                before);
    }

    private static FetchTask task(Row row) throws SQLException {
        String url = row.textOrNull("url");
        String digest = row.textOrNull("digest");
        String reason = row.textOrNull("reason");
        ContentDigest known = digest == null ? null : new ContentDigest(digest);
        long size = row.number("size");
        FetchTask.State state =
                switch (row.text("state")) {
                    case "FETCHED" ->
                            new FetchTask.State.Fetched(
                                    MediaId.parse(row.text("file")),
                                    new ContentDigest(row.text("digest")),
                                    size);
                    case "GIVEN_UP" -> new FetchTask.State.GivenUp(row.text("reason"));
                    default -> new FetchTask.State.Open(reason);
                };
        return new FetchTask(
                row.number("capture"),
                row.text("origin"),
                new MediaNeed(
                        row.text("media"),
                        row.text("account"),
                        url == null ? null : URI.create(url),
                        known,
                        size),
                row.instant("since"),
                row.count("attempts"),
                row.instant("due"),
                state,
                row.count("shown") == 1);
    }
}
