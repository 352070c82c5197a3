package dev.wharf.connector.directory;

import dev.wharf.connector.people.Sha256;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Key;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.key.KeyVault;
import dev.wharf.store.file.DurableFiles;
import dev.wharf.store.key.StreamCipher;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// The last good snapshot of each directory, sealed under the vault's `scratch` key: it can be read
/// again from the directory, so it is in no backup.
///
/// A file is `version(1: 1) key version(4)`, then, sealed as a stream: name of the directory, time
/// (8, ms), number of entries (4), the entries. It is replaced in one step, durable when [#write]
/// returns. For one thread.
public final class SnapshotFile {
    private static final byte VERSION = 1;
    private static final int HEADER = 1 + Integer.BYTES;

    private final Path folder;
    private final KeyVault vault;

    /// @param folder made with the first snapshot
    public SnapshotFile(Path folder, KeyVault vault) {
        this.folder = folder;
        this.vault = vault;
    }

    /// @throws WharfException STORAGE_FAILED; then the one before is still there
    public void write(DirectorySnapshot snapshot) {
        Path file = file(snapshot.source());
        Path beside = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            DurableFiles.createDirectories(folder);
            Files.deleteIfExists(beside);
            try (FileChannel channel = DurableFiles.create(beside)) {
                seal(snapshot, channel, file);
            }
            try (FileChannel written = FileChannel.open(beside)) {
                written.force(true);
            }
            DurableFiles.move(beside, file);
        } catch (IOException failed) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "cannot keep the directory in " + file, failed);
        }
    }

    private void seal(DirectorySnapshot snapshot, FileChannel channel, Path file)
            throws IOException {
        Key key = vault.current(KeyPurpose.SCRATCH);
        ByteBuffer header = ByteBuffer.allocate(HEADER).put(VERSION).putInt(key.version()).flip();
        while (header.hasRemaining()) {
            channel.write(header);
        }
        try (DataOutputStream out =
                new DataOutputStream(
                        new BufferedOutputStream(
                                new StreamCipher(key.secret(), HEADER)
                                        .seal(Channels.newOutputStream(channel), context(file))))) {
            out.writeUTF(snapshot.source());
            out.writeLong(snapshot.taken().toEpochMilli());
            out.writeInt(snapshot.size());
            for (int place = 0; place < snapshot.size(); place++) {
                EntryCodec.write(snapshot.entry(place), out);
            }
        }
    }

    /// @param source the directory's name
    /// @param reader numbers are read anew, so that another region counts at once
    /// @throws WharfException STORAGE_CORRUPT when the file was changed or its key is gone: read
    ///   the directory again
    public Optional<DirectorySnapshot> read(String source, NumberReader reader) {
        Path file = file(source);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file)) {
            return Optional.of(open(channel, file, reader));
        } catch (IOException | IllegalArgumentException changed) {
            throw unreadable(file, changed);
        }
    }

    private DirectorySnapshot open(FileChannel channel, Path file, NumberReader reader)
            throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        while (header.hasRemaining() && channel.read(header) >= 0) {}
        if (header.hasRemaining() || header.get(0) != VERSION) {
            throw new IOException("not a snapshot");
        }
        Key key = key(header.getInt(1), file);
        channel.position(0);
        InputStream plain =
                Channels.newInputStream(
                        new StreamCipher(key.secret(), HEADER).open(channel, context(file)));
        return entries(new DataInputStream(new BufferedInputStream(plain, 1 << 16)), reader);
    }

    private static DirectorySnapshot entries(DataInputStream in, NumberReader reader)
            throws IOException {
        String source = in.readUTF();
        DirectorySnapshot.Builder snapshot =
                new DirectorySnapshot.Builder(source, Instant.ofEpochMilli(in.readLong()), reader);
        for (int left = in.readInt(); left > 0; left--) {
            snapshot.add(EntryCodec.read(in));
        }
        return snapshot.build();
    }

    private Key key(int version, Path file) {
        try {
            return vault.key(KeyPurpose.SCRATCH, version);
        } catch (WharfException forgotten) {
            throw unreadable(file, forgotten);
        }
    }

    private static WharfException unreadable(Path file, Exception cause) {
        return new WharfException(
                ErrorCode.STORAGE_CORRUPT,
                "the kept directory %s does not open; read the directory again".formatted(file),
                cause);
    }

    /// Called by a digest: a directory's name is no name for a file.
    private Path file(String source) {
        return folder.resolve(Sha256.hex(source).substring(0, 16) + ".directory");
    }

    private static byte[] context(Path file) {
        return ("wharf-directory/1 " + file.getFileName()).getBytes(StandardCharsets.UTF_8);
    }
}
