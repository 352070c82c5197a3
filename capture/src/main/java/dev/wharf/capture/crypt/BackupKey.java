package dev.wharf.capture.crypt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.wharf.core.key.Secret;

import org.jspecify.annotations.Nullable;

import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A key that a person handed over to open encrypted backups with. Prints as nothing; unusable once
/// closed, and so is what was [verified][CryptBackup#verify] with it.
public final class BackupKey implements AutoCloseable {
    private static final String PURPOSE = "backup encryption";

    private final String name;
    private final KeyKind kind;
    private final Secret secret;
    private final @Nullable KeyIdentity identity;
    private volatile boolean closed;

    private BackupKey(String name, KeyKind kind, Secret secret, @Nullable KeyIdentity identity) {
        this.name = name;
        this.kind = kind;
        this.secret = secret;
        this.identity = identity;
    }

    /// Reads whatever form a key has: the file `key`, the file `encrypted_backup.key`, or 64
    /// hexadecimal digits as text, with spaces, dashes, colons and line ends as they come.
    ///
    /// @param name for messages: the file's name, or how it was given
    /// @param content the caller wipes it
    /// @throws dev.wharf.core.error.WharfException INPUT_NOT_RECOGNISED when it is no key,
    ///   INPUT_UNREADABLE when it is a damaged one
    public static BackupKey parse(String name, byte[] content) {
        return new KeyForms(name).read(content);
    }

    static BackupKey root(String name, byte[] root) {
        return new BackupKey(name, KeyKind.ROOT_KEY, Secret.copyOf(root), null);
    }

    static BackupKey keyFile(String name, byte[] aesKey, KeyIdentity identity) {
        return new BackupKey(name, KeyKind.KEY_FILE, Secret.copyOf(aesKey), identity);
    }

    public String name() {
        return name;
    }

    public KeyKind kind() {
        return kind;
    }

    /// Whether a key file and a backup name the same key; true for a root key, which has no name.
    boolean isNamed(KeyIdentity wanted) {
        return identity == null || identity.equals(wanted);
    }

    /// What encrypts the file: the key file's own key, or what is derived from the root key
    /// (HKDF-SHA256, no salt).
    SecretKey aesKey() {
        if (closed) {
            throw new IllegalStateException("the key was closed");
        }
        byte[] bytes = secret.bytes();
        try {
            return kind == KeyKind.KEY_FILE ? new SecretKeySpec(bytes, "AES") : derived(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static SecretKey derived(byte[] root) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(root)
                                    .thenExpand(PURPOSE.getBytes(US_ASCII), 32));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HKDF-SHA256", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        secret.close();
    }

    @Override
    public String toString() {
        return "BackupKey[" + name + ", " + kind + ", [REDACTED]]";
    }
}
