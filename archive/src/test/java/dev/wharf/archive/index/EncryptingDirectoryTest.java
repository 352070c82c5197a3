package dev.wharf.archive.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.store.RandomAccessInput;
import org.apache.lucene.util.GroupVIntUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;

class EncryptingDirectoryTest {
    private static final int BLOCK = BlockCipher.BLOCK;

    @TempDir Path home;

    private EncryptingDirectory directory() throws IOException {
        return directory((byte) 1);
    }

    private EncryptingDirectory directory(byte key) throws IOException {
        byte[] bytes = new byte[32];
        bytes[0] = key;
        return new EncryptingDirectory(
                new NIOFSDirectory(home), bytes, new SecureRandom(), new BlockCache(1 << 20));
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static void write(Directory directory, String name, byte[] bytes) throws IOException {
        try (IndexOutput out = directory.createOutput(name, IOContext.DEFAULT)) {
            out.writeBytes(bytes, bytes.length);
        }
    }

    private static byte[] read(Directory directory, String name) throws IOException {
        try (IndexInput in = directory.openInput(name, IOContext.DEFAULT)) {
            byte[] bytes = new byte[(int) in.length()];
            in.readBytes(bytes, 0, bytes.length);
            return bytes;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 3 * BLOCK + 17})
    void filesOfAnyLengthComeBack(int size) throws IOException {
        try (Directory directory = directory()) {
            write(directory, "file", random(size));

            assertThat(directory.fileLength("file")).isEqualTo(size);
            assertThat(read(directory, "file")).isEqualTo(random(size));
        }
    }

    @Test
    void aReaderOfManyShapesSeesWhatAPlainOneSees() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (Directory sealed = directory();
                Directory plain = new ByteBuffersDirectory()) {
            for (Directory directory : new Directory[] {sealed, plain}) {
                try (IndexOutput out = directory.createOutput("file", IOContext.DEFAULT)) {
                    writeManyThings(out, new Random(seed));
                }
            }
            try (IndexInput a = sealed.openInput("file", IOContext.DEFAULT);
                    IndexInput b = plain.openInput("file", IOContext.DEFAULT)) {
                assertThat(a.length()).as("seed %d", seed).isEqualTo(b.length());
                for (int i = 0; i < 2_000; i++) {
                    compareSomePart(a, b, random, "seed " + seed + " step " + i);
                }
            }
        }
    }

    private static void writeManyThings(IndexOutput out, Random random) throws IOException {
        for (int i = 0; i < 30_000; i++) {
            switch (random.nextInt(7)) {
                case 0 -> out.writeByte((byte) random.nextInt());
                case 1 -> out.writeShort((short) random.nextInt());
                case 2 -> out.writeInt(random.nextInt());
                case 3 -> out.writeLong(random.nextLong());
                case 4 -> out.writeVInt(random.nextInt() >>> random.nextInt(32));
                case 5 ->
                        GroupVIntUtil.writeGroupVInts(
                                out,
                                new byte[GroupVIntUtil.MAX_LENGTH_PER_GROUP],
                                new int[] {1, random.nextInt(1 << 20), 70_000, 5},
                                4);
                default -> {
                    byte[] bytes = new byte[random.nextInt(50)];
                    random.nextBytes(bytes);
                    out.writeBytes(bytes, bytes.length);
                }
            }
        }
        CodecUtil.writeFooter(out);
    }

    private static void compareSomePart(IndexInput a, IndexInput b, Random random, String as)
            throws IOException {
        long length = a.length();
        long from = random.nextLong(length);
        long size = random.nextLong(Math.min(length - from, 3L * BLOCK)) + 1;
        if (size < 300) {
            return;
        }
        IndexInput left = random.nextBoolean() ? a.slice("part", from, size) : part(a, from, size);
        IndexInput right = b.slice("part", from, size);
        RandomAccessInput leftRandom = a.randomAccessSlice(from, size);
        RandomAccessInput rightRandom = b.randomAccessSlice(from, size);
        for (int i = 0; i < 8; i++) {
            long at = random.nextLong(size - 270);
            left.seek(at);
            right.seek(at);
            switch (random.nextInt(9)) {
                case 0 -> assertThat(left.readByte()).as(as).isEqualTo(right.readByte());
                case 1 -> assertThat(left.readShort()).as(as).isEqualTo(right.readShort());
                case 2 -> assertThat(left.readInt()).as(as).isEqualTo(right.readInt());
                case 3 -> assertThat(left.readLong()).as(as).isEqualTo(right.readLong());
                case 4 -> assertThat(bytes(left)).as(as).isEqualTo(bytes(right));
                case 5 -> assertThat(ints(left)).as(as).isEqualTo(ints(right));
                case 6 -> assertThat(longs(left)).as(as).isEqualTo(longs(right));
                case 7 -> assertThat(groups(left)).as(as).isEqualTo(groups(right));
                default -> {
                    assertThat(leftRandom.readLong(at)).as(as).isEqualTo(rightRandom.readLong(at));
                    assertThat(leftRandom.readInt(at)).as(as).isEqualTo(rightRandom.readInt(at));
                    assertThat(leftRandom.readShort(at))
                            .as(as)
                            .isEqualTo(rightRandom.readShort(at));
                    assertThat(leftRandom.readByte(at)).as(as).isEqualTo(rightRandom.readByte(at));
                }
            }
            assertThat(left.getFilePointer()).as(as).isEqualTo(right.getFilePointer());
        }
    }

    /// A slice of a slice, cloned.
    private static IndexInput part(IndexInput input, long from, long size) throws IOException {
        return input.slice("outer", from, input.length() - from).slice("inner", 0, size).clone();
    }

    private static byte[] bytes(IndexInput input) throws IOException {
        byte[] bytes = new byte[257];
        input.readBytes(bytes, 0, bytes.length);
        return bytes;
    }

    private static int[] ints(IndexInput input) throws IOException {
        int[] ints = new int[65];
        input.readInts(ints, 1, 64);
        return ints;
    }

    private static long[] longs(IndexInput input) throws IOException {
        long[] longs = new long[33];
        input.readLongs(longs, 1, 32);
        return longs;
    }

    private static int[] groups(IndexInput input) throws IOException {
        int[] ints = new int[4];
        GroupVIntUtil.readGroupVInts(input, ints, 4);
        return ints;
    }

    @Test
    void lucenesChecksumsHold() throws IOException {
        try (Directory directory = directory()) {
            try (IndexOutput out = directory.createOutput("file", IOContext.DEFAULT)) {
                out.writeBytes(random(2 * BLOCK), 2 * BLOCK);
                out.getChecksum();
                out.writeInt(7);
                CodecUtil.writeFooter(out);
            }

            try (IndexInput in = directory.openInput("file", IOContext.DEFAULT)) {
                assertThat(CodecUtil.checksumEntireFile(in))
                        .isEqualTo(CodecUtil.retrieveChecksum(in));
            }
        }
    }

    @Test
    void readingPastTheEndOfASliceFails() throws IOException {
        try (Directory directory = directory()) {
            write(directory, "file", random(BLOCK));
            try (IndexInput in = directory.openInput("file", IOContext.DEFAULT)) {
                IndexInput slice = in.slice("part", 10, 4);
                slice.readInt();

                assertThatThrownBy(slice::readByte).isInstanceOf(EOFException.class);
                assertThatThrownBy(() -> slice.seek(5)).isInstanceOf(EOFException.class);
                assertThatThrownBy(() -> in.slice("part", BLOCK - 2, 3))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void nothingOfTheTextIsOnDisk() throws IOException {
        byte[] secret = "the secret word".repeat(5000).getBytes(StandardCharsets.UTF_8);
        try (Directory directory = directory()) {
            write(directory, "file", secret);
        }

        String raw = Files.readString(home.resolve("file"), StandardCharsets.ISO_8859_1);

        assertThat(raw).doesNotContain("secret").doesNotContain("word");
    }

    @Test
    void theSameContentLooksDifferentEachTime() throws IOException {
        try (Directory directory = directory()) {
            write(directory, "a", random(100));
            write(directory, "b", random(100));
        }

        assertThat(Files.readAllBytes(home.resolve("a")))
                .isNotEqualTo(Files.readAllBytes(home.resolve("b")));
    }

    @Test
    void aFlippedBitAnywhereIsNoticed() throws IOException {
        int size = 2 * BLOCK + 100;
        try (Directory directory = directory()) {
            write(directory, "file", random(size));
        }
        byte[] good = Files.readAllBytes(home.resolve("file"));
        Random random = new Random(5);

        for (int i = 0; i < 300; i++) {
            byte[] bad = good.clone();
            bad[i < 40 ? i : random.nextInt(good.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(home.resolve("file"), bad);
            try (Directory directory = directory()) {
                assertThatThrownBy(() -> read(directory, "file"))
                        .isInstanceOf(CorruptIndexException.class);
            }
        }
    }

    @Test
    void aCutFileDoesNotOpen() throws IOException {
        try (Directory directory = directory()) {
            write(directory, "file", random(3 * BLOCK));
        }
        byte[] good = Files.readAllBytes(home.resolve("file"));
        int sealed = BLOCK + BlockCipher.TAG;

        for (int keep :
                new int[] {
                    0,
                    5,
                    BlockCipher.HEADER,
                    BlockCipher.HEADER + 16,
                    BlockCipher.HEADER + sealed,
                    BlockCipher.HEADER + 2 * sealed,
                    good.length - 1,
                    good.length - BlockCipher.TAG
                }) {
            Files.write(home.resolve("file"), Arrays.copyOf(good, keep));
            try (Directory directory = directory()) {
                assertThatThrownBy(() -> read(directory, "file"))
                        .as("%d bytes", keep)
                        .isInstanceOf(CorruptIndexException.class);
            }
        }
    }

    @Test
    void swappedBlocksAreNoticed() throws IOException {
        try (Directory directory = directory()) {
            write(directory, "file", random(3 * BLOCK));
        }
        byte[] bytes = Files.readAllBytes(home.resolve("file"));
        int sealed = BLOCK + BlockCipher.TAG;
        byte[] first = Arrays.copyOfRange(bytes, 32, 32 + sealed);
        System.arraycopy(bytes, 32 + sealed, bytes, 32, sealed);
        System.arraycopy(first, 0, bytes, 32 + sealed, sealed);
        Files.write(home.resolve("file"), bytes);

        try (Directory directory = directory()) {
            assertThatThrownBy(() -> read(directory, "file"))
                    .isInstanceOf(CorruptIndexException.class);
        }
    }

    @Test
    void anotherKeyOpensNothing() throws IOException {
        try (Directory directory = directory()) {
            write(directory, "file", random(10));
        }

        try (Directory directory = directory((byte) 2)) {
            assertThatThrownBy(() -> read(directory, "file"))
                    .isInstanceOf(CorruptIndexException.class);
        }
    }
}
