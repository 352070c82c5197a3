package dev.wharf.core.archive;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.Event;
import dev.wharf.core.item.ContentSource;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.item.NaturalKey;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Reads what is committed. Safe for many threads. Streams read lazily and must be closed.
///
/// An item whose key was destroyed has a row, and opening it fails with `ERASED`.
public interface ArchiveReader {

    Optional<ItemRow> row(ItemId id);

    Optional<ItemRow> row(long sequence);

    StoredItem open(ItemRow row);

    /// Opens attachments of one item, by digest, under that item's key.
    ContentSource contents(ItemRow row);

    /// Where else the same event was captured, in order of archiving. The item's own provenance
    /// stands in its event.
    List<Provenance> corroborations(ItemRow row);

    /// Receipts attached to one item, in order of archiving.
    List<Event> receipts(ItemRow row);

    /// Rows of one chat on the UTC days from `firstDay` to `lastDay` (days since 1970), ordered by
    /// archiving sequence. What alignment compares a new export with.
    Stream<ItemRow> rows(ConversationId conversation, int firstDay, int lastDay);

    /// Rows of one chat and UTC day whose tag lies between the bounds (unsigned, inclusive).
    List<ItemRow> tags(ConversationId conversation, int day, long lowestTag, long highestTag);

    /// Rows that have this key, in order of archiving: none, one, or a placeholder and what
    /// completes it; rarely an item that shares no more than the key's 64 bits.
    List<ItemRow> keyed(NaturalKey key);

    /// Sequences of all items that have a name, in no order, some of them repeatedly.
    LongStream named();

    /// Rows after a sequence, in order: what connectors' cursors walk.
    Stream<ItemRow> after(long sequence);

    /// Rows of one mailbox between two sequences, both inclusive, in order of sequence.
    Stream<ItemRow> mailbox(EmailAddress mailbox, long first, long last);

    /// Highest sequence, 0 when empty.
    long lastSequence();

    /// Number of the last commit group, 0 when there is none.
    long lastGroup();

    /// Mailboxes that items got after they were archived, by commit groups after `group`, in their
    /// order: what a cursor that has passed these items must go back for.
    List<Gain> gains(long group);

    /// @param group number of the commit group that gave it, stable over a rebuild A run of
    ///   sequences, both inclusive. A group that gives a mailbox thousands of runs may tell them as
    ///   one that holds too much.
    record Gain(long group, EmailAddress mailbox, long first, long last) {}

    /// Rows of one mailbox, oldest event first.
    Stream<ItemRow> mailbox(EmailAddress mailbox, @Nullable Instant from, @Nullable Instant before);

    List<MailboxSummary> mailboxes();

    record MailboxSummary(EmailAddress mailbox, long items, Instant first, Instant last) {}

    Audience audience(int number);

    /// Numbers of the audiences that hold this mailbox; empty for one that nothing reached.
    Set<Integer> audiences(EmailAddress mailbox);

    /// Every audience that waits for somebody or reaches nobody, with its number of items.
    List<QuarantineGroup> quarantine();

    record QuarantineGroup(
            int audience, Audience waiting, long items, Instant first, Instant last) {}

    /// Rows that point to this audience.
    Stream<ItemRow> inAudience(int audience);

    List<ConversationRecord> conversations();

    List<PartyRecord> parties();

    /// First and last UTC day of a chat's items; empty for an unknown or empty chat.
    Optional<DaySpan> span(ConversationId conversation);

    record DaySpan(int firstDay, int lastDay, long items) {}

    Optional<String> document(String kind, String key);

    /// Documents of a kind by key, in key order.
    List<NamedDocument> documents(String kind);

    /// The same, of those whose key lies between two others, the first inclusive, in key order (by
    /// the bytes of UTF-8).
    List<NamedDocument> documents(String kind, String fromKey, String beforeKey);

    record NamedDocument(String key, String json) {}

    /// Originals that are kept, in order of their captures; close it.
    Stream<KeptCapture> captures();

    /// @param last of a page of live captures that are kept as one; the capture itself when it is
    ///   kept alone
    /// @param destroyed the original's key was destroyed by an erasure; the digest remains
    record KeptCapture(
            CaptureId capture,
            CaptureId last,
            StoredContent original,
            String report,
            boolean destroyed) {}

    /// The original that a capture is kept in, alone or in a page; empty when none reaches over it.
    Optional<KeptCapture> kept(CaptureId capture);

    /// What [#kept] says, opened: of a page, all of it.
    CaptureBody original(CaptureId capture);
}
