package dev.wharf.store.object;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.key.KeyVault;
import dev.wharf.store.key.StreamCipher;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Encrypts everything before it leaves the process, and opens it again: the store beneath learns
/// names, sizes and times, nothing else.
///
/// ```
/// object = "WHARFOBJ" version(1: 1) zero(3) key version(4) sealed content
/// ```
///
/// The content is sealed as a stream in segments ([StreamCipher]) under the vault's key for scratch
/// data; the header and the object's name are bound to it, so that an object cannot be passed off
/// as another. The key's version stands in the header: after a rotation new objects have the new
/// key, and old ones open as long as the vault holds theirs.
public final class SealedObjects implements ObjectStore {
    private static final byte[] MAGIC = Arrays.copyOf("WHARFOBJ\u0001".getBytes(US_ASCII), 12);
    private static final int HEADER = MAGIC.length + 4;

    private final ObjectStore store;
    private final KeyVault vault;
    private final Map<Integer, StreamCipher> ciphers = new ConcurrentHashMap<>();

    /// @param store closed with this
    /// @param vault stays the caller's to close, after this
    public SealedObjects(ObjectStore store, KeyVault vault) {
        this.store = store;
        this.vault = vault;
    }

    @Override
    public void put(ObjectName name, InputStream content, long size) throws IOException {
        int version = vault.current(KeyPurpose.SCRATCH).version();
        byte[] header = ByteBuffer.allocate(HEADER).put(MAGIC).putInt(version).array();
        InputStream sealed =
                new SealingStream(
                        new SizedContent(content, size), cipher(version), context(header, name));
        store.put(
                name,
                new SequenceInputStream(new ByteArrayInputStream(header), sealed),
                StreamCipher.sealedSize(size, HEADER));
    }

    private StreamCipher cipher(int version) {
        return ciphers.computeIfAbsent(
                version,
                wanted -> new StreamCipher(vault.key(KeyPurpose.SCRATCH, wanted).secret(), HEADER));
    }

    private static byte[] context(byte[] header, ObjectName name) {
        byte[] text = name.text().getBytes(UTF_8);
        return ByteBuffer.allocate(HEADER + text.length).put(header).put(text).array();
    }

    @Override
    public InputStream open(ObjectName name, long from, long length) {
        SeekableByteChannel plain = channel(name);
        return new TranslatedStream(
                new BoundedStream(Channels.newInputStream(plain), plain, from, length),
                failed -> damaged(name, failed));
    }

    @Override
    public SeekableByteChannel channel(ObjectName name) {
        SeekableByteChannel sealed = store.channel(name);
        try {
            byte[] header = header(sealed);
            if (!Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
                throw new WharfException(
                        ErrorCode.STORAGE_CORRUPT,
                        "object %s of %s is none of Wharf's, or damaged at its beginning"
                                .formatted(name, place()));
            }
            int version = ByteBuffer.wrap(header).getInt(MAGIC.length);
            return new OpenedChannel(
                    cipher(version).open(sealed, context(header, name)),
                    failed -> damaged(name, failed));
        } catch (IOException | IllegalArgumentException cut) {
            throw damaged(name, cut);
        }
    }

    private static byte[] header(SeekableByteChannel sealed) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        while (header.hasRemaining()) {
            if (sealed.read(header) < 0) {
                throw new EOFException("it has no header");
            }
        }
        return header.array();
    }

    private WharfException damaged(ObjectName name, Exception failed) {
        if (failed instanceof WharfException known) {
            return known;
        }
        return new WharfException(
                ErrorCode.STORAGE_CORRUPT,
                "object %s of %s does not open with its key: it was changed, cut or exchanged"
                        .formatted(name, place()),
                failed);
    }

    /// Sizes are those of the plain content; of an object that is none of ours, 0 or a guess.
    @Override
    public Stream<StoredObject> list(String prefix) {
        return store.list(prefix).map(SealedObjects::plain);
    }

    @Override
    public Optional<StoredObject> find(ObjectName name) {
        return store.find(name).map(SealedObjects::plain);
    }

    private static StoredObject plain(StoredObject sealed) {
        long size = Math.max(0, StreamCipher.plainSize(sealed.size(), HEADER));
        return new StoredObject(sealed.name(), size, sealed.written());
    }

    @Override
    public Deletion delete(ObjectName name) {
        return store.delete(name);
    }

    @Override
    public String place() {
        return store.place();
    }

    @Override
    public void close() {
        ciphers.clear();
        store.close();
    }
}
