package dev.wharf.capture.android;

import java.io.IOException;

/// What WhatsApp notes beside a message: forwarded, disappearing, to be seen once, deleted on this
/// phone but not yet purged. For one thread.
final class Marks implements AutoCloseable {
    private static final long FORWARDED = 1;

    private final Satellite forwarded;
    private final Satellite channels;
    private final Satellite ephemeral;
    private final Satellite once;
    private final PendingDeletions deletions;

    Marks(Store store) throws IOException {
        forwarded = store.satellite("message_forwarded", "message_row_id", "forward_score");
        channels =
                store.satellite(
                        "forwarded_newsletter_message_info",
                        "message_row_id",
                        "newsletter_name",
                        "profile_name");
        ephemeral =
                store.satellite(
                        "message_ephemeral",
                        "message_row_id",
                        "duration",
                        "expire_timestamp",
                        "keep_in_chat");
        once = store.satellite("message_view_once_media", "message_row_id", "state");
        deletions = PendingDeletions.of(store);
    }

    boolean isViewOnce(long message) {
        return once.has(message);
    }

    void read(MessageRow message, boolean viewOnce, Said said) throws IOException {
        long id = message.id();
        if ((message.originationFlags() & FORWARDED) != 0) {
            said.forwarded(1);
        }
        forwarded.each(
                id, row -> said.forwarded(Math.clamp(row.integer("s.forward_score", 1), 1, 127)));
        channels.each(
                id,
                row ->
                        said.forwarded(1)
                                .note(
                                        "forwarded from the channel",
                                        row.someText("s.newsletter_name")));
        ephemeral.each(
                id,
                row -> {
                    long seconds = row.integer("s.duration", 0);
                    if (seconds > 0) {
                        said.disappears(seconds);
                    }
                    if (row.integer("s.keep_in_chat", 0) == 1) {
                        said.note("kept in the chat", "yes");
                    }
                });
        if (viewOnce) {
            said.viewOnce();
            once.each(id, row -> said.note("view once", state(row.integer("s.state", -1))));
        }
        said.deletedLocally(deletions.covers(message));
    }

    private static @org.jspecify.annotations.Nullable String state(long state) {
        return state == 1 ? "opened" : null;
    }

    boolean isPendingDeletion(MessageRow message) {
        return deletions.covers(message);
    }

    @Override
    public void close() {
        forwarded.close();
        channels.close();
        ephemeral.close();
        once.close();
    }
}
