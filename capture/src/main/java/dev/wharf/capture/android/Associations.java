package dev.wharf.capture.android;

import dev.wharf.capture.database.Select;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// What a message is a part of: an album, whose files are messages of their own, or the comments of
/// another message. For one thread.
final class Associations implements AutoCloseable {
    private static final long ALBUM = 2;

    private final Satellite albums;
    private final Satellite comments;

    Associations(Store store) throws IOException {
        albums = joined(store, "message_association", "child_message_row_id", "association_type");
        comments = joined(store, "message_comment", "message_row_id", null);
    }

    private static Satellite joined(Store store, String table, String child, @Nullable String type)
            throws IOException {
        if (!store.schema().has(table, child)
                || !store.schema().has(table, "parent_message_row_id")) {
            return Satellite.none();
        }
        Select select =
                new Select(store.schema(), table, "s")
                        .leftJoin("message", "p", "p._id = s.parent_message_row_id", "_id")
                        .columns("p", "key_id");
        if (type != null) {
            select.columns("s", type);
        }
        return Satellite.of(store.messages(), select, table, child);
    }

    void read(long message, Said said) throws IOException {
        albums.each(
                message,
                row ->
                        said.note(
                                row.integer("s.association_type", 0) == ALBUM
                                        ? "part of the album"
                                        : "belongs to the message",
                                row.someText("p.key_id")));
        comments.each(
                message, row -> said.note("comment on the message", row.someText("p.key_id")));
    }

    @Override
    public void close() {
        albums.close();
        comments.close();
    }
}
