package dev.wharf.connector.align;

import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveReader.DaySpan;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.chat.ConversationId;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/// What the archive holds of one chat, as a capture is compared with it.
///
/// @param chats the conversations that the chat's items stand in, the one that new items go to
///   first: a chat that came from sources of several kinds may have more than one
/// @param base items after this sequence do not exist for alignment
/// @param free whether the item of a sequence may be what a line of the capture says; an item that
///   has a name of WhatsApp's own is no other message's
/// @param person one party for all that are the same person: somebody who was met under a LID, and
///   elsewhere under a number, is two
public record HeldChat(
        ArchiveReader reader,
        List<ConversationId> chats,
        long base,
        LongPredicate free,
        IntUnaryOperator person) {
    public HeldChat {
        chats = List.copyOf(chats);
    }

    ConversationId chat() {
        return chats.getFirst();
    }

    /// From the first to the last day of any of its items.
    public Optional<DaySpan> span() {
        return chats.stream()
                .flatMap(id -> reader.span(id).stream())
                .reduce(
                        (a, b) ->
                                new DaySpan(
                                        Math.min(a.firstDay(), b.firstDay()),
                                        Math.max(a.lastDay(), b.lastDay()),
                                        a.items() + b.items()));
    }

    /// Rows of one UTC day by sequence.
    List<ItemRow> rows(int day) {
        if (chats.size() == 1) {
            return rows(chat(), day);
        }
        return chats.stream()
                .flatMap(id -> rows(id, day).stream())
                .sorted(Comparator.comparingLong(ItemRow::sequence))
                .toList();
    }

    private List<ItemRow> rows(ConversationId id, int day) {
        try (Stream<ItemRow> rows = reader.rows(id, day, day)) {
            return rows.filter(row -> row.sequence() <= base).toList();
        }
    }
}
