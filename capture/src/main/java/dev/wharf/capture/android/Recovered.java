package dev.wharf.capture.android;

import dev.wharf.capture.database.Query;
import dev.wharf.capture.database.Select;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;

/// Words that a message no longer holds and that survive beside it: in the index of the app's
/// search (`message_ftsv2_content`, whose rows have the numbers of the messages), and in quotes of
/// it. Unofficial: the index is the app's own, and may hold a text in another spelling. For one
/// thread.
final class Recovered implements AutoCloseable {
    private static final String INDEX = "message_ftsv2_content";

    private final Satellite search;
    private final @Nullable Query quotes;

    Recovered(Store store) throws IOException {
        search =
                store.schema().has(INDEX, "c0content")
                        ? store.satellite(INDEX, "docid", "c0content")
                        : Satellite.none();
        if (store.schema().has("message_quoted", "key_id")
                && store.schema().has("message_quoted", "text_data")) {
            store.messages().index("message_quoted", "key_id");
            quotes =
                    store.messages()
                            .query(
                                    new Select(store.schema(), "message_quoted", "q")
                                            .columns("q", "text_data")
                                            .then(
                                                    """
                                                    WHERE q.key_id = ? AND q.text_data <> ''
                                                    ORDER BY q.rowid LIMIT 20\
                                                    """));
        } else {
            quotes = null;
        }
    }

    /// An earlier text of a message that was edited; null when nothing else than its present text
    /// survives.
    ///
    /// @param id by which others quote it
    @Nullable String earlier(MessageRow message, @Nullable String id) throws IOException {
        String indexed = indexed(message.id());
        if (indexed != null && !alike(indexed, message.text())) {
            return indexed;
        }
        for (String text :
                id == null || quotes == null
                        ? java.util.List.<String>of()
                        : quotes.list(
                                row -> Objects.requireNonNullElse(row.someText("q.text_data"), ""),
                                id)) {
            if (!text.isBlank() && !alike(text, message.text())) {
                return text;
            }
        }
        return null;
    }

    /// What a message said that was deleted; null when nothing survives.
    ///
    /// @param id WhatsApp's own of the message that was deleted
    @Nullable String deleted(MessageRow message, @Nullable String id) throws IOException {
        if (id != null && quotes != null) {
            String quoted =
                    quotes.first(
                                    row ->
                                            Objects.requireNonNullElse(
                                                    row.someText("q.text_data"), ""),
                                    id)
                            .orElse("");
            if (!quoted.isBlank()) {
                return quoted;
            }
        }
        return indexed(message.id());
    }

    private @Nullable String indexed(long message) throws IOException {
        return search.<String>first(message, row -> row.someText("s.c0content"))
                .filter(text -> !text.isBlank())
                .orElse(null);
    }

    /// Whether they differ in spelling only: the index folds case, and may drop signs.
    private static boolean alike(String text, @Nullable String present) {
        return present != null && letters(present).equals(letters(text));
    }

    private static String letters(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        text.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }

    @Override
    public void close() {
        search.close();
        if (quotes != null) {
            quotes.close();
        }
    }
}
