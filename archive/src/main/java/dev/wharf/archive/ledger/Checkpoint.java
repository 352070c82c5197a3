package dev.wharf.archive.ledger;

import dev.wharf.core.ledger.CompactRange;
import dev.wharf.core.ledger.TreeHash;
import dev.wharf.store.file.DurableFiles;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The tree's peaks as they were at the last closing, so that opening reads only what came since.
/// Derived: when missing or doubtful, the whole ledger is read instead.
///
/// ```
/// file = size(8) last leaf(32) peak(32)* CRC32C(4)
/// ```
record Checkpoint(CompactRange range, TreeHash lastLeaf) {
    private static final int SHORTEST = 8 + TreeHash.BYTES + 4;

    void write(Path file) throws IOException {
        List<TreeHash> peaks = range.peaks();
        ByteBuffer out = ByteBuffer.allocate(SHORTEST + peaks.size() * TreeHash.BYTES);
        out.putLong(range.size()).put(lastLeaf.bytes());
        peaks.forEach(peak -> out.put(peak.bytes()));
        out.putInt(crc(out.array(), out.position()));
        DurableFiles.write(file, out.array());
    }

    static Optional<Checkpoint> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < SHORTEST
                || in.getInt(bytes.length - 4) != crc(bytes, bytes.length - 4)) {
            return Optional.empty();
        }
        long size = in.getLong();
        TreeHash lastLeaf = hash(in);
        List<TreeHash> peaks = new ArrayList<>();
        while (in.remaining() > 4) {
            peaks.add(hash(in));
        }
        return peaks.size() == Long.bitCount(size)
                ? Optional.of(new Checkpoint(CompactRange.of(size, peaks), lastLeaf))
                : Optional.empty();
    }

    private static TreeHash hash(ByteBuffer in) {
        byte[] bytes = new byte[TreeHash.BYTES];
        in.get(bytes);
        return TreeHash.of(bytes);
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
