package dev.wharf.archive;

import dev.wharf.core.archive.ConversationRecord;
import dev.wharf.core.archive.PartyRecord;
import dev.wharf.core.archive.StoredContent;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.item.NaturalKey;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PartyId;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One change as a manifest records it, without the text of any message. Audiences and source lines
/// are numbered within the manifest, from 0, specimens from 1.
///
/// What is committed and what is replayed from a pack are the same entries, applied by the same
/// [Projection]: that is why a rebuilt catalog equals the lost one.
sealed interface Entry {

    /// @param second the event's instant, seconds since 1970
    /// @param line number in the locator, see [SourceLine]
    /// @param specimen number of the specimen that the body is compressed with, 0 for none
    /// @param length of the sealed body; bodies stand in the group in the order of their entries
    /// @param digest SHA-256 of the (salted) body, compressed
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Item(
            ItemId id,
            long second,
            int kind,
            int sender,
            @Nullable ItemId target,
            int audience,
            int source,
            long line,
            int specimen,
            int length,
            byte[] digest,
            List<Blob> blobs)
            implements Entry {}

    /// @param size of the plain content
    record Blob(BlobName name, long size) {}

    /// @param audience -1 leaves the item's
    record Corroboration(ItemId item, int source, long line, int audience) implements Entry {}

    /// @param json the receipt as a stored event
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Receipt(ItemId item, byte[] json) implements Entry {}

    record Key(ItemId item, NaturalKey key) implements Entry {}

    record Conversation(ConversationRecord conversation) implements Entry {}

    record Party(PartyRecord party) implements Entry {}

    /// @param fromDay days since 1970, inclusive; `Long.MIN_VALUE` is open
    /// @param untilDay inclusive; `Long.MAX_VALUE` is open
    record Resolution(PartyId party, EmailAddress mailbox, long fromDay, long untilDay)
            implements Entry {
        boolean dated() {
            return fromDay != Long.MIN_VALUE || untilDay != Long.MAX_VALUE;
        }
    }

    record NewAudience(ItemId item, int audience) implements Entry {}

    /// @param last of a page of captures that are kept as one; the capture itself when kept alone
    record Capture(
            CaptureId capture, CaptureId last, StoredContent original, Blob blob, String report)
            implements Entry {}

    record Document(String kind, String key, String json) implements Entry {}

    /// @param second when, seconds since 1970
    /// @param actor who, as the ledger names them
    record Erasure(ItemId item, long second, String actor, String reason) implements Entry {}
}
