package dev.wharf.site.scope;

import dev.wharf.core.capture.UpdateEnvelope;
import dev.wharf.core.key.Secret;
import dev.wharf.site.database.SiteDatabase;
import dev.wharf.site.database.Sql;
import dev.wharf.site.secret.SiteKey;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// What scope has left out: how many updates, by which rule, from when to when, and for each a
/// keyed hash. Whoever knows a chat and a message's id can ask whether it was left out; nobody can
/// list what was.
///
/// A message counts once for every rule, however often a source repeats it. Safe for many threads;
/// what many note at the same time is written together.
public final class Exclusions {
    private final SiteDatabase database;
    private final KeyedHash hash;
    private final Clock clock;
    private final Duration keepProofs;
    private final ReentrantLock lock = new ReentrantLock();

    /// What a thread noted may be spread over batches: others write one while it goes on.
    @SuppressWarnings("ThreadLocalUsage") // of one site each; a thread empties it when it settles
    private final ThreadLocal<@Nullable List<ExclusionBatch>> mine = new ThreadLocal<>();

    private ExclusionBatch open = new ExclusionBatch();

    /// @param keepProofs how long hashes are kept; counts are kept for good
    public Exclusions(SiteDatabase database, SiteKey key, Clock clock, Duration keepProofs) {
        this.database = database;
        this.clock = clock;
        this.keepProofs = keepProofs;
        try (Secret secret = key.derive(SiteKey.Use.EXCLUSIONS)) {
            this.hash = new KeyedHash(secret);
        }
    }

    /// @param first when the earliest of them happened
    /// @param last when the latest of them happened
    public record Count(
            String account,
            String rule,
            LocalDate day,
            long updates,
            Instant first,
            Instant last) {}

    /// @param at when it was left out
    public record Proof(String account, String rule, Instant at) {}

    void note(String account, String rule, UpdateEnvelope update) {
        Instant now = clock.instant();
        ExclusionBatch.Note note =
                new ExclusionBatch.Note(
                        account,
                        rule,
                        update.at() == null ? now : update.at(),
                        now,
                        hash.chat(update),
                        hash.message(account, update));
        lock.lock();
        try {
            open.add(note);
            remember(open);
        } finally {
            lock.unlock();
        }
    }

    private void remember(ExclusionBatch batch) {
        List<ExclusionBatch> batches = mine.get();
        if (batches == null) {
            batches = new ArrayList<>(1);
            mine.set(batches);
        }
        if (!batches.contains(batch)) {
            batches.add(batch);
        }
    }

    /// Waits until what this thread noted is durable.
    void settle() {
        List<ExclusionBatch> batches = mine.get();
        if (batches == null) {
            return;
        }
        mine.remove();
        for (ExclusionBatch batch : batches) {
            if (takeOut(batch)) {
                batch.writeTo(database);
            } else {
                batch.await();
            }
        }
    }

    private boolean takeOut(ExclusionBatch batch) {
        lock.lock();
        try {
            if (!open.equals(batch)) {
                return false;
            }
            open = new ExclusionBatch();
            return true;
        } finally {
            lock.unlock();
        }
    }

    public List<Count> counts(String account) {
        return database.read(
                sql ->
                        sql.list(
                                row ->
                                        new Count(
                                                row.text("account"),
                                                row.text("rule"),
                                                LocalDate.parse(row.text("day")),
                                                row.number("updates"),
                                                row.instant("first"),
                                                row.instant("newest")),
                                """
                                SELECT account, rule, day, updates, first, newest FROM exclusion
                                WHERE account = ? ORDER BY day, rule
                                """,
                                account));
    }

    /// Whether a message was left out, for whoever knows which.
    public List<Proof> proofs(String chat, String messageId) {
        return database.read(sql -> proofs(sql, chat, messageId));
    }

    private List<Proof> proofs(Sql sql, String chat, String messageId) {
        return Arrays.stream(UpdateEnvelope.Kind.values())
                .flatMap(
                        kind ->
                                sql
                                        .list(
                                                row ->
                                                        new Proof(
                                                                row.text("account"),
                                                                row.text("rule"),
                                                                row.instant("at")),
                                                """
                                                SELECT account, rule, at FROM exclusion_proof
                                                WHERE message = ? ORDER BY account, rule
                                                """,
                                                hash.message(kind, chat, messageId))
                                        .stream())
                .toList();
    }

    /// Forgets hashes that are older than configured. Counts stay.
    public int prune() {
        return database.write(
                sql ->
                        sql.update(
                                "DELETE FROM exclusion_proof WHERE at < ?",
                                clock.instant().minus(keepProofs)));
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
