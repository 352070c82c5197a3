package dev.wharf.archive;

import dev.wharf.core.archive.ArchiveReader.DaySpan;
import dev.wharf.core.archive.ArchiveReader.Gain;
import dev.wharf.core.archive.ArchiveReader.KeptCapture;
import dev.wharf.core.archive.ArchiveReader.MailboxSummary;
import dev.wharf.core.archive.ArchiveReader.NamedDocument;
import dev.wharf.core.archive.ArchiveReader.QuarantineGroup;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.ConversationRecord;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.PartyRecord;
import dev.wharf.core.archive.PartyRecord.Alias;
import dev.wharf.core.archive.StoredContent;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.item.NaturalKey;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PartyId;
import dev.wharf.store.sql.SqliteDatabase;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Reads the catalog. Safe for any threads; streams hold a reading session until they are closed.
///
/// Longer than most because it is the catalog's whole reading side, one short method a query.
final class CatalogReader {
    private static final int SPECIMENS_KEPT = 64;

    private final SqliteDatabase database;
    private volatile Map<Integer, Audience> audiences = new ConcurrentHashMap<>();
    private final Map<Integer, byte[]> specimens =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Integer, byte[]> eldest) {
                    return size() > SPECIMENS_KEPT;
                }
            };

    CatalogReader(SqliteDatabase database) {
        this.database = database;
    }

    /// One row of a result as a value.
    @FunctionalInterface
    interface Mapping<T> {
        T map(ResultSet row) throws SQLException;
    }

    /// Where an item's body lies.
    ///
    /// @param specimen that it is compressed with, 0 for none
    record BodyPlace(Place place, int length, int specimen) {}

    Optional<ItemRow> row(ItemId id) {
        return first(
                "SELECT " + Rows.ITEM + " FROM item WHERE conversation = ? AND day = ? AND tag = ?",
                Rows::item,
                id.conversation().value(),
                id.day(),
                Rows.tag(id.tag()));
    }

    Optional<ItemRow> row(long sequence) {
        return first("SELECT " + Rows.ITEM + " FROM item WHERE sequence = ?", Rows::item, sequence);
    }

    Optional<BodyPlace> body(long sequence) {
        return first(
                "SELECT place, length, specimen FROM item WHERE sequence = ?",
                row -> new BodyPlace(Place.of(row.getLong(1)), row.getInt(2), row.getInt(3)),
                sequence);
    }

    /// A specimen's compressed body; null for number 0. The last few are kept, since neighbours
    /// share one.
    byte @Nullable [] specimen(int number) {
        if (number == 0) {
            return null;
        }
        synchronized (specimens) {
            return specimens.computeIfAbsent(number, this::readSpecimen);
        }
    }

    private byte[] readSpecimen(int number) {
        return first("SELECT body FROM specimen WHERE number = ?", row -> row.getBytes(1), number)
                .orElseThrow(WireReader::corrupt);
    }

    List<Provenance> corroborations(long sequence) {
        return list(
                """
                SELECT c.line, s.kind, s.capture, s.digest, s.name, s.decoder, s.account, s.head,
                       s.tail
                FROM corroboration c JOIN source s ON s.number = c.source
                WHERE c.item = ? ORDER BY c.source, c.line
                """,
                row -> Rows.source(row, 2).at(row.getLong(1)),
                sequence);
    }

    List<ItemRow> between(long first, long last) {
        return list(
                "SELECT " + Rows.ITEM + " FROM item WHERE sequence BETWEEN ? AND ?",
                Rows::item,
                first,
                last);
    }

    List<ItemRow> keyed(NaturalKey key) {
        return list(
                "SELECT "
                        + Rows.ITEM
                        + " FROM item WHERE sequence IN (SELECT item FROM item_key WHERE name = ?)"
                        + " ORDER BY sequence",
                Rows::item,
                key.value());
    }

    LongStream named() {
        return stream("SELECT item FROM item_key", row -> row.getLong(1))
                .mapToLong(Long::longValue);
    }

    List<byte[]> receipts(long sequence) {
        return list(
                "SELECT event FROM receipt WHERE item = ? ORDER BY number",
                row -> row.getBytes(1),
                sequence);
    }

    Stream<ItemRow> rows(ConversationId conversation, int firstDay, int lastDay) {
        return stream(
                "SELECT "
                        + Rows.ITEM
                        + " FROM item WHERE conversation = ? AND day BETWEEN ? AND ?"
                        + " ORDER BY sequence",
                Rows::item,
                conversation.value(),
                firstDay,
                lastDay);
    }

    List<ItemRow> tags(ConversationId conversation, int day, long lowest, long highest) {
        return list(
                "SELECT "
                        + Rows.ITEM
                        + " FROM item WHERE conversation = ? AND day = ? AND tag BETWEEN ? AND ?"
                        + " ORDER BY tag",
                Rows::item,
                conversation.value(),
                day,
                Rows.tag(lowest),
                Rows.tag(highest));
    }

    Stream<ItemRow> after(long sequence) {
        return stream(
                "SELECT " + Rows.ITEM + " FROM item WHERE sequence > ? ORDER BY sequence",
                Rows::item,
                sequence);
    }

    long lastSequence() {
        return first("SELECT coalesce(max(sequence), 0) FROM item", row -> row.getLong(1))
                .orElse(0L);
    }

    Stream<ItemRow> mailbox(
            EmailAddress mailbox, @Nullable Instant from, @Nullable Instant before) {
        return stream(
                "SELECT "
                        + Rows.ITEM
                        + """
                         FROM item
                        WHERE audience IN (SELECT audience FROM audience_member WHERE mailbox = ?)
                          AND second >= ? AND second < ?
                        ORDER BY second, sequence
                        """,
                Rows::item,
                mailbox.value(),
                from == null ? Long.MIN_VALUE : ceiling(from),
                before == null ? Long.MAX_VALUE : ceiling(before));
    }

    /// The first whole second that is not before an instant.
    private static long ceiling(Instant instant) {
        return instant.getEpochSecond() + (instant.getNano() > 0 ? 1 : 0);
    }

    List<MailboxSummary> mailboxes() {
        return list(
                """
                SELECT m.mailbox, sum(a.items), min(a.first), max(a.last)
                FROM audience_member m
                JOIN (SELECT audience, count(*) AS items, min(second) AS first,
                             max(second) AS last
                      FROM item GROUP BY audience) a ON a.audience = m.audience
                GROUP BY m.mailbox ORDER BY m.mailbox
                """,
                row ->
                        new MailboxSummary(
                                new EmailAddress(row.getString(1)),
                                row.getLong(2),
                                Instant.ofEpochSecond(row.getLong(3)),
                                Instant.ofEpochSecond(row.getLong(4))));
    }

    Audience audience(int number) {
        Map<Integer, Audience> known = audiences;
        Audience audience = known.get(number);
        if (audience == null) {
            audience = load(number);
            known.put(number, audience);
        }
        return audience;
    }

    Set<Integer> audiences(EmailAddress mailbox) {
        return Set.copyOf(
                list(
                        "SELECT audience FROM audience_member WHERE mailbox = ?",
                        row -> row.getInt(1),
                        mailbox.value()));
    }

    /// Called after a commit that gave audiences another content. A reader that still loads the old
    /// content keeps it in the old map only.
    void forgetAudiences() {
        audiences = new ConcurrentHashMap<>();
    }

    private Audience load(int number) {
        boolean known =
                first("SELECT 1 FROM audience WHERE number = ?", row -> row.getInt(1), number)
                        .isPresent();
        if (!known) {
            throw new WharfException(ErrorCode.NOT_FOUND, "no audience " + number);
        }
        List<EmailAddress> mailboxes =
                list(
                        "SELECT mailbox FROM audience_member WHERE audience = ?",
                        row -> new EmailAddress(row.getString(1)),
                        number);
        List<Expectation> waiting =
                list(
                        "SELECT party, reason FROM audience_waiting WHERE audience = ?",
                        row ->
                                new Expectation(
                                        new PartyId(row.getInt(1)), Codes.reason(row.getInt(2))),
                        number);
        return Audience.of(mailboxes, waiting);
    }

    List<QuarantineGroup> quarantine() {
        record Found(int audience, long items, Instant first, Instant last) {}
        List<Found> found =
                list(
                        """
                        SELECT audience, count(*), min(second), max(second) FROM item
                        WHERE audience IN (SELECT audience FROM audience_waiting)
                           OR audience NOT IN (SELECT audience FROM audience_member)
                        GROUP BY audience ORDER BY audience
                        """,
                        row ->
                                new Found(
                                        row.getInt(1),
                                        row.getLong(2),
                                        Instant.ofEpochSecond(row.getLong(3)),
                                        Instant.ofEpochSecond(row.getLong(4))));
        return found.stream()
                .map(
                        group ->
                                new QuarantineGroup(
                                        group.audience(),
                                        audience(group.audience()),
                                        group.items(),
                                        group.first(),
                                        group.last()))
                .toList();
    }

    Stream<ItemRow> inAudience(int audience) {
        return stream(
                "SELECT " + Rows.ITEM + " FROM item WHERE audience = ? ORDER BY second, sequence",
                Rows::item,
                audience);
    }

    List<ConversationRecord> conversations() {
        Map<Long, List<String>> titles = new HashMap<>();
        list(
                        "SELECT conversation, title FROM conversation_title"
                                + " ORDER BY conversation, number",
                        row -> Map.entry(row.getLong(1), row.getString(2)))
                .forEach(
                        title ->
                                titles.computeIfAbsent(title.getKey(), _ -> new ArrayList<>())
                                        .add(title.getValue()));
        return list(
                        "SELECT id, kind, jid FROM conversation",
                        row ->
                                new ConversationRecord(
                                        new ConversationId(row.getLong(1)),
                                        Codes.chat(row.getInt(2)),
                                        titles.getOrDefault(row.getLong(1), List.of()),
                                        row.getString(3)))
                .stream()
                .sorted((a, b) -> Long.compareUnsigned(a.id().value(), b.id().value()))
                .toList();
    }

    List<PartyRecord> parties() {
        TreeMap<Integer, List<Alias>> parties = new TreeMap<>();
        list("SELECT id FROM party", row -> row.getInt(1))
                .forEach(id -> parties.put(id, new ArrayList<>()));
        list(
                        """
                        SELECT party, kind, value, conversation, from_second, from_nano,
                               until_second, until_nano
                        FROM party_alias ORDER BY party, number
                        """,
                        row -> Map.entry(row.getInt(1), alias(row)))
                .forEach(
                        alias ->
                                parties.computeIfAbsent(alias.getKey(), _ -> new ArrayList<>())
                                        .add(alias.getValue()));
        return parties.entrySet().stream()
                .map(party -> new PartyRecord(new PartyId(party.getKey()), party.getValue()))
                .toList();
    }

    private static Alias alias(ResultSet row) throws SQLException {
        long conversation = row.getLong(4);
        ConversationId chat = row.wasNull() ? null : new ConversationId(conversation);
        return new Alias(
                Codes.alias(row.getInt(2)),
                row.getString(3),
                chat,
                Instant.ofEpochSecond(row.getLong(5), row.getInt(6)),
                Instant.ofEpochSecond(row.getLong(7), row.getInt(8)));
    }

    Optional<DaySpan> span(ConversationId conversation) {
        return first(
                        "SELECT min(day), max(day), count(*) FROM item WHERE conversation = ?",
                        row -> new DaySpan(row.getInt(1), row.getInt(2), row.getLong(3)),
                        conversation.value())
                .filter(span -> span.items() > 0);
    }

    Optional<String> document(String kind, String key) {
        return first(
                "SELECT json FROM document WHERE kind = ? AND name = ?",
                row -> row.getString(1),
                kind,
                key);
    }

    List<NamedDocument> documents(String kind) {
        return list(
                "SELECT name, json FROM document WHERE kind = ? ORDER BY name",
                row -> new NamedDocument(row.getString(1), row.getString(2)),
                kind);
    }

    List<NamedDocument> documents(String kind, String fromKey, String beforeKey) {
        return list(
                "SELECT name, json FROM document WHERE kind = ? AND name >= ? AND name < ?"
                        + " ORDER BY name",
                row -> new NamedDocument(row.getString(1), row.getString(2)),
                kind,
                fromKey,
                beforeKey);
    }

    List<Gain> gains(long group) {
        return list(
                "SELECT commit_group, mailbox, first, last FROM gain WHERE commit_group > ?"
                        + " ORDER BY commit_group, mailbox, first",
                row ->
                        new Gain(
                                row.getLong(1),
                                new EmailAddress(row.getString(2)),
                                row.getLong(3),
                                row.getLong(4)),
                group);
    }

    Stream<ItemRow> mailbox(EmailAddress mailbox, long first, long last) {
        return stream(
                "SELECT "
                        + Rows.ITEM
                        + """
                         FROM item
                        WHERE sequence BETWEEN ? AND ?
                          AND audience IN (SELECT audience FROM audience_member WHERE mailbox = ?)
                        ORDER BY sequence
                        """,
                Rows::item,
                first,
                last,
                mailbox.value());
    }

    Stream<KeptCapture> captures() {
        return stream(
                "SELECT id, last, digest, size, report, destroyed FROM capture ORDER BY id",
                CatalogReader::capture);
    }

    /// The one that reaches over a capture.
    Optional<KeptCapture> kept(CaptureId id) {
        return first(
                """
                SELECT id, last, digest, size, report, destroyed FROM capture
                WHERE id = (SELECT max(id) FROM capture WHERE id <= ?) AND last >= ?
                """,
                CatalogReader::capture,
                id.sequence(),
                id.sequence());
    }

    private static KeptCapture capture(ResultSet row) throws SQLException {
        return new KeptCapture(
                new CaptureId(row.getLong(1)),
                new CaptureId(row.getLong(2)),
                new StoredContent(new ContentDigest(row.getString(3)), row.getLong(4)),
                row.getString(5),
                row.getInt(6) != 0);
    }

    /// Whether a blob is held by anything.
    boolean holds(BlobName name) {
        return first(
                        "SELECT 1 FROM blob WHERE name = ? AND removed = 0",
                        row -> row.getInt(1),
                        (Object) name.bytes())
                .isPresent();
    }

    /// A live item whose body holds the key of a blob.
    Optional<ItemRow> holder(BlobName name) {
        return first(
                "SELECT "
                        + Rows.ITEM
                        + """
                         FROM item WHERE erased = 0 AND sequence IN
                            (SELECT h.item FROM item_blob h JOIN blob b ON b.number = h.blob
                             WHERE b.name = ?)
                        LIMIT 1
                        """,
                Rows::item,
                (Object) name.bytes());
    }

    /// A capture whose slot holds the key of a blob.
    Optional<CaptureId> capturing(BlobName name) {
        return first(
                """
                SELECT c.id FROM capture c JOIN blob b ON b.number = c.blob
                WHERE b.name = ? AND c.destroyed = 0 LIMIT 1
                """,
                row -> new CaptureId(row.getLong(1)),
                (Object) name.bytes());
    }

    long lastGroup() {
        return first("SELECT coalesce(max(number), 0) FROM commit_group", row -> row.getLong(1))
                .orElse(0L);
    }

    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Group(long number, byte[] digest) {}

    List<Group> groupsFrom(long first) {
        return list(
                "SELECT number, digest FROM commit_group WHERE number >= ? ORDER BY number",
                row -> new Group(row.getLong(1), row.getBytes(2)),
                first);
    }

    boolean hasGroup(Projection.Position group) {
        return first(
                        "SELECT 1 FROM commit_group WHERE number = ? AND place = ? AND digest = ?",
                        row -> row.getInt(1),
                        group.group(),
                        group.place().packed(),
                        group.digest())
                .isPresent();
    }

    /// Blobs that nothing holds any more.
    List<BlobName> removedBlobs() {
        return list(
                "SELECT name FROM blob WHERE removed = 1", row -> new BlobName(row.getBytes(1)));
    }

    List<ItemRow> erasedItems() {
        return list(
                "SELECT "
                        + Rows.ITEM
                        + " FROM item WHERE sequence IN (SELECT item FROM erasure)"
                        + " ORDER BY sequence",
                Rows::item);
    }

    List<Long> destroyedCaptures() {
        return list("SELECT id FROM capture WHERE destroyed = 1", row -> row.getLong(1));
    }

    <T> Optional<T> first(String sql, Mapping<T> mapping, Object... values) {
        List<T> found = list(sql, mapping, values);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    <T> List<T> list(String sql, Mapping<T> mapping, Object... values) {
        try (SqliteDatabase.Session session = database.reader()) {
            PreparedStatement statement = session.prepare(sql);
            Statements.bind(statement, values);
            List<T> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(mapping.map(row));
                }
            }
            return found;
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    <T> Stream<T> stream(String sql, Mapping<T> mapping, Object... values) {
        SqliteDatabase.Session session = database.reader();
        try {
            PreparedStatement statement = session.prepare(sql);
            Statements.bind(statement, values);
            ResultSet row = statement.executeQuery();
            return StreamSupport.stream(new Cursor<>(row, mapping), false)
                    .onClose(() -> close(session, row));
        } catch (SQLException failure) {
            session.close();
            throw failed(failure);
        }
    }

    private static void close(SqliteDatabase.Session session, ResultSet row) {
        try (session) {
            row.close();
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    private static final class Cursor<T> extends Spliterators.AbstractSpliterator<T> {
        private final ResultSet row;
        private final Mapping<T> mapping;

        Cursor(ResultSet row, Mapping<T> mapping) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.row = row;
            this.mapping = mapping;
        }

        @Override
        public boolean tryAdvance(Consumer<? super T> action) {
            try {
                if (!row.next()) {
                    return false;
                }
                action.accept(mapping.map(row));
                return true;
            } catch (SQLException failure) {
                throw failed(failure);
            }
        }
    }

    static WharfException failed(SQLException failure) {
        return new WharfException(
                ErrorCode.STORAGE_FAILED,
                "reading the catalog; check the disk, or run `wharf rebuild`",
                failure);
    }
}
