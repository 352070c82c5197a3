package dev.wharf.archive;

import dev.wharf.store.file.Disk;
import dev.wharf.store.file.DiskFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// One pack file: a header, commit groups, and when it is full a footer.
///
/// ```
/// header = magic "WHARFPAK"(8) version(2: 1) zero(2) pack(4) salt(16) first group(8)
///          first sequence(8) digest of the group before(32) zero(12) CRC32C(4)      96 bytes
/// ```
///
/// Reading is for any thread, appending for one.
final class Pack implements AutoCloseable {
    static final int HEADER = 96;
    static final int SALT = 16;

    private static final long MAGIC = 0x57484152_4650414bL;
    private static final int VERSION = 1;
    private static final int BLOCK = 1 << 18;

    private final int number;
    private final Path path;
    private final DiskFile file;
    private final byte[] salt;
    private final long firstGroup;

    private Pack(int number, Path path, DiskFile file, byte[] salt, long firstGroup) {
        this.number = number;
        this.path = path;
        this.file = file;
        this.salt = salt;
        this.firstGroup = firstGroup;
    }

    /// Durable, name included, when it returns.
    static Pack create(
            Disk disk,
            Path folder,
            int number,
            byte[] salt,
            long firstGroup,
            long firstSequence,
            byte[] previous)
            throws IOException {
        ByteBuffer out = ByteBuffer.allocate(HEADER);
        out.putLong(MAGIC).putShort((short) VERSION).putShort((short) 0).putInt(number);
        out.put(salt).putLong(firstGroup).putLong(firstSequence).put(previous);
        out.putInt(HEADER - 4, crc(out.array()));
        Path path = folder.resolve(name(number));
        DiskFile file = disk.open(path);
        file.truncate(0);
        file.write(out.clear(), 0);
        file.force();
        disk.forceFolder(folder);
        return new Pack(number, path, file, salt, firstGroup);
    }

    static String name(int number) {
        return "%06d.pack".formatted(number);
    }

    /// Null when the file has no whole header.
    static @Nullable Pack open(Disk disk, Path path, int number) throws IOException {
        DiskFile file = disk.open(path);
        ByteBuffer in = ByteBuffer.allocate(HEADER);
        int n = file.read(in, 0);
        in.flip();
        if (n < HEADER
                || in.getLong() != MAGIC
                || in.getShort() != VERSION
                || in.getInt(HEADER - 4) != crc(in.array())
                || in.getInt(12) != number) {
            file.close();
            return null;
        }
        byte[] salt = new byte[SALT];
        in.position(16).get(salt);
        return new Pack(number, path, file, salt, in.getLong());
    }

    private static int crc(byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(header, 0, HEADER - 4);
        return (int) crc.getValue();
    }

    int number() {
        return number;
    }

    Path path() {
        return path;
    }

    byte[] salt() {
        return salt;
    }

    long firstGroup() {
        return firstGroup;
    }

    long size() throws IOException {
        return file.size();
    }

    void write(ByteBuffer bytes, long position) throws IOException {
        file.write(bytes, position);
    }

    void force() throws IOException {
        file.force();
    }

    void truncate(long size) throws IOException {
        file.truncate(size);
        file.force();
    }

    /// @throws dev.wharf.core.error.WharfException STORAGE_CORRUPT when the file ends before
    byte[] read(long position, int length) throws IOException {
        byte[] bytes = new byte[length];
        if (file.read(ByteBuffer.wrap(bytes), position) < length) {
            throw WireReader.corrupt();
        }
        return bytes;
    }

    /// The header of the group at a position, null when no whole group with sound checksums stands
    /// there.
    @Nullable GroupHeader group(long position) throws IOException {
        GroupHeader header = header(position);
        return header != null && sound(header, position) ? header : null;
    }

    /// The header alone: its payload may be damaged or cut short.
    @Nullable GroupHeader header(long position) throws IOException {
        byte[] bytes = new byte[GroupHeader.BYTES];
        int n = file.read(ByteBuffer.wrap(bytes), position);
        return n < bytes.length ? null : GroupHeader.decode(bytes);
    }

    boolean sound(GroupHeader header, long position) throws IOException {
        CRC32C crc = new CRC32C();
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        long at = position + GroupHeader.BYTES;
        long end = position + header.length();
        if (end > file.size()) {
            return false;
        }
        while (at < end) {
            block.clear().limit((int) Math.min(BLOCK, end - at));
            int n = file.read(block, at);
            if (n <= 0) {
                return false;
            }
            crc.update(block.flip());
            at += n;
        }
        return (int) crc.getValue() == header.payloadCrc();
    }

    /// Where the next sound group header stands at or after a position, -1 for nowhere.
    long nextHeader(long position) throws IOException {
        byte[] block = new byte[BLOCK];
        long size = file.size();
        for (long at = position; at < size; at += BLOCK - GroupHeader.BYTES) {
            int n = file.read(ByteBuffer.wrap(block), at);
            for (int i = 0; i + GroupHeader.BYTES <= n; i++) {
                if (block[i] == 'W'
                        && block[i + 1] == 'G'
                        && GroupHeader.decode(Arrays.copyOfRange(block, i, i + GroupHeader.BYTES))
                                != null) {
                    return at + i;
                }
            }
        }
        return -1;
    }

    byte[] sealedManifest(GroupHeader header, long position) throws IOException {
        return read(position + GroupHeader.BYTES, header.manifestLength());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
