package dev.wharf.site.audit;

import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.CanonicalEntry;
import dev.wharf.core.ledger.LedgerEntry;
import dev.wharf.core.ledger.MerkleTree;
import dev.wharf.core.ledger.TreeHash;
import dev.wharf.site.database.Row;
import dev.wharf.site.database.SiteDatabase;
import dev.wharf.site.database.Sql;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The site's own record of acts. An act is appended in the same transaction as the change it tells
/// of, so neither is there without the other. Each entry holds the leaf of the one before.
///
/// The chain shows that nothing inside was changed; that nothing was cut off its end only the
/// archive's ledger can show, which takes the entries over ([#after]) and signs its heads.
///
/// Safe for many threads.
public final class SiteAudit {
    private static final int PAGE = 1000;

    private final SiteDatabase database;
    private final Clock clock;

    public SiteAudit(SiteDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Part of a change: durable with it.
    public void append(Sql sql, Act act) {
        LedgerHeadRow head = head(sql);
        long sequence = head.sequence + 1;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        byte[] entry = CanonicalEntry.bytes(sequence, now, act, head.leaf);
        sql.update(
                "INSERT INTO audit (sequence, entry, leaf) VALUES (?, ?, ?)",
                sequence,
                new String(entry, StandardCharsets.UTF_8),
                MerkleTree.leaf(entry).toString());
    }

    /// An act that changes nothing else. Durable when it returns.
    public void record(Act act) {
        database.write(
                sql -> {
                    append(sql, act);
                    return act;
                });
    }

    /// Entries behind a sequence, oldest first.
    public List<LedgerEntry> after(long sequence, int most) {
        return database.read(
                sql ->
                        sql.list(
                                SiteAudit::entry,
                                """
                                SELECT sequence, entry, leaf FROM audit
                                WHERE sequence > ? ORDER BY sequence LIMIT ?
                                """,
                                sequence,
                                Math.min(most, PAGE)));
    }

    /// When the newest entry was recorded.
    public Optional<Instant> newest() {
        return database.read(
                        sql ->
                                sql.first(
                                        SiteAudit::entry,
                                        """
                                        SELECT sequence, entry, leaf FROM audit
                                        ORDER BY sequence DESC LIMIT 1
                                        """))
                .map(LedgerEntry::recordedAt);
    }

    /// Reads everything and checks the chain.
    ///
    /// @return sequence of the first entry that is not what it was, empty when all are
    public OptionalLong firstBroken() {
        TreeHash previous = MerkleTree.EMPTY;
        long expected = 1;
        while (true) {
            List<Stored> page = page(expected - 1);
            if (page.isEmpty()) {
                return OptionalLong.empty();
            }
            for (Stored stored : page) {
                if (stored.sequence != expected || !stored.follows(previous)) {
                    return OptionalLong.of(expected);
                }
                previous = stored.leaf;
                expected++;
            }
        }
    }

    private List<Stored> page(long after) {
        return database.read(
                sql ->
                        sql.list(
                                Stored::read,
                                """
                                SELECT sequence, entry, leaf FROM audit
                                WHERE sequence > ? ORDER BY sequence LIMIT ?
                                """,
                                after,
                                PAGE));
    }

    private static LedgerHeadRow head(Sql sql) {
        return sql.first(
                        row ->
                                new LedgerHeadRow(
                                        row.number("sequence"), TreeHash.parse(row.text("leaf"))),
                        "SELECT sequence, leaf FROM audit ORDER BY sequence DESC LIMIT 1")
                .orElse(new LedgerHeadRow(0, MerkleTree.EMPTY));
    }

    private static LedgerEntry entry(Row row) throws SQLException {
        return CanonicalEntry.parse(
                row.text("entry").getBytes(StandardCharsets.UTF_8),
                TreeHash.parse(row.text("leaf")));
    }

    private record LedgerHeadRow(long sequence, TreeHash leaf) {}

    private record Stored(long sequence, String text, TreeHash leaf) {
        static Stored read(Row row) throws SQLException {
            return new Stored(
                    row.number("sequence"), row.text("entry"), TreeHash.parse(row.text("leaf")));
        }

        boolean follows(TreeHash previous) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            try {
                LedgerEntry entry = CanonicalEntry.parse(bytes, leaf);
                return MerkleTree.leaf(bytes).equals(leaf)
                        && entry.sequence() == sequence
                        && entry.previous().equals(previous);
            } catch (IllegalArgumentException _) {
                return false;
            }
        }
    }
}
