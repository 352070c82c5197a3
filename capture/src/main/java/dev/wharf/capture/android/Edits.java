package dev.wharf.capture.android;

import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.MessageKey;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// Messages that were edited: `message_edit_info`. The row holds the last text only; its own id may
/// be that of the edit, and then the table names the id of the first version, by which reactions,
/// quotes and receipts mean the message. For one thread.
final class Edits implements AutoCloseable {
    private final Satellite rows;

    Edits(Store store) throws IOException {
        rows =
                store.satellite(
                        "message_edit_info",
                        "message_row_id",
                        "original_key_id",
                        "edited_timestamp",
                        "sender_timestamp");
    }

    boolean isEdited(MessageRow message) {
        return rows.has(message.id());
    }

    @Nullable String originalId(MessageRow message) throws IOException {
        return rows.<String>first(message.id(), row -> row.someText("s.original_key_id"))
                .orElse(message.keyId());
    }

    /// Known by both ids: what was captured live is found again whether it saw the first version,
    /// the edit or both.
    Draft named(MessageRow message, Draft draft) {
        MessageKey key = draft.key();
        String own = message.keyId();
        if (key == null || own == null || own.equals(key.id()) || !isEdited(message)) {
            return draft;
        }
        return draft.keyed(
                new MessageKey(key.chatJid(), key.id() + " " + own, key.fromMe(), key.sender()));
    }

    void read(MessageRow message, Said said) throws IOException {
        rows.each(
                message.id(),
                row -> {
                    Long at = row.integer("s.edited_timestamp");
                    at = Times.isTime(at) ? at : row.integer("s.sender_timestamp");
                    said.edited().note("edited at", Times.text(at));
                });
    }

    @Override
    public void close() {
        rows.close();
    }
}
