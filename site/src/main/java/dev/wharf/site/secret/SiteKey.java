package dev.wharf.site.secret;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.site.database.SiteDatabase;
import dev.wharf.store.file.DurableFiles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// `site/keys/site.key`: one line, `wharf-site-key/1 HEX`, for its owner's eyes only. Made at the
/// first start. Whoever has it and `site.db` can read the secrets of sources; it opens no capture.
///
/// It is never used itself: every purpose has a key derived from it.
public final class SiteKey implements AutoCloseable {
    private static final Pattern LINE = Pattern.compile("wharf-site-key/1 ([0-9a-f]{64})\\s*");
    private static final String FACT = "site-key";
    private static final int BYTES = 32;

    private final Secret key;

    private SiteKey(Secret key) {
        this.key = key;
    }

    /// For what the site's own key is used.
    public enum Use {
        /// Seals the secrets of sources.
        SECRETS,
        /// Hashes chats and ids of what scope excludes.
        EXCLUSIONS,
        /// Seals the keys of uploads that are not complete.
        UPLOADS
    }

    /// Reads the key, or makes it when neither it nor anything sealed with it is there.
    ///
    /// @throws WharfException `KEY_MISSING` when the database was sealed with another one
    public static SiteKey open(Path directory, SiteDatabase database, SecureRandom random) {
        Path file = directory.resolve("keys").resolve("site.key");
        Optional<String> expected =
                database.read(
                        sql ->
                                sql.first(
                                        row -> row.text("body"),
                                        "SELECT body FROM fact WHERE name = ?",
                                        FACT));
        try {
            if (!Files.exists(file) && expected.isEmpty()) {
                make(file, random);
            }
            SiteKey key = new SiteKey(read(file));
            key.adopt(file, database, expected);
            return key;
        } catch (IOException failure) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "cannot read or write " + file, failure);
        }
    }

    private static void make(Path file, SecureRandom random) throws IOException {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        byte[] line =
                ("wharf-site-key/1 " + HexFormat.of().formatHex(key) + "\n")
                        .getBytes(StandardCharsets.UTF_8);
        Arrays.fill(key, (byte) 0);
        DurableFiles.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
        DurableFiles.write(file, line);
        Arrays.fill(line, (byte) 0);
    }

    private static Secret read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw missing(file);
        }
        refuseForeignEyes(file);
        Matcher line = LINE.matcher(Files.readString(file));
        if (!line.matches()) {
            throw new WharfException(
                    ErrorCode.KEY_MISSING, file + " is not a site's key: put the right one back");
        }
        byte[] bytes = HexFormat.of().parseHex(line.group(1));
        Secret key = Secret.copyOf(bytes);
        Arrays.fill(bytes, (byte) 0);
        return key;
    }

    /// Remembers which key it is, by a value that tells nothing of it.
    private void adopt(Path file, SiteDatabase database, Optional<String> expected) {
        String id = HexFormat.of().formatHex(hmac("identity"), 0, 8);
        if (expected.isEmpty()) {
            database.write(
                    sql -> sql.update("INSERT INTO fact (name, body) VALUES (?, ?)", FACT, id));
        } else if (!expected.get().equals(id)) {
            throw missing(file);
        }
    }

    private static WharfException missing(Path file) {
        return new WharfException(
                ErrorCode.KEY_MISSING,
                file
                        + " is missing or belongs to another site: put the right one back from a"
                        + " backup, or enter the sources' secrets anew");
    }

    private static void refuseForeignEyes(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        permissions.remove(PosixFilePermission.OWNER_READ);
        permissions.remove(PosixFilePermission.OWNER_WRITE);
        if (!permissions.isEmpty()) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED,
                    "others may read or change " + file + ": run chmod 600 on it");
        }
    }

    /// A key of its own for every use. The caller closes it.
    public Secret derive(Use use) {
        byte[] bytes = hmac(use.name());
        Secret derived = Secret.copyOf(bytes);
        Arrays.fill(bytes, (byte) 0);
        return derived;
    }

    private byte[] hmac(String use) {
        byte[] bytes = key.bytes();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            return mac.doFinal(("wharf-site/1 " + use).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", impossible);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public void close() {
        key.close();
    }
}
