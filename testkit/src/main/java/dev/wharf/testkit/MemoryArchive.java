package dev.wharf.testkit;

import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.CommitReceipt;
import dev.wharf.core.archive.ConversationRecord;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.PartyRecord;
import dev.wharf.core.archive.PreparedGroup;
import dev.wharf.core.archive.StoredContent;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Event;
import dev.wharf.core.item.ContentSource;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.item.MailImage.Segment;
import dev.wharf.core.item.NaturalKey;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PartyId;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// An archive in memory, by the same contract as the one on disk. For any threads; nothing
/// survives. As long as the port is wide: each change and each query a few lines.
public final class MemoryArchive implements ArchiveWriter, ArchiveReader {
    private static final long SECONDS_A_DAY = 86_400;

    private final Map<ContentDigest, byte[]> contents = new HashMap<>();
    private final List<Kept> items = new ArrayList<>();
    private final Map<ItemId, Kept> byId = new HashMap<>();
    private final Map<NaturalKey, List<Kept>> byKey = new HashMap<>();
    private final List<Audience> audiences = new ArrayList<>();
    private final Map<ConversationId, ConversationRecord> conversations = new HashMap<>();
    private final TreeMap<PartyId, PartyRecord> parties = new TreeMap<>();
    private final TreeMap<CaptureId, KeptCapture> captures = new TreeMap<>();
    private final Map<String, TreeMap<String, String>> documents = new HashMap<>();
    private final List<Gain> gains = new ArrayList<>();
    private final TreeMap<EmailAddress, TreeSet<Long>> gained = new TreeMap<>();
    private long groups;

    private static final class Kept {
        final Change.AddItem item;
        final List<Provenance> corroborations = new ArrayList<>();
        final List<Event> receipts = new ArrayList<>();
        ItemRow row;

        Kept(Change.AddItem item, ItemRow row) {
            this.item = item;
            this.row = row;
        }
    }

    private record Group(List<Change> changes) implements PreparedGroup {
        @Override
        public int items() {
            return (int) changes.stream().filter(Change.AddItem.class::isInstance).count();
        }
    }

    @Override
    public synchronized StoredContent put(InputStream content) throws IOException {
        byte[] bytes = content.readAllBytes();
        ContentDigest digest = Digests.sha256(bytes);
        contents.putIfAbsent(digest, bytes);
        return new StoredContent(digest, bytes.length);
    }

    @Override
    public PreparedGroup prepare(Iterable<Change> changes) {
        List<Change> all = new ArrayList<>();
        changes.forEach(all::add);
        return new Group(List.copyOf(all));
    }

    @Override
    public synchronized CommitReceipt commit(PreparedGroup group) {
        List<Change> changes = ((Group) group).changes();
        refuseWhatCannotBe(changes);
        long first = items.size() + 1L;
        groups++;
        changes.forEach(this::apply);
        keepGains();
        return new CommitReceipt(first, items.size());
    }

    /// Destroys an item as `wharf erase` does.
    public synchronized void erase(ItemId id) {
        Kept kept = kept(id);
        ItemRow row = kept.row;
        kept.row =
                new ItemRow(
                        row.sequence(),
                        row.id(),
                        row.time(),
                        row.kind(),
                        row.sender(),
                        row.target(),
                        row.audience(),
                        true);
        destroyOriginal(kept.item.event().provenance().capture());
        kept.corroborations.forEach(seen -> destroyOriginal(seen.capture()));
    }

    private void refuseWhatCannotBe(List<Change> changes) {
        TreeSet<String> minted = new TreeSet<>();
        for (Change change : changes) {
            switch (change) {
                case Change.AddItem item -> {
                    if (byId.containsKey(item.id()) || !minted.add(item.id().toString())) {
                        throw new WharfException(
                                ErrorCode.BUG, "item " + item.id() + " is already archived");
                    }
                }
                case Change.Corroborate seen -> refuseUnknown(seen.item(), minted);
                case Change.AttachReceipt receipt -> refuseUnknown(receipt.item(), minted);
                case Change.SetAudience set -> refuseUnknown(set.item(), minted);
                case Change.AddKey add -> refuseUnknown(add.item(), minted);
                case Change.PutConversation _,
                        Change.PutParty _,
                        Change.Resolve _,
                        Change.KeepCapture _,
                        Change.PutDocument _ -> {}
            }
        }
    }

    private void refuseUnknown(ItemId id, SortedSet<String> minted) {
        if (!minted.contains(id.toString())) {
            kept(id);
        }
    }

    private void apply(Change change) {
        switch (change) {
            case Change.AddItem item -> add(item);
            case Change.Corroborate(ItemId item, Provenance seenIn, Audience audience) ->
                    corroborate(kept(item), seenIn, audience);
            case Change.AttachReceipt(ItemId item, Event receipt) ->
                    kept(item).receipts.add(receipt);
            case Change.AddKey(ItemId item, NaturalKey key) -> name(kept(item), key);
            case Change.PutConversation(ConversationRecord conversation) ->
                    conversations.put(conversation.id(), conversation);
            case Change.PutParty(PartyRecord party) -> parties.put(party.id(), party);
            case Change.Resolve resolve -> resolve(resolve);
            case Change.SetAudience(ItemId item, Audience audience) -> move(kept(item), audience);
            case Change.KeepCapture keep ->
                    captures.put(
                            keep.capture(),
                            new KeptCapture(
                                    keep.capture(),
                                    keep.last(),
                                    keep.original(),
                                    keep.report(),
                                    holdsErased(keep.capture(), keep.last())));
            case Change.PutDocument(String kind, String key, String json) ->
                    documents.computeIfAbsent(kind, _ -> new TreeMap<>()).put(key, json);
        }
    }

    private void add(Change.AddItem item) {
        Event event = item.event();
        PartyId sender = event.sender() == null ? null : event.sender().party();
        ItemRow row =
                new ItemRow(
                        items.size() + 1L,
                        item.id(),
                        Instant.ofEpochSecond(event.time().at().getEpochSecond()),
                        event.kind(),
                        sender == null ? 0 : sender.value(),
                        event.content().targetItem(),
                        intern(item.audience()),
                        false);
        Kept kept = new Kept(item, row);
        items.add(kept);
        byId.put(item.id(), kept);
    }

    private void name(Kept kept, NaturalKey key) {
        List<Kept> named = byKey.computeIfAbsent(key, _ -> new ArrayList<>());
        if (!named.contains(kept)) {
            named.add(kept);
        }
    }

    private void corroborate(Kept kept, Provenance seenIn, @Nullable Audience audience) {
        if (!kept.corroborations.contains(seenIn)
                && !kept.item.event().provenance().equals(seenIn)) {
            kept.corroborations.add(seenIn);
        }
        if (kept.row.erased()) {
            destroyOriginal(seenIn.capture());
        }
        if (audience != null) {
            move(kept, audience);
        }
    }

    private void resolve(Change.Resolve resolve) {
        for (int number = 1; number <= audiences.size(); number++) {
            Audience before = audiences.get(number - 1);
            if (before.unresolved().stream()
                    .noneMatch(who -> who.party().equals(resolve.party()))) {
                continue;
            }
            Audience after = resolved(before, resolve);
            int from = number;
            if (resolve.from() == null && resolve.until() == null) {
                items.stream()
                        .filter(kept -> kept.row.audience() == from)
                        .forEach(kept -> gain(kept, before, after));
                audiences.set(number - 1, after);
            } else {
                items.stream()
                        .filter(kept -> kept.row.audience() == from && within(resolve, kept.row))
                        .forEach(kept -> move(kept, after));
            }
        }
    }

    private static Audience resolved(Audience before, Change.Resolve resolve) {
        List<EmailAddress> mailboxes = new ArrayList<>(before.mailboxes());
        mailboxes.add(resolve.mailbox());
        List<Expectation> waiting =
                before.unresolved().stream()
                        .filter(who -> !who.party().equals(resolve.party()))
                        .toList();
        return Audience.of(mailboxes, waiting);
    }

    private static boolean within(Change.Resolve resolve, ItemRow row) {
        LocalDate day =
                LocalDate.ofEpochDay(Math.floorDiv(row.time().getEpochSecond(), SECONDS_A_DAY));
        return (resolve.from() == null || !day.isBefore(resolve.from()))
                && (resolve.until() == null || !day.isAfter(resolve.until()));
    }

    private void gain(Kept kept, Audience before, Audience after) {
        long sequence = kept.row.sequence();
        for (EmailAddress mailbox : after.mailboxes()) {
            if (before.mailboxes().contains(mailbox)) {
                continue;
            }
            gained.computeIfAbsent(mailbox, _ -> new TreeSet<>()).add(sequence);
        }
    }

    private void keepGains() {
        gained.forEach(
                (mailbox, sequences) -> {
                    for (long sequence : sequences) {
                        Gain last = gains.isEmpty() ? null : gains.getLast();
                        if (last != null
                                && last.group() == groups
                                && last.mailbox().equals(mailbox)
                                && last.last() == sequence - 1) {
                            gains.removeLast();
                            gains.add(new Gain(groups, mailbox, last.first(), sequence));
                        } else {
                            gains.add(new Gain(groups, mailbox, sequence, sequence));
                        }
                    }
                });
        gained.clear();
    }

    private void move(Kept kept, Audience audience) {
        ItemRow row = kept.row;
        gain(kept, audience(row.audience()), audience);
        kept.row =
                new ItemRow(
                        row.sequence(),
                        row.id(),
                        row.time(),
                        row.kind(),
                        row.sender(),
                        row.target(),
                        intern(audience),
                        row.erased());
    }

    private int intern(Audience audience) {
        int at = audiences.indexOf(audience);
        if (at < 0) {
            at = audiences.size();
            audiences.add(audience);
        }
        return at + 1;
    }

    private boolean holdsErased(CaptureId first, CaptureId last) {
        return items.stream()
                .filter(kept -> kept.row.erased())
                .flatMap(
                        kept ->
                                Stream.concat(
                                        Stream.of(kept.item.event().provenance()),
                                        kept.corroborations.stream()))
                .map(Provenance::capture)
                .anyMatch(seen -> seen.compareTo(first) >= 0 && seen.compareTo(last) <= 0);
    }

    private void destroyOriginal(CaptureId id) {
        kept(id).ifPresent(
                        kept ->
                                captures.put(
                                        kept.capture(),
                                        new KeptCapture(
                                                kept.capture(),
                                                kept.last(),
                                                kept.original(),
                                                kept.report(),
                                                true)));
    }

    private Kept kept(ItemId id) {
        Kept kept = byId.get(id);
        if (kept == null) {
            throw new WharfException(ErrorCode.NOT_FOUND, "no item " + id + " in the archive");
        }
        return kept;
    }

    @Override
    public synchronized Optional<ItemRow> row(ItemId id) {
        return Optional.ofNullable(byId.get(id)).map(kept -> kept.row);
    }

    @Override
    public synchronized Optional<ItemRow> row(long sequence) {
        return sequence < 1 || sequence > items.size()
                ? Optional.empty()
                : Optional.of(items.get((int) sequence - 1).row);
    }

    @Override
    public synchronized StoredItem open(ItemRow row) {
        Kept kept = readable(row);
        Change.AddItem item = kept.item;
        return new StoredItem(
                kept.row,
                item.event(),
                item.headline(),
                item.mail().image(),
                item.raw(),
                audience(kept.row.audience()));
    }

    @Override
    public synchronized ContentSource contents(ItemRow row) {
        List<ContentDigest> held =
                readable(row).item.mail().image().segments().stream()
                        .filter(Segment.Content.class::isInstance)
                        .map(segment -> ((Segment.Content) segment).digest())
                        .toList();
        return digest -> {
            byte[] bytes = contents.get(digest);
            if (bytes == null || !held.contains(digest)) {
                throw new WharfException(
                        ErrorCode.NOT_FOUND, "item " + row.id() + " has no content " + digest);
            }
            return new ByteArrayInputStream(bytes);
        };
    }

    private Kept readable(ItemRow row) {
        Kept kept = kept(row.id());
        if (kept.row.erased()) {
            throw new WharfException(ErrorCode.ERASED, "item " + row.id() + " was erased");
        }
        return kept;
    }

    @Override
    public synchronized List<Provenance> corroborations(ItemRow row) {
        return List.copyOf(kept(row.id()).corroborations);
    }

    @Override
    public synchronized List<ItemRow> keyed(NaturalKey key) {
        return byKey.getOrDefault(key, List.of()).stream()
                .map(kept -> kept.row)
                .sorted(Comparator.comparingLong(ItemRow::sequence))
                .toList();
    }

    @Override
    public synchronized LongStream named() {
        return byKey.values().stream()
                .flatMap(List::stream)
                .mapToLong(kept -> kept.row.sequence())
                .boxed()
                .toList()
                .stream()
                .mapToLong(Long::longValue);
    }

    @Override
    public synchronized List<Event> receipts(ItemRow row) {
        return List.copyOf(kept(row.id()).receipts);
    }

    @Override
    public Stream<ItemRow> rows(ConversationId conversation, int firstDay, int lastDay) {
        return where(
                row ->
                        row.id().conversation().equals(conversation)
                                && row.id().day() >= firstDay
                                && row.id().day() <= lastDay)
                .stream();
    }

    @Override
    public List<ItemRow> tags(
            ConversationId conversation, int day, long lowestTag, long highestTag) {
        return where(
                        row ->
                                row.id().conversation().equals(conversation)
                                        && row.id().day() == day
                                        && Long.compareUnsigned(row.id().tag(), lowestTag) >= 0
                                        && Long.compareUnsigned(row.id().tag(), highestTag) <= 0)
                .stream()
                .sorted((a, b) -> Long.compareUnsigned(a.id().tag(), b.id().tag()))
                .toList();
    }

    @Override
    public Stream<ItemRow> after(long sequence) {
        return where(row -> row.sequence() > sequence).stream();
    }

    @Override
    public synchronized long lastSequence() {
        return items.size();
    }

    @Override
    public synchronized long lastGroup() {
        return groups;
    }

    @Override
    public synchronized List<Gain> gains(long group) {
        return gains.stream().filter(gain -> gain.group() > group).toList();
    }

    @Override
    public Stream<ItemRow> mailbox(EmailAddress mailbox, long first, long last) {
        return where(
                row ->
                        row.sequence() >= first
                                && row.sequence() <= last
                                && audience(row.audience()).mailboxes().contains(mailbox))
                .stream();
    }

    @Override
    public List<NamedDocument> documents(String kind, String fromKey, String beforeKey) {
        return documents(kind).stream()
                .filter(
                        document ->
                                document.key().compareTo(fromKey) >= 0
                                        && document.key().compareTo(beforeKey) < 0)
                .toList();
    }

    @Override
    public synchronized Stream<ItemRow> mailbox(
            EmailAddress mailbox, @Nullable Instant from, @Nullable Instant before) {
        return where(
                        row ->
                                audience(row.audience()).mailboxes().contains(mailbox)
                                        && (from == null || !row.time().isBefore(from))
                                        && (before == null || row.time().isBefore(before)))
                .stream()
                .sorted(Comparator.comparing(ItemRow::time).thenComparingLong(ItemRow::sequence));
    }

    @Override
    public synchronized List<MailboxSummary> mailboxes() {
        TreeSet<EmailAddress> all = new TreeSet<>();
        audiences.forEach(audience -> all.addAll(audience.mailboxes()));
        return all.stream()
                .map(mailbox -> summary(mailbox, mailbox(mailbox, null, null).toList()))
                .filter(summary -> summary.items() > 0)
                .toList();
    }

    private static MailboxSummary summary(EmailAddress mailbox, List<ItemRow> rows) {
        return rows.isEmpty()
                ? new MailboxSummary(mailbox, 0, Instant.EPOCH, Instant.EPOCH)
                : new MailboxSummary(
                        mailbox, rows.size(), rows.getFirst().time(), rows.getLast().time());
    }

    @Override
    public synchronized Audience audience(int number) {
        if (number < 1 || number > audiences.size()) {
            throw new WharfException(ErrorCode.NOT_FOUND, "no audience " + number);
        }
        return audiences.get(number - 1);
    }

    @Override
    public synchronized Set<Integer> audiences(EmailAddress mailbox) {
        return IntStream.rangeClosed(1, audiences.size())
                .filter(number -> audience(number).mailboxes().contains(mailbox))
                .boxed()
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized List<QuarantineGroup> quarantine() {
        List<QuarantineGroup> groups = new ArrayList<>();
        for (int number = 1; number <= audiences.size(); number++) {
            Audience audience = audience(number);
            List<Instant> times = inAudience(number).map(ItemRow::time).sorted().toList();
            if ((audience.mailboxes().isEmpty() || !audience.unresolved().isEmpty())
                    && !times.isEmpty()) {
                groups.add(
                        new QuarantineGroup(
                                number, audience, times.size(), times.getFirst(), times.getLast()));
            }
        }
        return groups;
    }

    @Override
    public Stream<ItemRow> inAudience(int audience) {
        return where(row -> row.audience() == audience).stream();
    }

    @Override
    public synchronized List<ConversationRecord> conversations() {
        return conversations.values().stream()
                .sorted((a, b) -> Long.compareUnsigned(a.id().value(), b.id().value()))
                .toList();
    }

    @Override
    public synchronized List<PartyRecord> parties() {
        return List.copyOf(parties.values());
    }

    @Override
    public synchronized Optional<DaySpan> span(ConversationId conversation) {
        List<ItemRow> rows = where(row -> row.id().conversation().equals(conversation));
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new DaySpan(
                                rows.stream().mapToInt(row -> row.id().day()).min().orElseThrow(),
                                rows.stream().mapToInt(row -> row.id().day()).max().orElseThrow(),
                                rows.size()));
    }

    @Override
    public synchronized Optional<String> document(String kind, String key) {
        return Optional.ofNullable(documents.getOrDefault(kind, new TreeMap<>()).get(key));
    }

    @Override
    public synchronized List<NamedDocument> documents(String kind) {
        return documents.getOrDefault(kind, new TreeMap<>()).entrySet().stream()
                .map(entry -> new NamedDocument(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public synchronized Stream<KeptCapture> captures() {
        return List.copyOf(captures.values()).stream();
    }

    @Override
    public synchronized Optional<KeptCapture> kept(CaptureId capture) {
        return Optional.ofNullable(captures.floorEntry(capture))
                .map(Map.Entry::getValue)
                .filter(kept -> kept.last().compareTo(capture) >= 0);
    }

    @Override
    public synchronized CaptureBody original(CaptureId capture) {
        KeptCapture kept = kept(capture).orElse(null);
        if (kept == null) {
            throw new WharfException(
                    ErrorCode.NOT_FOUND, "the original of capture " + capture + " is not kept");
        }
        if (kept.destroyed()) {
            throw new WharfException(
                    ErrorCode.ERASED,
                    "the original of capture " + capture + " was destroyed by an erasure");
        }
        byte[] bytes = contents.get(kept.original().digest());
        if (bytes == null) {
            throw new WharfException(
                    ErrorCode.STORAGE_CORRUPT,
                    "the original of capture " + capture + " is not in the archive");
        }
        return new MemoryCaptureBody(bytes);
    }

    private synchronized List<ItemRow> where(Predicate<ItemRow> condition) {
        return items.stream().map(kept -> kept.row).filter(condition).toList();
    }
}
