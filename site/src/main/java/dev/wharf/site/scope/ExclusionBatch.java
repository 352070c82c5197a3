package dev.wharf.site.scope;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.database.SiteDatabase;
import dev.wharf.site.database.Sql;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Notes of what was left out, on their way into the database together. Filled under its owner's
/// lock; written by one thread, awaited by others.
final class ExclusionBatch {
    private final List<Note> notes = new ArrayList<>();
    private final CountDownLatch written = new CountDownLatch(1);
    private volatile @Nullable RuntimeException failure;

    /// @param at when it happened
    /// @param noted when it was left out
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Note(
            String account, String rule, Instant at, Instant noted, byte[] chat, byte[] message) {}

    void add(Note note) {
        notes.add(note);
    }

    void writeTo(SiteDatabase database) {
        try {
            database.write(this::write);
        } catch (RuntimeException thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            written.countDown();
        }
    }

    void await() {
        try {
            written.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "interrupted while site.db was changed", interrupted);
        }
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    private int write(Sql sql) {
        for (Note note : notes) {
            int fresh =
                    sql.update(
                            """
                            INSERT INTO exclusion_proof (message, account, chat, rule, at)
                            VALUES (?, ?, ?, ?, ?)
                            ON CONFLICT (message, account, rule) DO NOTHING
                            """,
                            note.message,
                            note.account,
                            note.chat,
                            note.rule,
                            note.noted);
            if (fresh > 0) {
                count(sql, note);
            }
        }
        return notes.size();
    }

    private static void count(Sql sql, Note note) {
        sql.update(
                """
                INSERT INTO exclusion (account, rule, day, updates, first, newest)
                VALUES (?, ?, ?, 1, ?, ?)
                ON CONFLICT (account, rule, day) DO UPDATE
                SET updates = exclusion.updates + 1,
                    first = CASE WHEN excluded.first < exclusion.first
                                 THEN excluded.first ELSE exclusion.first END,
                    newest = CASE WHEN excluded.newest > exclusion.newest
                                  THEN excluded.newest ELSE exclusion.newest END
                """,
                note.account,
                note.rule,
                Exclusions.day(note.at),
                note.at,
                note.at);
    }
}
