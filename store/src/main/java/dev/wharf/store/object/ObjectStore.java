package dev.wharf.store.object;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.stream.Stream;

/// Where objects lie: a folder, a container in Azure Blob Storage, a bucket. An object is written
/// once, whole, and never changed.
///
/// Safe for use by many threads. An object is durable when [#put] returns, and nobody sees a part
/// of one: a put that failed, or whose process was killed, leaves nothing that can be opened or
/// listed. A put whose answer got lost may have succeeded: whoever must know lists. A deletion is
/// durable when it returns. What was put, or deleted, is seen so by every call that begins later.
///
/// Not promised: an order of [#list]; that a store keeps what nobody deletes (a life-cycle rule of
/// the firm's may); that two processes may share one folder.
///
/// Every method, and every read of what was opened, throws [dev.wharf.core.error.WharfException]:
/// `SOURCE_UNAVAILABLE` when the store is away or busy and another try may help (each was tried a
/// few times already), `SOURCE_REFUSED` when a person must act first (sign-in, rights, a container
/// that is missing), `STORAGE_FAILED` when there is no room or the disk fails, `NOT_FOUND` when
/// there is no such object, `STORAGE_CORRUPT` when what lies there is not what was put. Messages
/// name the place and the object, never a secret.
public interface ObjectStore extends AutoCloseable {

    /// Writes an object. Streams: memory does not grow with the size.
    ///
    /// @param size of the content in bytes, known before
    /// @throws IOException when the content cannot be read, or has another size
    /// @throws dev.wharf.core.error.WharfException `NOT_ALLOWED` when there is an object of that
    ///   name, which stays as it is
    void put(ObjectName name, InputStream content, long size) throws IOException;

    /// Opens a part of an object, for one reader.
    ///
    /// @param from first byte; at or behind the end there is nothing to read
    /// @param length at most so many bytes; fewer when the object ends before
    InputStream open(ObjectName name, long from, long length);

    /// Opens the whole object, for one reader.
    default InputStream open(ObjectName name) {
        return open(name, 0, Long.MAX_VALUE);
    }

    /// Opens an object for reading at random; reads ahead a little. For one thread.
    default SeekableByteChannel channel(ObjectName name) {
        return ObjectChannel.open(this, name);
    }

    /// Objects whose names begin so, in no particular order, as the store gives them: not all at
    /// once. Names that are none of ours are passed over. The caller closes the stream.
    ///
    /// @param prefix of the whole name; empty for all
    Stream<StoredObject> list(String prefix);

    /// Empty when there is no such object.
    Optional<StoredObject> find(ObjectName name);

    /// Deletes an object, or learns that it may not be deleted yet.
    Deletion delete(ObjectName name);

    /// Where this is, for messages: `folder /var/lib/wharf/staging`, `container staging of account
    /// wharf`.
    String place();

    @Override
    void close();
}
