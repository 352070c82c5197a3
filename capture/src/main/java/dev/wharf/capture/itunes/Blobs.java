package dev.wharf.capture.itunes;

import dev.wharf.capture.database.BackupFile;
import dev.wharf.capture.file.CheckedEntryStream.Opener;
import dev.wharf.capture.file.DamagedEntryException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.regex.Pattern;

/// The contents of a backup's files, which lie under ids instead of names.
///
/// @param keys null when the backup is not encrypted
record Blobs(BackupFolder folder, @Nullable ClassKeys keys) {
    static final String MISSING =
            "the backup lists it and does not hold it: it was deleted there, or left behind when the backup was copied";
    static final String BAD_ID = "the backup's list gives it an id that is none";
    static final String NO_ENTRY =
            "what the backup's list says of it is damaged, so that its key is lost";
    static final String NO_KEY = "the backup is encrypted, and its list has no key for this file";
    static final String BAD_KEY = "its key in the backup's list is damaged";
    static final String NOT_BLOCKS =
            "it is damaged in the backup: its size of %,d bytes is not one that encrypted files have";
    static final String SHORT = "it breaks off in the backup: %,d of its %,d bytes are there";
    static final String NO_CLASS_KEY =
            "the backup has no usable key for files of protection class %d: the phone kept it to itself, or it is damaged";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{40}");
    private static final int BLOCK = 16;

    /// Where the content of an id lies; null when that is no id.
    static @Nullable String place(@Nullable String id) {
        return id == null || !ID.matcher(id).matches() ? null : id.substring(0, 2) + "/" + id;
    }

    /// @param path on the phone
    /// @param entry what the list says of it; null when that is lost
    BackupFile file(String path, @Nullable String id, byte @Nullable [] entry) {
        String place = place(id);
        FileEntry told = told(entry);
        long size = told == null ? -1 : told.size();
        if (place == null) {
            return lost(path, size, BAD_ID);
        }
        BackupFile blob = folder.at(place).orElse(null);
        if (blob == null) {
            // An empty file needs no content.
            return size == 0 ? empty(path) : lost(path, size, MISSING);
        }
        if (blob.problem() != null) {
            return lost(path, size, blob.problem());
        }
        return keys == null ? plain(path, size, blob) : sealed(path, told, blob, keys);
    }

    private static @Nullable FileEntry told(byte @Nullable [] entry) {
        try {
            return entry == null ? null : FileEntry.parse(entry);
        } catch (MalformedPlistException _) {
            return null;
        }
    }

    private static BackupFile empty(String path) {
        return new BackupFile(path, 0, null, InputStream::nullInputStream, null, null);
    }

    private static BackupFile lost(String path, long size, String problem) {
        Opener none =
                () -> {
                    throw new DamagedEntryException(problem, true, null);
                };
        return new BackupFile(path, size, null, none, null, problem);
    }

    /// As it lies there. What is shorter than it was can be read as far as it goes.
    private static BackupFile plain(String path, long size, BackupFile blob) {
        boolean cut = blob.size() >= 0 && blob.size() < size;
        return new BackupFile(
                path,
                blob.size(),
                blob.digest(),
                blob.content(),
                blob.body(),
                cut ? SHORT.formatted(blob.size(), size) : null);
    }

    private static BackupFile sealed(
            String path, @Nullable FileEntry told, BackupFile blob, ClassKeys keys) {
        if (told == null) {
            return lost(path, -1, NO_ENTRY);
        }
        byte[] wrapped = told.wrappedKey();
        if (wrapped == null) {
            return told.size() == 0 ? empty(path) : lost(path, told.size(), NO_KEY);
        }
        if (!keys.has(told.protectionClass())) {
            return lost(path, told.size(), NO_CLASS_KEY.formatted(told.protectionClass()));
        }
        byte[] key = keys.unwrap(told.protectionClass(), wrapped);
        if (key == null) {
            return lost(path, told.size(), BAD_KEY);
        }
        Arrays.fill(key, (byte) 0);
        return new BackupFile(
                path,
                told.size(),
                null,
                () -> opened(told, wrapped, blob, keys),
                null,
                problem(told, blob));
    }

    private static InputStream opened(
            FileEntry told, byte[] wrapped, BackupFile blob, ClassKeys keys) throws IOException {
        byte[] key = keys.unwrap(told.protectionClass(), wrapped);
        if (key == null) {
            throw new IllegalStateException("the backup is closed");
        }
        CbcStream plain = new CbcStream(blob.content().open(), key, told.size());
        Arrays.fill(key, (byte) 0);
        return plain;
    }

    private static @Nullable String problem(FileEntry told, BackupFile blob) {
        if (blob.size() < 0) {
            return null;
        }
        if (blob.size() < told.size()) {
            return SHORT.formatted(blob.size(), told.size());
        }
        return blob.size() % BLOCK == 0 ? null : NOT_BLOCKS.formatted(blob.size());
    }
}
