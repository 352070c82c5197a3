package dev.wharf.core.archive;

import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.event.Event;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.item.ItemMail;
import dev.wharf.core.item.NaturalKey;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PartyId;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/// One change of the archive's state. All state is the sum of changes in order: they are written to
/// the packs first, and the catalog is a projection that `rebuild` can make again from them.
public sealed interface Change {

    /// A new item.
    ///
    /// @param id unique: the caller has minted it against [ArchiveReader#tags]
    /// @param event identified: people, chat and references filled
    /// @param raw the source's own bytes for this event, kept beside the mail
    /// @param specimen what it shares with others of its group; null for none, which costs space
    ///   and time only
    @SuppressWarnings("ArrayRecordComponent") // hot path; compared nowhere
    record AddItem(
            ItemId id,
            Event event,
            Headline headline,
            ItemMail mail,
            byte[] raw,
            Audience audience,
            @Nullable Specimen specimen)
            implements Change {
        public AddItem(
                ItemId id,
                Event event,
                Headline headline,
                ItemMail mail,
                byte[] raw,
                Audience audience) {
            this(id, event, headline, mail, raw, audience, null);
        }
    }

    /// Another capture holds the same event.
    ///
    /// @param audience the item's audience from now on; null leaves it
    record Corroborate(ItemId item, Provenance seenIn, @Nullable Audience audience)
            implements Change {}

    /// Evidence attached to an item that is not an item itself: delivered, read, played.
    record AttachReceipt(ItemId item, Event receipt) implements Change {}

    /// A source has shown a name that WhatsApp gives this item. Adding one again changes nothing.
    record AddKey(ItemId item, NaturalKey key) implements Change {}

    /// Inserts or replaces.
    record PutConversation(ConversationRecord conversation) implements Change {}

    /// Inserts or replaces.
    record PutParty(PartyRecord party) implements Change {}

    /// The mailbox of a party has been found: every audience that waits for the party gets it. With
    /// dates, only for items of those UTC days (inclusive; null is open).
    record Resolve(
            PartyId party,
            EmailAddress mailbox,
            @Nullable LocalDate from,
            @Nullable LocalDate until)
            implements Change {}

    /// Sets the audience of one item (quarantined items that expected nobody, mapped by hand).
    record SetAudience(ItemId item, Audience audience) implements Change {}

    /// A capture's original bytes are kept under a key of their own, which erasing any item of it
    /// destroys; the digest stays. Of live captures a whole page is kept as one.
    ///
    /// @param last of the page's captures, all of which lie between; the capture itself when it is
    ///   kept alone. Pages do not overlap
    /// @param report the import report, JSON
    record KeepCapture(CaptureId capture, CaptureId last, StoredContent original, String report)
            implements Change {
        public KeepCapture(CaptureId capture, StoredContent original, String report) {
            this(capture, capture, original, report);
        }
    }

    /// A small named document: run record, cursor, setting. Inserts or replaces.
    ///
    /// @param kind `run`, `cursor`, …
    record PutDocument(String kind, String key, String json) implements Change {}
}
