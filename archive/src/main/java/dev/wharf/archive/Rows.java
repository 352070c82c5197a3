package dev.wharf.archive;

import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.item.ItemId;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/// Rows of the catalog as values.
final class Rows {
    /// What [#item] reads, in its order.
    static final String ITEM =
            "sequence, conversation, day, tag, second, kind, sender, target, audience, erased";

    private Rows() {}

    static ItemRow item(ResultSet row) throws SQLException {
        byte[] target = row.getBytes(8);
        return new ItemRow(
                row.getLong(1),
                new ItemId(new ConversationId(row.getLong(2)), row.getInt(3), tag(row.getLong(4))),
                Instant.ofEpochSecond(row.getLong(5)),
                EventKind.of(row.getInt(6)),
                row.getInt(7),
                target == null ? null : ItemId.of(target),
                row.getInt(9),
                row.getInt(10) != 0);
    }

    /// Reads kind, capture, digest, name, decoder, account, head and tail from a column on.
    static SourceLine source(ResultSet row, int from) throws SQLException {
        return new SourceLine(
                Codes.source(row.getInt(from)),
                new CaptureId(row.getLong(from + 1)),
                new ContentDigest(row.getString(from + 2)),
                row.getString(from + 3),
                row.getString(from + 4),
                row.getString(from + 5),
                row.getString(from + 6),
                row.getString(from + 7));
    }

    /// A tag as the catalog orders it, or back: signed order there is unsigned order here.
    static long tag(long tag) {
        return tag ^ Long.MIN_VALUE;
    }
}
