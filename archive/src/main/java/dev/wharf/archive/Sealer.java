package dev.wharf.archive;

import dev.wharf.core.archive.Change.AddItem;
import dev.wharf.core.archive.Specimen;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventCodec;
import dev.wharf.core.event.EventForm;
import dev.wharf.core.event.EventWriter;
import dev.wharf.core.item.FilledMail;
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
    private final Filling filling = new Filling(plain);
    private final byte[] salt = new byte[ItemBody.SALT];
    private final int[] ends = new int[EventForm.VALUES];
    private @Nullable OpenSpecimen lastSpecimen;

    /// Bytes of all bodies of the last group.
    int lastBodies;

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
    ///
    /// @param id the item's, in bytes
    SealedBody seal(
            AddItem item,
            @Nullable KeptSpecimen specimen,
            List<HeldContent> contents,
            byte[] id,
            byte[] key,
            WireWriter bodies) {
        plain.clear();
        if (specimen != null
                && item.mail() instanceof FilledMail mail
                && specimen.fits(item, mail, contents)) {
            fill(item, specimen, mail);
            return seal(id, plain.array(), plain.length(), key, bodies);
        }
        ItemBody.encode(
                plain,
                random,
                writer,
                contents,
                item.event(),
                item.headline(),
                item.mail().image(),
                item.raw());
        int bound = Compressor.bound(plain.length());
        if (compressed.length < bound) {
            compressed = new byte[bound];
        }
        int size =
                specimen == null
                        ? compressor.mail(plain.array(), plain.length(), compressed, 0)
                        : compressor.mail(
                                specimen.dictionary(),
                                plain.array(),
                                plain.length(),
                                compressed,
                                0);
        return seal(id, compressed, size, key, bodies);
    }

    private SealedBody seal(byte[] id, byte[] record, int size, byte[] key, WireWriter bodies) {
        sha256.update(record, 0, size);
        byte[] digest = sha256.digest();
        int at = bodies.reserve(size + AesGcm.TAG);
        int sealed = cipher.sealOnce(key, id, record, 0, size, bodies.array(), at);
        bodies.advance(sealed);
        return new SealedBody(sealed, digest);
    }

    /// Leaves in `plain` the record of an item that fills a form.
    private void fill(AddItem item, KeptSpecimen specimen, FilledMail mail) {
        plain.u8(Compressor.FILLED);
        random.fill(salt, 0, ItemBody.SALT);
        writer.values(item.event(), ends);
        filling.begin(specimen.values());
        filling.value(salt, 0, ItemBody.SALT);
        for (int i = 0, from = 0; i < EventForm.VALUES; from = ends[i++]) {
            filling.value(writer.array(), from, ends[i]);
        }
        for (int i = 0; i < mail.form().values(); i++) {
            filling.value(mail.bytes(), mail.start(i), mail.end(i));
        }
        filling.composed(item.raw());
    }

    KeptSpecimen keep(Specimen specimen) {
        EventForm form =
                specimen.mail() instanceof FilledMail
                        ? EventForm.of(specimen.event(), events)
                        : null;
        return form != null && specimen.mail() instanceof FilledMail mail
                ? keep(specimen, form, mail)
                : keepWhole(specimen);
    }

    private KeptSpecimen keepWhole(Specimen specimen) {
        plain.clear();
        ItemBody.encode(
                plain,
                random,
                writer,
                List.of(),
                specimen.event(),
                specimen.headline(),
                specimen.mail().image(),
                new byte[0]);
        byte[] body = plain.toBytes();
        return new KeptSpecimen(body, compressor.specimen(body, body.length));
    }

    private KeptSpecimen keep(Specimen specimen, EventForm form, FilledMail mail) {
        plain.clear();
        FormWriter places = new FormWriter(plain);
        random.fill(salt, 0, ItemBody.SALT);
        writer.values(specimen.event(), ends);
        byte[] said = Arrays.copyOf(writer.array(), ends[EventForm.VALUES - 1]);
        ItemBody.encode(places, plain, salt, form, said, ends, specimen.headline(), mail);
        byte[] body = plain.toBytes();
        byte[] compact = compressor.specimen(body, body.length);
        plain.clear();
        plain.u8(Compressor.FORM);
        plain.bytes(compact);
        places.writePlaces(plain);
        Filling.Values values = new Filling.Values();
        values.add(body, 0, ItemBody.SALT);
        for (int i = 0, from = 0; i < EventForm.VALUES; from = ends[i++]) {
            values.add(said, from, ends[i]);
        }
        for (int i = 0; i < mail.form().values(); i++) {
            values.add(mail.bytes(), mail.start(i), mail.end(i));
        }
        return new KeptSpecimen(
                body,
                plain.toBytes(),
                new KeptSpecimen.Filler(form, mail.form(), specimen.headline(), values));
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
    byte[] plain(byte[] record, byte @Nullable [] specimen) {
        OpenSpecimen opened = specimen == null ? null : opened(specimen);
        if (record.length > 0 && record[0] == Compressor.FILLED) {
            if (opened == null || opened.form() == null) {
                throw WireReader.corrupt();
            }
            WireReader values = new WireReader(record, 1, record.length - 1);
            return opened.form().fill(values, Compressor.MAX_PLAIN);
        }
        return compressor.decompress(
                opened == null ? null : opened.dictionary(), record, 0, record.length);
    }

    @SuppressWarnings("ReferenceEquality") // only the very same is worth the look
    private OpenSpecimen opened(byte[] record) {
        OpenSpecimen last = lastSpecimen;
        if (last != null && last.record() == record) {
            return last;
        }
        forgetSpecimen();
        OpenSpecimen fresh = OpenSpecimen.of(record, compressor);
        lastSpecimen = fresh;
        return fresh;
    }

    private void forgetSpecimen() {
        if (lastSpecimen != null) {
            lastSpecimen.close();
        }
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
