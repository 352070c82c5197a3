package dev.wharf.connector.intake;

import dev.wharf.connector.align.BodyToken;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.item.NaturalKey;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Items by WhatsApp's own names: those of the archive, and those on their way there. For one
/// thread.
final class KnownItems {
    private static final int MOST_RECENT = 50_000;

    /// How long after a message its edit or deletion may come.
    private static final int DAYS_AFTER = 3;

    private final IntakeState state;
    private final ArchiveReader reader;
    private final NamedItems named;
    private final ChatBook chats;
    private final Map<NaturalKey, List<Known>> recent = new HashMap<>();

    /// One object for each item, under however many names it was found: two would tell two
    /// audiences.
    private final Map<ItemId, Known> byId = new HashMap<>();

    KnownItems(IntakeState state, NamedItems named, ChatBook chats) {
        this.chats = chats;
        this.state = state;
        this.named = named;
        this.reader = state.reader();
    }

    /// One item, as this run leaves it.
    static final class Known {
        final ItemId id;
        final EventKind kind;
        final boolean erased;
        private final @Nullable ItemRow row;

        /// Of calls and deletions only: the texts of others would fill the heap.
        private @Nullable Event event;

        private @Nullable Caller caller;
        private @Nullable Set<Object> receipts;
        private int files = -1;
        private @Nullable Boolean edited;
        private final Instant at;
        private Audience audience;
        private long lastBatch;

        private Known(
                ItemId id,
                EventKind kind,
                boolean erased,
                @Nullable ItemRow row,
                Instant at,
                Audience audience) {
            this.id = id;
            this.kind = kind;
            this.erased = erased;
            this.row = row;
            this.at = at;
            this.audience = audience;
        }

        Instant at() {
            return at;
        }

        long token() {
            return BodyToken.body(id.tag());
        }

        Audience audience() {
            return audience;
        }
    }

    /// Which source called an edit or a deletion what.
    ///
    /// @param name null when it has none of its own
    private record Caller(SourceKind source, @Nullable String name) {
        static Caller of(Event event) {
            MessageKey key = event.key();
            return new Caller(event.provenance().source(), key == null ? null : key.id());
        }
    }

    /// Those of the first name in order of archiving, then what else has another of the names.
    List<Known> named(List<NaturalKey> keys) {
        if (keys.size() == 1) {
            return named(keys.getFirst());
        }
        Set<Known> known = new LinkedHashSet<>();
        keys.forEach(key -> known.addAll(named(key)));
        return List.copyOf(known);
    }

    /// In order of archiving.
    private List<Known> named(NaturalKey key) {
        List<Known> known = recent.get(key);
        if (known == null) {
            known = new ArrayList<>();
            for (ItemRow row : reader.keyed(key)) {
                known.add(byId.computeIfAbsent(row.id(), _ -> archived(row)));
            }
            if (!known.isEmpty()) {
                recent.put(key, known);
            }
        }
        return known;
    }

    private Known archived(ItemRow row) {
        return new Known(
                row.id(),
                row.kind(),
                row.erased(),
                row,
                row.time(),
                state.audience(row.audience()));
    }

    /// Whether an item of the kind is the message or call of its name, and not something about it
    /// or in its place.
    static boolean isSaid(EventKind kind) {
        return switch (kind) {
            case EDIT, DELETION, REACTION, UNREADABLE -> false;
            default -> true;
        };
    }

    /// An item of the archive, however it was found.
    Known of(ItemRow row) {
        return byId.computeIfAbsent(row.id(), _ -> archived(row));
    }

    /// Also what exports told of these messages, which has no name: that they were edited or
    /// deleted.
    List<Known> withThoseAbout(List<Known> messages) {
        List<Known> all = new ArrayList<>(messages);
        for (Known known : messages) {
            if (known.kind != EventKind.REACTION && chats.isNameless(known.id.conversation())) {
                int day = known.id.day();
                try (Stream<ItemRow> rows =
                        reader.rows(known.id.conversation(), day, day + DAYS_AFTER)) {
                    rows.filter(row -> known.id.equals(row.target()))
                            .map(this::of)
                            .filter(one -> !all.contains(one))
                            .forEach(all::add);
                }
            }
        }
        return all;
    }

    /// From now on the item has this name too.
    ///
    /// @return whether it had not
    boolean name(Known known, NaturalKey key, long batch) {
        List<Known> same = named(key);
        if (same.contains(known)) {
            return false;
        }
        same.add(known);
        recent.put(key, same);
        if (known.row != null) {
            named.add(known.row.sequence());
        }
        known.lastBatch = batch;
        return true;
    }

    Known added(ItemId id, Event event, Audience audience, List<NaturalKey> keys, long batch) {
        Known known = new Known(id, event.kind(), false, null, event.time().at(), audience);
        known.event = isRemembered(event.kind()) ? event : null;
        known.caller = Caller.of(event);
        known.edited = isEdited(event.content());
        known.files = Files.held(event.content());
        byId.put(id, known);
        keys.forEach(key -> name(known, key, batch));
        return known;
    }

    /// A resolution is on its way to the archive, behind everything so far.
    void resolved(Change.Resolve resolve) {
        recent.values()
                .forEach(
                        all ->
                                all.forEach(
                                        known ->
                                                known.audience =
                                                        Resolved.by(resolve, known.audience)));
    }

    void moved(Known known, Audience audience, long batch) {
        known.audience = audience;
        known.lastBatch = batch;
    }

    private static boolean isRemembered(EventKind kind) {
        return kind == EventKind.CALL || kind == EventKind.DELETION;
    }

    /// The event of an item of kind CALL or DELETION.
    Event event(Known known) {
        Event event = known.event;
        if (event == null) {
            event = reader.open(Objects.requireNonNull(known.row)).event();
            known.event = event;
        }
        return event;
    }

    /// Whether an edit or a deletion is another than the one that is held, though it does the same:
    /// one live source calls one thing by one name, and a text may be edited back to what it was.
    boolean isAnother(Known known, Event shown) {
        MessageKey key = shown.key();
        if (known.erased || key == null || Merge.isOfDatabase(shown)) {
            return false;
        }
        Caller caller = known.caller;
        if (caller == null) {
            caller = Caller.of(reader.open(Objects.requireNonNull(known.row)).event());
            known.caller = caller;
        }
        return caller.source == shown.provenance().source()
                && caller.name != null
                && !caller.name.equals(key.id());
    }

    /// Whether a message is shown as edited: of media the item must be asked.
    boolean isEdited(Known known) {
        if (!BodyToken.isMedia(known.token())) {
            return BodyToken.isEditedText(known.token());
        }
        Boolean edited = known.edited;
        if (edited == null) {
            edited = isEdited(reader.open(Objects.requireNonNull(known.row)).event().content());
            known.edited = edited;
        }
        return edited;
    }

    private static boolean isEdited(Content content) {
        return content instanceof Content.Message message && message.marks().edited();
    }

    /// How many files came with an item.
    int files(Known known) {
        if (known.files < 0) {
            known.files =
                    Files.held(reader.open(Objects.requireNonNull(known.row)).event().content());
        }
        return known.files;
    }

    /// Whether the item has no such receipt yet; from now on it has.
    boolean isNewReceipt(Known known, Event receipt, long batch) {
        Set<Object> receipts = known.receipts;
        if (receipts == null) {
            receipts = new HashSet<>();
            if (known.row != null) {
                for (Event held : reader.receipts(known.row)) {
                    receipts.add(face(held));
                }
            }
            known.receipts = receipts;
        }
        known.lastBatch = batch;
        return receipts.add(face(receipt));
    }

    private static Object face(Event receipt) {
        Content.Receipt said = (Content.Receipt) receipt.content();
        return List.of(
                said.status(),
                receipt.time().at().getEpochSecond(),
                said.recipient() == null ? "" : address(said.recipient()),
                said.text() == null ? "" : said.text());
    }

    /// Sources call people by different names.
    private static String address(Person recipient) {
        if (recipient.phone() != null) {
            return recipient.phone().e164();
        }
        return recipient.lid() != null ? recipient.lid().jid() : recipient.label();
    }

    /// Forgets what the archive can tell by now, when there is much of it.
    void forget(long committed) {
        if (recent.size() > MOST_RECENT) {
            recent.values().removeIf(all -> all.stream().allMatch(k -> k.lastBatch <= committed));
            Set<ItemId> held = new HashSet<>();
            recent.values().forEach(all -> all.forEach(known -> held.add(known.id)));
            byId.keySet().retainAll(held);
        }
    }

    void forgetAll() {
        recent.clear();
        byId.clear();
    }
}
