package dev.wharf.archive;

import dev.wharf.core.archive.Change.AddItem;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventCodec;
import dev.wharf.core.item.ItemId;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;

/// Everything one thread needs to turn items into sealed bodies and back: ciphers, digest,
/// compressor, random bytes, scratch space. Borrowed from [Sealers], for one thread at a time.
final class Sealer implements AutoCloseable {
    final AesGcm cipher = new AesGcm();
    final Randomness random;
    final Compressor compressor = new Compressor();
    private final EventCodec events;
    private final MessageDigest sha256 = Sha256.fresh();
    private final WireWriter plain = new WireWriter(16 * 1024);
    private byte[] compressed = new byte[16 * 1024];

    Sealer(SecureRandom random, EventCodec events) {
        this.random = new Randomness(random);
        this.events = events;
    }

    /// @param length of the sealed body
    /// @param digest of the plain one
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record SealedBody(int length, byte[] digest) {}

    /// Seals one item's body to the end of `bodies`, under a fresh key.
    SealedBody seal(AddItem item, List<HeldContent> contents, byte[] key, WireWriter bodies) {
        plain.clear();
        ItemBody.encode(
                plain,
                random,
                events,
                contents,
                item.event(),
                item.headline(),
                item.mail(),
                item.raw());
        sha256.update(plain.array(), 0, plain.length());
        byte[] digest = sha256.digest();
        int bound = Compressor.bound(plain.length());
        if (compressed.length < bound) {
            compressed = new byte[bound];
        }
        int size = compressor.mail(plain.array(), plain.length(), compressed, 0);
        int at = bodies.reserve(size + AesGcm.TAG);
        int sealed =
                cipher.sealOnce(key, item.id().bytes(), compressed, 0, size, bodies.array(), at);
        bodies.advance(sealed);
        return new SealedBody(sealed, digest);
    }

    /// Opens a sealed body to its plain bytes.
    byte[] open(ItemId id, byte[] key, byte[] sealed) {
        byte[] record = new byte[sealed.length];
        int length = cipher.openOnce(key, id.bytes(), sealed, 0, sealed.length, record, 0);
        return compressor.decompress(record, 0, length);
    }

    byte[] encode(Event event) {
        return events.encode(event);
    }

    ItemBody body(byte[] plain) {
        return ItemBody.decode(plain, events);
    }

    byte[] digest(byte[] plain) {
        return sha256.digest(plain);
    }

    @Override
    public void close() {
        plain.wipe();
        compressor.close();
    }
}
