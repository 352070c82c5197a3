package dev.wharf.capture.itunes;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// What the backup's list says of one file: an `MBFile` of an NSKeyedArchiver.
final class FileEntry {
    private static final int CLASS = 4;

    private final long size;
    private final int protectionClass;
    private final byte @Nullable [] wrappedKey;

    private FileEntry(long size, int protectionClass, byte @Nullable [] wrappedKey) {
        this.size = size;
        this.protectionClass = protectionClass;
        this.wrappedKey = wrappedKey;
    }

    /// Of the plain file in bytes; -1 when it is not told.
    long size() {
        return size;
    }

    /// Whose key wraps the file's own.
    int protectionClass() {
        return protectionClass;
    }

    /// Null when it has none.
    byte @Nullable [] wrappedKey() {
        return wrappedKey;
    }

    static FileEntry parse(byte[] bytes) throws MalformedPlistException {
        Plist archive = Plist.parse(bytes);
        Object root = resolved(archive, archive.dictionary("$top").value("root"));
        if (!(root instanceof Map<?, ?> values)) {
            throw new MalformedPlistException("it holds no file");
        }
        Plist file = new Plist(values);
        Long size = file.integer("Size");
        byte[] key = key(archive, file);
        return new FileEntry(
                size == null || size < 0 ? -1 : size,
                protectionClass(file, key),
                key == null ? null : tail(key));
    }

    private static byte @Nullable [] key(Plist archive, Plist file) throws MalformedPlistException {
        Object key = resolved(archive, file.value("EncryptionKey"));
        if (key instanceof Map<?, ?> data) {
            key = resolved(archive, new Plist(data).value("NS.data"));
        }
        if (key == null) {
            return null;
        }
        if (!(key instanceof byte[] bytes) || bytes.length <= CLASS) {
            throw new MalformedPlistException("its key is damaged");
        }
        return bytes;
    }

    /// Of the file; where that is not told, the one in front of its key.
    private static int protectionClass(Plist file, byte @Nullable [] key) {
        Long told = file.integer("ProtectionClass");
        if (told != null && told > 0 && told < Integer.MAX_VALUE) {
            return told.intValue();
        }
        return key == null ? 0 : littleEndian(key);
    }

    static int littleEndian(byte[] bytes) {
        return Integer.reverseBytes(Derivation.bigEndian(bytes, 0));
    }

    static byte[] tail(byte[] key) {
        byte[] tail = new byte[key.length - CLASS];
        System.arraycopy(key, CLASS, tail, 0, tail.length);
        return tail;
    }

    private static @Nullable Object resolved(Plist archive, @Nullable Object value)
            throws MalformedPlistException {
        if (!(value instanceof PlistUid(long index))) {
            return value;
        }
        if (index < 0 || index >= archive.list("$objects").size()) {
            throw new MalformedPlistException("a reference in it leads nowhere");
        }
        return archive.list("$objects").get((int) index);
    }
}
