package dev.wharf.site.journal;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.store.file.DurableFiles;
import dev.wharf.store.key.ArchivePublicKey;
import dev.wharf.store.key.StreamCipher;
import dev.wharf.store.segment.ChannelOpener;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;

/// Large bodies, each in a sealed file of its own:
///
/// ```
///   0   8  "WHMEDIA1"
///   8   4  version of the archive's capture key
///  12  80  HPKE: encapsulated key, sealed data key
///  92  36  zero
/// 128   …  the body, AES-256-GCM-HKDF streaming in segments of 64 KiB, bound to the file's id
/// ```
///
/// A file is `ID.part` until the record that refers to it is durable, so that what a crash leaves
/// without a record can be told and removed.
final class MediaStore {
    static final byte[] MAGIC = "WHMEDIA1".getBytes(StandardCharsets.US_ASCII);
    private static final String PART = ".part";
    static final int HEADER = 128;
    static final int SEALED_KEY = 80;
    static final int BLOCK = 64 * 1024;

    /// A disk that is given work this often has little left to do at the end.
    private static final int FORCE_EVERY = 8 << 20;

    private final Path directory;
    private final ChannelOpener opener;
    private final SecureRandom random;

    MediaStore(Path directory, ChannelOpener opener, SecureRandom random) throws IOException {
        this.directory = directory;
        this.opener = opener;
        this.random = random;
        DurableFiles.createDirectories(directory);
    }

    /// Seals a body, streaming. Leaves nothing behind when it fails.
    SealedFile write(ArchivePublicKey key, byte[] start, InputStream rest) throws IOException {
        MediaId id = MediaId.random(random);
        Path part = part(id);
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        boolean written = false;
        try (Secret dataKey = Secret.copyOf(bytes);
                FileChannel file = opener.open(part);
                ForcedChannel forced = new ForcedChannel(file, FORCE_EVERY)) {
            Arrays.fill(bytes, (byte) 0);
            MessageDigest digest = sha256();
            OutputStream out =
                    new BufferedOutputStream(Channels.newOutputStream(forced), 4 * BLOCK);
            out.write(header(key, dataKey, id));
            long size;
            try (OutputStream sealing =
                    new StreamCipher(dataKey, HEADER).seal(out, SealedFileOpener.context(id))) {
                size =
                        copy(
                                new SequenceInputStream(new ByteArrayInputStream(start), rest),
                                sealing,
                                digest);
            }
            forced.force();
            DurableFiles.syncDirectory(directory);
            written = true;
            return new SealedFile(
                    id, new ContentDigest(HexFormat.of().formatHex(digest.digest())), size);
        } finally {
            if (!written) {
                Files.deleteIfExists(part);
            }
        }
    }

    private static byte[] header(ArchivePublicKey key, Secret dataKey, MediaId id) {
        byte[] sealed = key.seal(dataKey, SealedFileOpener.keyContext(id));
        if (sealed.length != SEALED_KEY) {
            throw new IllegalStateException("a sealed key has " + sealed.length + " bytes");
        }
        return ByteBuffer.allocate(HEADER).put(MAGIC).putInt(key.version()).put(sealed).array();
    }

    private static long copy(InputStream in, OutputStream out, MessageDigest digest)
            throws IOException {
        byte[] block = new byte[BLOCK];
        long size = 0;
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
            digest.update(block, 0, n);
            out.write(block, 0, n);
            size += n;
        }
        return size;
    }

    /// Its record is durable. Done already is done.
    void settle(MediaId id) throws IOException {
        if (Files.exists(part(id))) {
            Files.move(part(id), file(id), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    void delete(MediaId id) throws IOException {
        Files.deleteIfExists(file(id));
        Files.deleteIfExists(part(id));
    }

    /// Bodies that a crash left unsettled; mostly none.
    Set<MediaId> unsettled() throws IOException {
        Set<MediaId> parts = new HashSet<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(PART)) {
                    parts.add(MediaId.parse(name.substring(0, name.length() - PART.length())));
                }
            }
        }
        return parts;
    }

    boolean holds(MediaId id) {
        return Files.exists(file(id)) || Files.exists(part(id));
    }

    /// The sealed bytes of a file, for reading at random.
    ///
    /// @throws WharfException `NOT_FOUND`
    FileChannel open(MediaId id) throws IOException {
        Path file = Files.exists(file(id)) ? file(id) : part(id);
        try {
            return FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException missing) {
            throw new WharfException(
                    ErrorCode.NOT_FOUND,
                    "media file " + id + " of the journal is not there",
                    missing);
        }
    }

    private Path file(MediaId id) {
        return directory.resolve(id.toString());
    }

    private Path part(MediaId id) {
        return directory.resolve(id + PART);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
