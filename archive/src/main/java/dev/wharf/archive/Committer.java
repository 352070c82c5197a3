package dev.wharf.archive;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Act;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Puts groups into the archive, one after the other.
///
/// The catalog's transaction is filled first, because it refuses what cannot be; then contents,
/// keys, pack and ledger are made durable in this order; then the catalog's transaction commits.
/// After a failure of the disk nothing is known of what reached it: nothing more is written until
/// the archive is opened again, which takes or cuts what was under way.
///
/// For one thread at a time.
final class Committer {
    /// A pack's offsets fit 32 bits: no group may be larger than this.
    private static final long LARGEST_GROUP = 1L << 31;

    private final ArchiveSetup setup;
    private final Connection writer;
    private final Packs packs;
    private final KeySlots itemKeys;
    private final KeySlots originalKeys;
    private final Blobs blobs;
    private final ContentStore contents;
    private final GroupCipher cipher;
    private final Randomness random;

    private Projection projection;
    private Tail tail;
    private @Nullable String damage;

    Committer(
            ArchiveSetup setup,
            Connection writer,
            Files files,
            ContentStore contents,
            GroupCipher cipher,
            Recovery.Outcome recovered)
            throws SQLException {
        this.setup = setup;
        this.writer = writer;
        this.packs = files.packs();
        this.itemKeys = files.itemKeys();
        this.originalKeys = files.originalKeys();
        this.blobs = files.blobs();
        this.contents = contents;
        this.cipher = cipher;
        this.random = new Randomness(setup.random());
        this.projection = new Projection(writer);
        this.tail = recovered.tail();
        this.damage = recovered.damage();
    }

    /// The files that a commit writes.
    record Files(Packs packs, KeySlots itemKeys, KeySlots originalKeys, Blobs blobs) {}

    Projection.Applied commit(SealedGroup group, List<Act> acts) {
        String reason = damage;
        if (reason != null) {
            throw Recovery.readOnly(reason);
        }
        try {
            return write(group, acts);
        } catch (IOException | SQLException failure) {
            damage = "an earlier write failed";
            throw undone(
                    new WharfException(
                            ErrorCode.STORAGE_FAILED,
                            "writing a commit group; nothing of it was acknowledged. Check the"
                                    + " disk and start again",
                            failure));
        } catch (RuntimeException failure) {
            throw undone(failure);
        }
    }

    private RuntimeException undone(RuntimeException failure) {
        try {
            writer.rollback();
            projection = new Projection(writer);
        } catch (SQLException second) {
            damage = "an earlier write failed";
            failure.addSuppressed(second);
        }
        return failure;
    }

    private Projection.Applied write(SealedGroup group, List<Act> acts)
            throws IOException, SQLException {
        List<BlobName> fresh = contents.fresh(group.contents());
        long first = projection.lastSequence() + 1;
        Pack pack = packFor(group, first);
        GroupCipher.Sealed sealed = cipher.seal(pack, tail, first, group, setup.ledger().head());
        Projection.Position position =
                Positions.of(pack, sealed.header(), tail.end(), sealed.manifest());
        Projection.Applied applied = projection.apply(position, group.manifest());

        try {
            blobs.force(fresh);
            writeKeys(group, first);
            append(pack, sealed, group);
            record(position, group, acts);
            writer.commit();
        } catch (RuntimeException failure) {
            damage = "an earlier write failed";
            throw failure;
        }
        tail = tail.after(position);
        blobs.settle(fresh);
        contents.committed(group.contents());
        return applied;
    }

    private void writeKeys(SealedGroup group, long first) throws IOException {
        if (group.slots().length > 0) {
            itemKeys.write(first, group.slots());
            itemKeys.force();
        }
        for (SealedGroup.OriginalKey original : group.originals()) {
            originalKeys.write(original.capture(), original.slot());
        }
        originalKeys.force();
    }

    private void append(Pack pack, GroupCipher.Sealed sealed, SealedGroup group)
            throws IOException {
        ByteBuffer head =
                ByteBuffer.allocate(GroupHeader.BYTES + sealed.manifest().length)
                        .put(sealed.header().encode())
                        .put(sealed.manifest())
                        .flip();
        long bodies = tail.end() + head.remaining();
        pack.write(head, tail.end());
        pack.write(ByteBuffer.wrap(group.bodies(), 0, group.bodiesLength()), bodies);
        pack.force();
    }

    private void record(Projection.Position position, SealedGroup group, List<Act> acts) {
        setup.ledger()
                .appendBuffered(
                        LedgerRecords.commit(setup, position.group(), position.digest())
                                .with("items", Integer.toString(group.items())));
        acts.forEach(setup.ledger()::appendBuffered);
        setup.ledger().sync();
    }

    /// The pack that takes the next group; the open one is closed with its footer when it is full.
    private Pack packFor(SealedGroup group, long firstSequence) throws IOException {
        long length = GroupHeader.BYTES + group.packed().length + (long) group.bodiesLength();
        if (length > LARGEST_GROUP) {
            throw new WharfException(
                    ErrorCode.BUG, "a commit group of " + length + " bytes; make smaller groups");
        }
        Pack open = packs.find(tail.pack());
        if (open != null && !tail.full()) {
            boolean empty = tail.end() == Pack.HEADER;
            if (empty || tail.end() + length <= setup.packBytes()) {
                return open;
            }
            close(open);
        }
        int number = tail.pack() + 1;
        Pack pack =
                packs.create(
                        number,
                        random.take(Pack.SALT),
                        tail.group() + 1,
                        firstSequence,
                        tail.digest());
        tail = new Tail(tail.group(), number, Pack.HEADER, false, tail.digest());
        return pack;
    }

    private void close(Pack pack) throws IOException {
        List<PackFooter.Entry> entries = new ArrayList<>();
        long at = Pack.HEADER;
        while (at < tail.end()) {
            GroupHeader header = pack.header(at);
            if (header == null) {
                throw new WharfException(
                        ErrorCode.STORAGE_CORRUPT,
                        "pack " + pack.number() + " is damaged at offset " + at);
            }
            entries.add(
                    new PackFooter.Entry(
                            at, header.group(), header.firstSequence(), header.items()));
            at += header.length();
        }
        pack.write(new PackFooter(entries, tail.digest()).encode(), tail.end());
        pack.force();
        tail = new Tail(tail.group(), tail.pack(), tail.end(), true, tail.digest());
    }

    /// Why nothing may be written, null when it may.
    @Nullable String damage() {
        return damage;
    }
}
