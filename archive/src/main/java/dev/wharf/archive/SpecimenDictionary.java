package dev.wharf.archive;

import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// The shipped dictionary with a specimen behind it: what the items of one chat are compressed
/// with. Holds native memory until closed. For one thread.
final class SpecimenDictionary implements AutoCloseable {
    /// Measured: with so near a model a higher level finds no more and takes longer. See ADR 0032.
    static final int LEVEL = 1;

    private final byte[] shipped;
    private final byte[] specimen;
    private @Nullable ZstdDictCompress compress;
    private @Nullable ZstdDictDecompress decompress;

    /// @param specimen an item's body in plain; not copied
    SpecimenDictionary(byte[] shipped, byte[] specimen) {
        this.shipped = shipped;
        this.specimen = specimen;
    }

    ZstdDictCompress compress() {
        if (compress == null) {
            compress = new ZstdDictCompress(content(), LEVEL);
        }
        return compress;
    }

    ZstdDictDecompress decompress() {
        if (decompress == null) {
            decompress = new ZstdDictDecompress(content());
        }
        return decompress;
    }

    private byte[] content() {
        byte[] content = Arrays.copyOf(shipped, shipped.length + specimen.length);
        System.arraycopy(specimen, 0, content, shipped.length, specimen.length);
        return content;
    }

    @Override
    public void close() {
        if (compress != null) {
            compress.close();
        }
        if (decompress != null) {
            decompress.close();
        }
    }
}
