package dev.wharf.archive.backup;

import dev.wharf.store.file.DurableFiles;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The files of a backup by the SHA-256 of their (sealed) bytes: `objects/ab/abcd…`. Written under
/// a temporary name, forced, then renamed; never changed.
final class BackupObjects {
    private static final int BLOCK = 256 * 1024;

    private final Path folder;

    BackupObjects(Path backup) {
        this.folder = backup.resolve("objects");
    }

    Path path(String sha256) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    boolean holds(String sha256, long size) throws IOException {
        Path file = path(sha256);
        return Files.isRegularFile(file) && Files.size(file) == size;
    }

    /// @param fresh whether its bytes were written just now
    record Stored(String sha256, long size, boolean fresh) {}

    Stored store(InputStream content) throws IOException {
        DurableFiles.createDirectories(folder);
        Path temporary = folder.resolve("incoming.tmp");
        Files.deleteIfExists(temporary);
        MessageDigest digest = sha256();
        long size = 0;
        try (FileChannel out = DurableFiles.create(temporary)) {
            byte[] block = new byte[BLOCK];
            for (int n = content.read(block); n >= 0; n = content.read(block)) {
                digest.update(block, 0, n);
                ByteBuffer bytes = ByteBuffer.wrap(block, 0, n);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                size += n;
            }
            out.force(true);
        }
        String name = HexFormat.of().formatHex(digest.digest());
        if (holds(name, size)) {
            Files.delete(temporary);
            return new Stored(name, size, false);
        }
        Path file = path(name);
        Path shelf = folder.resolve(name.substring(0, 2));
        DurableFiles.createDirectories(shelf);
        DurableFiles.move(temporary, file);
        return new Stored(name, size, true);
    }

    /// Reads an object back; false when it is missing or not what its name says.
    boolean sound(String sha256) throws IOException {
        Path file = path(sha256);
        return Files.isRegularFile(file) && digest(file).equals(sha256);
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] block = new byte[BLOCK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                digest.update(block, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Removes what no manifest names any more: wrapped keys of erased items go with it.
    int retain(Set<String> named) throws IOException {
        Set<Path> kept = new HashSet<>();
        named.forEach(sha256 -> kept.add(path(sha256)));
        List<Path> rest;
        try (Stream<Path> files = Files.walk(folder)) {
            rest = files.filter(Files::isRegularFile).filter(file -> !kept.contains(file)).toList();
        }
        for (Path file : rest) {
            Files.delete(file);
        }
        return rest.size();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
