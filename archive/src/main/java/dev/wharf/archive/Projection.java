package dev.wharf.archive;

import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.ConversationRecord;
import dev.wharf.core.archive.PartyRecord;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.item.NaturalKey;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Applies manifests to the catalog, in order, inside the writer's transaction. Commits and replays
/// go through here alike, and nothing else writes to the catalog.
///
/// For one thread. After a rollback a new one is made, since this one remembers what was undone.
final class Projection {
    private static final long SECONDS_A_DAY = 86_400;

    private final Statements sql;
    private final Audiences audiences;
    private final Sources sources;
    private final BlobRows blobs;
    private final ItemRows rows;
    private long lastSequence;
    private int lastSpecimen;
    private boolean destroyed;

    Projection(Connection writer) throws SQLException {
        sql = new Statements(writer);
        audiences = new Audiences(sql);
        sources = new Sources(sql);
        blobs = new BlobRows(sql);
        rows = new ItemRows(sql);
        lastSequence = sql.number(0, "SELECT max(sequence) FROM item");
        lastSpecimen = (int) sql.number(0, "SELECT max(number) FROM specimen");
    }

    /// What a group did that others want to know.
    ///
    /// @param audiences of the group's items, in order
    /// @param moved items of this or earlier groups that have another audience now
    /// @param rewritten whether an audience got another content
    /// @param destroyed whether keys are to be destroyed now
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Applied(
            long firstSequence,
            long lastSequence,
            int[] audiences,
            List<MovedItem> moved,
            boolean rewritten,
            boolean destroyed) {}

    /// Where a group stands and what it is.
    ///
    /// @param bodies offset of the first body in its pack
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Position(long group, Place place, long length, long bodies, byte[] digest) {}

    long lastSequence() {
        return lastSequence;
    }

    /// @throws WharfException when the changes cannot be: an id that is taken, an item that is not
    ///   there. The caller rolls back
    Applied apply(Position at, Manifest manifest) throws SQLException {
        destroyed = false;
        Run run = new Run(at, manifest);
        for (Entry entry : manifest.entries()) {
            run.apply(entry);
        }
        rows.flush();
        run.gains.write(sql, at.group());
        sql.update(
                """
                INSERT INTO commit_group (number, place, length, first_sequence, items, digest)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                at.group(),
                at.place().packed(),
                at.length(),
                run.first,
                run.items,
                at.digest());
        return new Applied(
                run.first,
                lastSequence,
                Arrays.copyOf(run.itemAudiences, run.items),
                run.moved,
                run.rewritten,
                destroyed);
    }

    /// One group on its way in.
    private final class Run {
        final Position at;
        final int[] audienceNumbers;
        final Audience[] audienceContents;
        final int[] sourceNumbers;
        final int specimensBefore;
        final long first = lastSequence + 1;
        final List<MovedItem> moved = new ArrayList<>();
        final Gains gains = new Gains();
        final int[] itemAudiences;
        int items;
        boolean rewritten;
        long body;

        /// Names follow their item, as a rule: it need not be looked up, nor be in the catalog yet.
        @Nullable ItemId newest;

        Run(Position at, Manifest manifest) throws SQLException {
            this.at = at;
            body = at.bodies();
            itemAudiences = new int[manifest.entries().count()];
            audienceContents = manifest.audiences().toArray(Audience[]::new);
            audienceNumbers = new int[audienceContents.length];
            sourceNumbers = new int[manifest.sources().size()];
            for (int i = 0; i < sourceNumbers.length; i++) {
                sourceNumbers[i] = sources.intern(manifest.sources().get(i));
            }
            specimensBefore = lastSpecimen;
            for (byte[] specimen : manifest.specimens()) {
                lastSpecimen++;
                sql.update(
                        "INSERT INTO specimen (number, body) VALUES (?, ?)",
                        lastSpecimen,
                        specimen);
            }
        }

        void apply(Entry entry) throws SQLException {
            switch (entry) {
                case Entry.Item item -> add(item);
                case Entry.Corroboration corroboration -> corroborate(corroboration);
                case Entry.Receipt(ItemId item, byte[] json) -> attach(sequence(item), json);
                case Entry.Key(ItemId item, NaturalKey key) ->
                        name(item.equals(newest) ? lastSequence : sequence(item), key);
                case Entry.Conversation(ConversationRecord conversation) -> put(conversation);
                case Entry.Party(PartyRecord party) -> put(party);
                case Entry.Resolution resolution -> resolve(resolution);
                case Entry.NewAudience(ItemId item, int audience) ->
                        move(sequence(item), audience(audience));
                case Entry.Capture capture -> keep(capture);
                case Entry.Document document ->
                        sql.update(
                                """
                                INSERT INTO document (kind, name, json) VALUES (?, ?, ?)
                                ON CONFLICT (kind, name) DO UPDATE SET json = excluded.json
                                """,
                                document.kind(),
                                document.key(),
                                document.json());
                case Entry.Erasure erasure -> erase(erasure);
            }
        }

        /// Interned when first used, so that a resolution before it in the group counts.
        private int audience(int local) throws SQLException {
            if (audienceNumbers[local] == 0) {
                audienceNumbers[local] = audiences.intern(audienceContents[local]);
            }
            return audienceNumbers[local];
        }

        private void add(Entry.Item item) throws SQLException {
            lastSequence++;
            newest = item.id();
            int audience = audience(item.audience());
            itemAudiences[items++] = audience;
            rows.add(
                    new ItemRows.Row(
                            lastSequence,
                            item,
                            audience,
                            sourceNumbers[item.source()],
                            new Place(at.place().pack(), body).packed(),
                            item.specimen() == 0 ? 0 : specimensBefore + item.specimen()));
            body += item.length();
            for (Entry.Blob blob : item.blobs()) {
                sql.update(
                        """
                        INSERT INTO item_blob (item, blob) VALUES (?, ?) ON CONFLICT DO NOTHING
                        """,
                        lastSequence,
                        blobs.hold(blob));
            }
        }

        private void corroborate(Entry.Corroboration corroboration) throws SQLException {
            long item = sequence(corroboration.item());
            int source = sourceNumbers[corroboration.source()];
            sql.update(
                    """
                    INSERT INTO corroboration (item, source, line)
                    SELECT sequence, ?, ? FROM item
                    WHERE sequence = ? AND NOT (source = ? AND line = ?)
                    ON CONFLICT DO NOTHING
                    """,
                    source,
                    corroboration.line(),
                    item,
                    source,
                    corroboration.line());
            if (corroboration.audience() >= 0) {
                move(item, audience(corroboration.audience()));
            }
            if (erased(item)) {
                destroyOriginal(captureOf(source));
            }
        }

        private void resolve(Entry.Resolution resolution) throws SQLException {
            rows.flush();
            for (int waiting : audiences.waitingFor(resolution.party())) {
                Audience found =
                        audiences.resolved(waiting, resolution.party(), resolution.mailbox());
                if (resolution.dated()) {
                    moveDays(waiting, audiences.intern(found), resolution);
                } else {
                    gain(waiting, found);
                    audiences.rewrite(waiting, found);
                    rewritten = true;
                }
            }
            // Numbers stand for other contents now.
            Arrays.fill(audienceNumbers, 0);
        }

        private void gain(int audience, Audience found) throws SQLException {
            Audience before = audiences.get(audience);
            try (ResultSet row =
                    sql.query("SELECT sequence FROM item WHERE audience = ?", audience)) {
                while (row.next()) {
                    gains.add(before, found, row.getLong(1));
                }
            }
        }

        private void moveDays(int from, int to, Entry.Resolution days) throws SQLException {
            long first = days.fromDay() == Long.MIN_VALUE ? MIN_SECOND : start(days.fromDay());
            long end = days.untilDay() == Long.MAX_VALUE ? MAX_SECOND : start(days.untilDay() + 1);
            try (ResultSet row =
                    sql.query(
                            """
                            SELECT sequence FROM item
                            WHERE audience = ? AND second >= ? AND second < ? ORDER BY sequence
                            """,
                            from,
                            first,
                            end)) {
                while (row.next()) {
                    moved.add(new MovedItem(row.getLong(1), to));
                    gains.add(audiences.get(from), audiences.get(to), row.getLong(1));
                }
            }
            sql.update(
                    """
                    UPDATE item SET audience = ?
                    WHERE audience = ? AND second >= ? AND second < ?
                    """,
                    to,
                    from,
                    first,
                    end);
        }

        private void move(long item, int audience) throws SQLException {
            long before = sql.number(0, "SELECT audience FROM item WHERE sequence = ?", item);
            if (before != audience) {
                sql.update("UPDATE item SET audience = ? WHERE sequence = ?", audience, item);
                moved.add(new MovedItem(item, audience));
                gains.add(audiences.get((int) before), audiences.get(audience), item);
            }
        }
    }

    private static final long MIN_SECOND = Long.MIN_VALUE;
    private static final long MAX_SECOND = Long.MAX_VALUE;

    private static long start(long day) {
        return day * SECONDS_A_DAY;
    }

    private long sequence(ItemId id) throws SQLException {
        rows.flush();
        long sequence =
                sql.number(
                        0,
                        "SELECT sequence FROM item WHERE conversation = ? AND day = ? AND tag = ?",
                        id.conversation().value(),
                        id.day(),
                        Rows.tag(id.tag()));
        if (sequence == 0) {
            throw new WharfException(ErrorCode.NOT_FOUND, "no item " + id + " in the archive");
        }
        return sequence;
    }

    private boolean erased(long item) throws SQLException {
        return sql.number(0, "SELECT erased FROM item WHERE sequence = ?", item) != 0;
    }

    private void name(long item, NaturalKey key) throws SQLException {
        sql.update(
                "INSERT INTO item_key (name, item) VALUES (?, ?) ON CONFLICT DO NOTHING",
                key.value(),
                item);
    }

    private void attach(long item, byte[] json) throws SQLException {
        sql.update(
                """
                INSERT INTO receipt (item, number, event)
                SELECT ?, coalesce(max(number), 0) + 1, ? FROM receipt WHERE item = ?
                """,
                item,
                json,
                item);
    }

    private void put(ConversationRecord conversation) throws SQLException {
        long id = conversation.id().value();
        sql.update(
                """
                INSERT INTO conversation (id, kind, jid) VALUES (?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, jid = excluded.jid
                """,
                id,
                Codes.of(conversation.kind()),
                conversation.jid());
        sql.update("DELETE FROM conversation_title WHERE conversation = ?", id);
        int number = 0;
        for (String title : conversation.titles()) {
            sql.update(
                    "INSERT INTO conversation_title (conversation, number, title) VALUES (?, ?, ?)",
                    id,
                    ++number,
                    title);
        }
    }

    @SuppressWarnings("JavaInstantGetSecondsGetNano") // both are stored
    private void put(PartyRecord party) throws SQLException {
        int id = party.id().value();
        sql.update("INSERT INTO party (id) VALUES (?) ON CONFLICT DO NOTHING", id);
        sql.update("DELETE FROM party_alias WHERE party = ?", id);
        int number = 0;
        for (PartyRecord.Alias alias : party.aliases()) {
            var conversation = alias.conversation();
            sql.update(
                    """
                    INSERT INTO party_alias (party, number, kind, value, conversation,
                                             from_second, from_nano, until_second, until_nano)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    id,
                    ++number,
                    Codes.of(alias.kind()),
                    alias.value(),
                    conversation == null ? null : conversation.value(),
                    alias.from().getEpochSecond(),
                    alias.from().getNano(),
                    alias.until().getEpochSecond(),
                    alias.until().getNano());
        }
    }

    private void keep(Entry.Capture capture) throws SQLException {
        rows.flush();
        long id = capture.capture().sequence();
        long before = sql.number(0, "SELECT blob FROM capture WHERE id = ?", id);
        int blob = blobs.hold(capture.blob());
        long last = capture.last().sequence();
        boolean forbidden = holdsErased(id, last);
        destroyed |= forbidden;
        sql.update(
                """
                INSERT INTO capture (id, last, digest, size, blob, report, destroyed)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET last = excluded.last, digest = excluded.digest,
                    size = excluded.size, blob = excluded.blob, report = excluded.report,
                    destroyed = excluded.destroyed
                """,
                id,
                last,
                capture.original().digest().sha256(),
                capture.original().size(),
                blob,
                capture.report(),
                forbidden ? 1 : 0);
        blobs.removeIfUnheld(blob);
        if (before != 0 && before != blob) {
            blobs.removeIfUnheld((int) before);
        }
    }

    /// Whether an erased item was seen in any of these captures: then their original may not be
    /// kept. Written so that no database looks through all items for the few that are erased.
    private boolean holdsErased(long first, long last) throws SQLException {
        return sql.number(
                        0,
                        """
                        SELECT 1 FROM erasure e
                        WHERE EXISTS (SELECT 1 FROM item i
                                      JOIN source s ON s.number = i.source
                                      WHERE i.sequence = e.item AND s.capture BETWEEN ? AND ?)
                           OR EXISTS (SELECT 1 FROM corroboration c
                                      JOIN source s ON s.number = c.source
                                      WHERE c.item = e.item AND s.capture BETWEEN ? AND ?)
                        LIMIT 1
                        """,
                        first,
                        last,
                        first,
                        last)
                != 0;
    }

    private long captureOf(int source) throws SQLException {
        return sql.number(0, "SELECT capture FROM source WHERE number = ?", source);
    }

    private void erase(Entry.Erasure erasure) throws SQLException {
        long item = sequence(erasure.item());
        destroyed = true;
        sql.update("UPDATE item SET erased = 1 WHERE sequence = ?", item);
        sql.update(
                """
                INSERT INTO erasure (item, second, actor, reason) VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """,
                item,
                erasure.second(),
                erasure.actor(),
                erasure.reason());
        for (long capture : captures(item)) {
            destroyOriginal(capture);
        }
        for (int blob : blobs.of(item)) {
            blobs.removeIfUnheld(blob);
        }
    }

    /// Every capture in which an item was seen.
    private List<Long> captures(long item) throws SQLException {
        List<Long> captures = new ArrayList<>();
        try (ResultSet row =
                sql.query(
                        """
                        SELECT s.capture FROM item i JOIN source s ON s.number = i.source
                        WHERE i.sequence = ?
                        UNION
                        SELECT s.capture FROM corroboration c JOIN source s ON s.number = c.source
                        WHERE c.item = ? ORDER BY 1
                        """,
                        item,
                        item)) {
            while (row.next()) {
                captures.add(row.getLong(1));
            }
        }
        return captures;
    }

    /// Of a capture that is kept in a page, the whole page: it has one key.
    private void destroyOriginal(long capture) throws SQLException {
        long id =
                sql.number(
                        0,
                        """
                        SELECT id FROM capture
                        WHERE id = (SELECT max(id) FROM capture WHERE id <= ?) AND last >= ?
                        """,
                        capture,
                        capture);
        if (id != 0) {
            destroyed = true;
            sql.update("UPDATE capture SET destroyed = 1 WHERE id = ?", id);
            blobs.removeIfUnheld((int) sql.number(0, "SELECT blob FROM capture WHERE id = ?", id));
        }
    }
}
