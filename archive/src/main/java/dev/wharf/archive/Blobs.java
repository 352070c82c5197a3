package dev.wharf.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.store.file.AppendStream;
import dev.wharf.store.file.Disk;
import dev.wharf.store.file.DiskFile;
import dev.wharf.store.file.ReadChannel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/// Content files, each sealed under a key of its own that stands nowhere but in its holders: Tink's
/// AES-GCM-HKDF streaming AEAD, 16 KiB segments, associated data `wharf blob 1`.
///
/// A file is written to `incoming/`, made durable before the first commit that refers to it, and
/// moved to its place (`xx/…`, two and sixty-two digits of its name) after that commit. So whatever
/// lies in `incoming/` at start is either referred to and moves on, or was never needed and goes.
///
/// Safe for any threads.
final class Blobs {
    private static final int SEGMENT = 16 * 1024;
    private static final int BLOCK = 64 * 1024;
    private static final byte[] ASSOCIATED_DATA = "wharf blob 1".getBytes(US_ASCII);
    private static final String PART = ".part";

    private final Disk disk;
    private final Path folder;
    private final Path incoming;
    private final VaultKeys keys;
    private final SecureRandom random;

    Blobs(Disk disk, Path folder, VaultKeys keys, SecureRandom random) throws IOException {
        this.disk = disk;
        this.folder = folder;
        this.incoming = folder.resolve("incoming");
        this.keys = keys;
        this.random = random;
        disk.createFolder(incoming);
    }

    /// Content on its way in, sealed in a file that nobody knows yet: it is [#accept]ed or
    /// [#discard]ed.
    record Received(HeldContent content, Path part) {}

    /// Seals content into `incoming/`, streaming. Not durable before [#force].
    Received receive(InputStream content) throws IOException {
        byte[] key = new byte[AesGcm.KEY];
        byte[] unique = new byte[16];
        random.nextBytes(key);
        random.nextBytes(unique);
        Path part = incoming.resolve(HexFormat.of().formatHex(unique) + PART);
        MessageDigest digest = Sha256.fresh();
        long size = 0;
        try (DiskFile file = disk.open(part);
                OutputStream out =
                        cipher(key).newEncryptingStream(new AppendStream(file), ASSOCIATED_DATA)) {
            byte[] block = new byte[BLOCK];
            for (int n = content.read(block); n >= 0; n = content.read(block)) {
                digest.update(block, 0, n);
                out.write(block, 0, n);
                size += n;
            }
        } catch (IOException | RuntimeException failure) {
            disk.delete(part);
            throw failure;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has AES-GCM", impossible);
        }
        ContentDigest sha256 = Sha256.contentDigest(digest);
        BlobName name = keys.blobName(sha256);
        return new Received(new HeldContent(sha256, name, size, key), part);
    }

    void accept(Received received) throws IOException {
        disk.rename(received.part(), incoming.resolve(received.content().name().toString()));
    }

    /// Forgets content that turned out to be stored already.
    void discard(Received received) throws IOException {
        disk.delete(received.part());
    }

    /// Makes received content durable, names included.
    void force(Collection<BlobName> names) throws IOException {
        if (names.isEmpty()) {
            return;
        }
        for (BlobName name : names) {
            try (DiskFile file = disk.openReadOnly(incoming.resolve(name.toString()))) {
                file.force();
            }
        }
        disk.forceFolder(incoming);
    }

    /// Moves received content to its place.
    void settle(Collection<BlobName> names) throws IOException {
        for (BlobName name : names) {
            disk.createFolder(shelf(name));
            disk.rename(incoming.resolve(name.toString()), path(name));
        }
    }

    /// Settles what the catalog knows of `incoming/` and removes the rest.
    void sweep(Predicate<BlobName> referred) throws IOException {
        for (Path file : disk.list(incoming)) {
            String name = file.getFileName().toString();
            if (!name.endsWith(PART) && referred.test(BlobName.parse(name))) {
                settle(List.of(BlobName.parse(name)));
            } else {
                disk.delete(file);
            }
        }
    }

    /// Removes settled content for good; nothing happens when it is gone already. What lies in
    /// `incoming/` under the same name may be on its way in again and stays.
    void delete(BlobName name) throws IOException {
        disk.delete(path(name));
    }

    InputStream stream(HeldContent content) throws IOException {
        return Channels.newInputStream(channel(content));
    }

    /// A channel that must be closed; what it gives is authentic.
    SeekableByteChannel channel(HeldContent content) throws IOException {
        DiskFile file = open(content.name());
        try {
            return cipher(content.key())
                    .newSeekableDecryptingChannel(new ReadChannel(file), ASSOCIATED_DATA);
        } catch (GeneralSecurityException failure) {
            file.close();
            throw new WharfException(
                    ErrorCode.STORAGE_CORRUPT,
                    "blob " + content.name() + " is damaged; run `wharf verify`",
                    failure);
        }
    }

    private DiskFile open(BlobName name) throws IOException {
        try {
            return disk.openReadOnly(path(name));
        } catch (NoSuchFileException _) {
            return openIncoming(name);
        }
    }

    /// It may move to its place while we look.
    private DiskFile openIncoming(BlobName name) throws IOException {
        try {
            return disk.openReadOnly(incoming.resolve(name.toString()));
        } catch (NoSuchFileException _) {
            try {
                return disk.openReadOnly(path(name));
            } catch (NoSuchFileException missing) {
                throw new WharfException(
                        ErrorCode.STORAGE_CORRUPT,
                        "blob " + name + " is missing; restore it from a backup",
                        missing);
            }
        }
    }

    private Path path(BlobName name) {
        return shelf(name).resolve(name.toString().substring(2));
    }

    private Path shelf(BlobName name) {
        return folder.resolve(name.toString().substring(0, 2));
    }

    private static StreamingAead cipher(byte[] key) {
        try {
            return new AesGcmHkdfStreaming(key, "HmacSha256", AesGcm.KEY, SEGMENT, 0);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a 256-bit key always fits", impossible);
        }
    }
}
