package dev.wharf.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// Zstandard as the packs use it. A compressed record is
///
/// ```
/// format(1 byte) plain length(varint) frame
/// ```
///
/// where format 0 is stored plain, 1 is a frame with the shipped dictionary number 1, 2 a frame
/// without dictionary, 3 one with dictionary number 1 and a specimen's body behind it. Frames carry
/// neither checksum nor dictionary id: what seals them does. A record of format 4 is not compressed
/// but fills a specimen, one of format 5 is such a specimen: see [Form].
///
/// For one thread at a time; holds native memory until closed.
final class Compressor implements AutoCloseable {
    private static final int STORED = 0;
    private static final int MAIL_DICTIONARY_1 = 1;
    private static final int PLAIN_ZSTD = 2;
    private static final int SPECIMEN_AFTER_1 = 3;

    /// `format values`
    static final int FILLED = 4;

    /// `format length(varint) record places`
    static final int FORM = 5;

    /// Measured on a million synthetic mails: see ADR 0031.
    private static final int MAIL_LEVEL = 3;

    private static final int MANIFEST_LEVEL = 1;
    private static final int LENGTH = 1 + 5;
    private static final int TINY = 64;

    private static final byte[] DICTIONARY = dictionary();
    private static final ZstdDictCompress COMPRESS = new ZstdDictCompress(DICTIONARY, MAIL_LEVEL);
    private static final ZstdDictDecompress DECOMPRESS = new ZstdDictDecompress(DICTIONARY);

    private final ZstdCompressCtx mails = context(MAIL_LEVEL).loadDict(COMPRESS);
    private final ZstdCompressCtx manifests = context(MANIFEST_LEVEL);
    private final ZstdDecompressCtx openMails = new ZstdDecompressCtx().loadDict(DECOMPRESS);
    private final ZstdDecompressCtx openPlain = new ZstdDecompressCtx();
    private final ZstdCompressCtx alike = context(SpecimenDictionary.LEVEL);
    private final ZstdDecompressCtx openAlike = new ZstdDecompressCtx();

    private static ZstdCompressCtx context(int level) {
        return new ZstdCompressCtx()
                .setLevel(level)
                .setContentSize(false)
                .setChecksum(false)
                .setDictID(false);
    }

    private static byte[] dictionary() {
        try (InputStream in = Compressor.class.getResourceAsStream("mail-1.zdict")) {
            if (in == null) {
                throw new IllegalStateException("the mail dictionary is missing from the jar");
            }
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Longest record that [#mail] or [#manifest] makes of so many bytes.
    static int bound(int length) {
        return LENGTH + (int) Zstd.compressBound(length);
    }

    /// Compresses one item's body into `out` from `at`; returns the record's length.
    int mail(byte[] in, int length, byte[] out, int at) {
        return compress(mails, MAIL_DICTIONARY_1, in, length, out, at);
    }

    /// The same, of an item that has a specimen.
    int mail(SpecimenDictionary specimen, byte[] in, int length, byte[] out, int at) {
        alike.loadDict(specimen.compress());
        return compress(alike, SPECIMEN_AFTER_1, in, length, out, at);
    }

    /// A specimen's body, compressed to be kept.
    byte[] specimen(byte[] in, int length) {
        byte[] out = new byte[bound(length)];
        return Arrays.copyOf(out, mail(in, length, out, 0));
    }

    static SpecimenDictionary dictionary(byte[] specimen) {
        return new SpecimenDictionary(DICTIONARY, specimen);
    }

    byte[] manifest(byte[] in, int length) {
        byte[] out = new byte[bound(length)];
        int size = compress(manifests, PLAIN_ZSTD, in, length, out, 0);
        return Arrays.copyOf(out, size);
    }

    private static int compress(
            ZstdCompressCtx context, int format, byte[] in, int length, byte[] out, int at) {
        int frame = length(out, at + 1, length);
        int size =
                length < TINY
                        ? length
                        : context.compressByteArray(out, frame, out.length - frame, in, 0, length);
        if (size >= length) {
            System.arraycopy(in, 0, out, frame, length);
            out[at] = STORED;
            return frame - at + length;
        }
        out[at] = (byte) format;
        return frame - at + size;
    }

    private static int length(byte[] out, int at, int length) {
        int position = at;
        int rest = length;
        while ((rest & ~0x7f) != 0) {
            out[position++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        out[position++] = (byte) rest;
        return position;
    }

    /// Opens a record made without a specimen.
    byte[] decompress(byte[] in, int offset, int length) {
        return decompress(null, in, offset, length);
    }

    /// Opens any record.
    ///
    /// @param specimen the one that it was made with; may be there in vain, for a tiny body
    byte[] decompress(@Nullable SpecimenDictionary specimen, byte[] in, int offset, int length) {
        WireReader head = new WireReader(in, offset, length);
        int format = head.u8();
        int size = head.number();
        int frame = offset + 1 + varintLength(size);
        int frameLength = offset + length - frame;
        if (size > MAX_PLAIN || frameLength < 0) {
            throw WireReader.corrupt();
        }
        return switch (format) {
            case STORED -> new WireReader(in, frame, frameLength).raw(size);
            case MAIL_DICTIONARY_1 -> open(openMails, in, frame, frameLength, size);
            case PLAIN_ZSTD -> open(openPlain, in, frame, frameLength, size);
            case SPECIMEN_AFTER_1 -> {
                if (specimen == null) {
                    throw WireReader.corrupt();
                }
                openAlike.loadDict(specimen.decompress());
                yield open(openAlike, in, frame, frameLength, size);
            }
            default -> throw WireReader.corrupt();
        };
    }

    /// No record is larger: an event's raw data is at most some megabytes, a group less than this.
    static final int MAX_PLAIN = 1 << 30;

    private static byte[] open(
            ZstdDecompressCtx context, byte[] in, int frame, int frameLength, int size) {
        byte[] plain = new byte[size];
        try {
            int n = context.decompressByteArray(plain, 0, size, in, frame, frameLength);
            if (n != size) {
                throw WireReader.corrupt();
            }
            return plain;
        } catch (ZstdException _) {
            throw WireReader.corrupt();
        }
    }

    private static int varintLength(int value) {
        return Math.max(1, (38 - Integer.numberOfLeadingZeros(value)) / 7);
    }

    @Override
    public void close() {
        mails.close();
        manifests.close();
        openMails.close();
        openPlain.close();
        alike.close();
        openAlike.close();
    }
}
