package dev.wharf.archive;

import dev.wharf.core.archive.Change.AddItem;
import dev.wharf.core.archive.Specimen;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventCodec;
import dev.wharf.core.event.EventWriter;
import dev.wharf.core.item.ItemId;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/// Everything one thread needs to turn items into sealed bodies and back: ciphers, digest,
/// compressor, random bytes, scratch space. Borrowed from [Sealers], for one thread at a time.
final class Sealer implements AutoCloseable {
    final AesGcm cipher = new AesGcm();

    /// For keys only: it keeps the schedule of the wrapping key.
    final AesGcm wrapper = new AesGcm();

    final Randomness random;
    final Compressor compressor = new Compressor();
    private final EventCodec events;
    private final EventWriter writer;
    private final MessageDigest sha256 = Sha256.fresh();
    private final WireWriter plain = new WireWriter(16 * 1024);
    private byte[] compressed = new byte[16 * 1024];
    private byte @Nullable [] lastSpecimen;
    private @Nullable SpecimenDictionary lastDictionary;

    Sealer(SecureRandom random, EventCodec events) {
        this.random = new Randomness(random);
        this.events = events;
        this.writer = events.writer();
    }

    /// @param length of the sealed body
    /// @param digest of the compressed one, before sealing
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record SealedBody(int length, byte[] digest) {}

    /// Seals one item's body to the end of `bodies`, under a fresh key.
    SealedBody seal(
            AddItem item,
            @Nullable SpecimenDictionary specimen,
            List<HeldContent> contents,
            byte[] key,
            WireWriter bodies) {
        plain.clear();
        ItemBody.encode(
                plain,
                random,
                writer,
                contents,
                item.event(),
                item.headline(),
                item.mail(),
                item.raw());
        int bound = Compressor.bound(plain.length());
        if (compressed.length < bound) {
            compressed = new byte[bound];
        }
        int size =
                specimen == null
                        ? compressor.mail(plain.array(), plain.length(), compressed, 0)
                        : compressor.mail(specimen, plain.array(), plain.length(), compressed, 0);
        sha256.update(compressed, 0, size);
        byte[] digest = sha256.digest();
        int at = bodies.reserve(size + AesGcm.TAG);
        int sealed =
                cipher.sealOnce(key, item.id().bytes(), compressed, 0, size, bodies.array(), at);
        bodies.advance(sealed);
        return new SealedBody(sealed, digest);
    }

    /// A specimen as its items are compressed with it, and the record of it that is kept.
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record KeptSpecimen(SpecimenDictionary dictionary, byte[] record) {}

    KeptSpecimen keep(Specimen specimen) {
        plain.clear();
        ItemBody.encode(
                plain,
                random,
                writer,
                List.of(),
                specimen.event(),
                specimen.headline(),
                specimen.mail(),
                new byte[0]);
        return new KeptSpecimen(
                Compressor.dictionary(plain.array(), plain.length()),
                compressor.specimen(plain.array(), plain.length()));
    }

    /// Opens a sealed body to the compressed record.
    byte[] unseal(ItemId id, byte[] key, byte[] sealed) {
        byte[] record = new byte[sealed.length];
        int length = cipher.openOnce(key, id.bytes(), sealed, 0, sealed.length, record, 0);
        return Arrays.copyOf(record, length);
    }

    /// A body in plain.
    ///
    /// @param specimen the record of its specimen, null for none. Giving the same array again is
    ///   cheaper than an equal one
    @SuppressWarnings("ReferenceEquality") // only the very same is worth the look
    byte[] plain(byte[] record, byte @Nullable [] specimen) {
        if (specimen != null && specimen != lastSpecimen) {
            forgetSpecimen();
            byte[] body = compressor.decompress(specimen, 0, specimen.length);
            lastDictionary = Compressor.dictionary(body, body.length);
            lastSpecimen = specimen;
        }
        return compressor.decompress(
                specimen == null ? null : lastDictionary, record, 0, record.length);
    }

    private void forgetSpecimen() {
        if (lastDictionary != null) {
            lastDictionary.close();
        }
        lastDictionary = null;
        lastSpecimen = null;
    }

    byte[] encode(Event event) {
        return events.encode(event);
    }

    ItemBody body(byte[] plain) {
        return ItemBody.decode(plain, events);
    }

    byte[] digest(byte[] record) {
        return sha256.digest(record);
    }

    @Override
    public void close() {
        plain.wipe();
        writer.wipe();
        forgetSpecimen();
        compressor.close();
    }
}
