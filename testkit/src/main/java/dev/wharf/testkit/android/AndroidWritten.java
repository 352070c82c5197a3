package dev.wharf.testkit.android;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What a made-up phone holds, counted while it was written.
public final class AndroidWritten {
    private static final int NAMED = 3;

    private final Path folder;
    private final Map<Fact, Long> counts = new EnumMap<>(Fact.class);
    private final Map<Fact, List<Named>> named = new EnumMap<>(Fact.class);

    AndroidWritten(Path folder) {
        this.folder = folder;
    }

    /// What is counted. Each message is of exactly one kind from `TEXT` to `CALL_MESSAGE`.
    public enum Fact {
        TEXT,
        MEDIA,
        CONTACT,
        LOCATION,
        POLL,
        REVOKED,
        /// Somebody was added to a group.
        ADDED,
        /// A group got another name.
        SUBJECT,
        CALL_MESSAGE,
        /// Media whose file is in the folder.
        MEDIA_THERE,
        /// Rows of `receipt_user` or, in old databases, of `receipts` and messages with a time of
        /// receipt.
        RECEIPT,
        REACTION,
        /// Reactions that were taken back: rows with an empty text.
        REACTION_REMOVED,
        QUOTE,
        EDIT,
        VOTE,
        FORWARDED,
        MENTION,
        /// All calls, those that are messages too among them.
        CALL,
        OWN,
        IN_GROUP
    }

    /// A message to look for.
    ///
    /// @param row in `message` and `messages`
    /// @param sender phone number in digits; null for the owner and for WhatsApp itself
    public record Named(
            long row,
            String key,
            String chat,
            @Nullable String sender,
            Instant at,
            @Nullable String text) {}

    void add(Fact fact) {
        counts.merge(fact, 1L, Long::sum);
    }

    boolean wantsName(Fact fact) {
        return named.getOrDefault(fact, List.of()).size() < NAMED;
    }

    void name(Fact fact, Named message) {
        named.computeIfAbsent(fact, _ -> new ArrayList<>()).add(message);
    }

    /// Laid out as on a phone: `Databases`, `Backups`, `Media`.
    public Path folder() {
        return folder;
    }

    public Path database() {
        return folder.resolve("Databases").resolve("msgstore.db");
    }

    public Path contacts() {
        return folder.resolve("Backups").resolve("wa.db");
    }

    public long count(Fact... facts) {
        long sum = 0;
        for (Fact fact : facts) {
            sum += counts.getOrDefault(fact, 0L);
        }
        return sum;
    }

    /// The first few messages of which the fact is true.
    public List<Named> named(Fact fact) {
        return List.copyOf(named.getOrDefault(fact, List.of()));
    }
}
