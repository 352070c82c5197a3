package dev.wharf.site.journal;

import dev.wharf.core.ledger.MerkleTree;
import dev.wharf.core.ledger.TreeHash;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The payload of one journal record, of which a site can read all but the last part:
///
/// ```
///  0   1  version, 1
///  1   8  received at, milliseconds since 1970
///  9  32  chain: hash of everything before (see [#next])
/// 41   8  sequence of the capture that a visit is to; zero in others
/// 49   2  number of files
/// 51 16n  ids of the sealed files it refers to: a body of its own, a visit's companions
///  …   …  sealed under the segment's key, bound to everything before it, the kind and the sequence:
///         see [RecordContent]
/// ```
///
/// @param visited 0 when it is no visit
/// @param sealed the last part
@SuppressWarnings("ArrayRecordComponent") // never compared
record JournalRecord(
        Instant receivedAt, TreeHash chain, long visited, List<MediaId> files, byte[] sealed) {
    /// A capture.
    static final byte CAPTURE = 1;

    /// A capture whose files are still to come: it is read when a visit says so.
    static final byte AWAITING = 2;

    /// Says that an awaiting capture is to be read now, and what lies beside it.
    static final byte VISIT = 3;

    static final int MOST_FILES = 0xffff;
    private static final int CLEAR = 51;

    JournalRecord {
        files = List.copyOf(files);
    }

    byte[] bytes() {
        byte[] clear = clear();
        return ByteBuffer.allocate(clear.length + sealed.length).put(clear).put(sealed).array();
    }

    /// @throws IllegalArgumentException when it is none
    static JournalRecord parse(byte[] payload) {
        if (payload.length < CLEAR || payload[0] != 1) {
            throw new IllegalArgumentException("not a journal record of version 1");
        }
        ByteBuffer in = ByteBuffer.wrap(payload, 1, payload.length - 1);
        Instant receivedAt = Instant.ofEpochMilli(in.getLong());
        byte[] chain = new byte[TreeHash.BYTES];
        in.get(chain);
        long visited = in.getLong();
        int count = Short.toUnsignedInt(in.getShort());
        if (in.remaining() < count * MediaId.BYTES) {
            throw new IllegalArgumentException("a journal record without all of its files");
        }
        List<MediaId> files = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            files.add(new MediaId(in.getLong(), in.getLong()));
        }
        byte[] sealed = Arrays.copyOfRange(payload, in.position(), payload.length);
        return new JournalRecord(receivedAt, TreeHash.of(chain), visited, files, sealed);
    }

    private byte[] clear() {
        ByteBuffer out =
                ByteBuffer.allocate(CLEAR + files.size() * MediaId.BYTES)
                        .put((byte) 1)
                        .putLong(receivedAt.toEpochMilli())
                        .put(chain.bytes())
                        .putLong(visited)
                        .putShort((short) files.size());
        files.forEach(file -> out.putLong(file.high()).putLong(file.low()));
        return out.array();
    }

    /// What the sealed part is bound to.
    byte[] context(byte kind, long sequence) {
        byte[] clear = clear();
        return ByteBuffer.allocate(clear.length + 9).put(clear).put(kind).putLong(sequence).array();
    }

    JournalRecord sealed(byte[] bytes) {
        return new JournalRecord(receivedAt, chain, visited, files, bytes);
    }

    /// The chain that the next record continues: `node(chain, leaf(sequence, payload))`. It covers
    /// what lies on disk, so a site can check it without any key.
    TreeHash next(long sequence) {
        return next(chain, sequence, bytes());
    }

    static TreeHash next(TreeHash chain, long sequence, byte[] payload) {
        byte[] number = ByteBuffer.allocate(8).putLong(sequence).array();
        return MerkleTree.node(chain, MerkleTree.leaf(number, payload));
    }
}
