package dev.wharf.testkit.ios;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

import javax.crypto.Cipher;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Makes backups of an iPhone, plain or encrypted, of the files that they are to hold: a real
/// `Manifest.db`, property lists, key bag and wrapped keys, in the folder that Finder would make.
/// The same files give the same backup.
///
/// ```java
/// ItunesBackupBuilder.encrypted("correct horse")
///         .file(ItunesBackupBuilder.WHATSAPP, "ChatStorage.sqlite", bytes)
///         .writeTo(folder);
/// ```
public final class ItunesBackupBuilder {
    public static final String WHATSAPP = "AppDomainGroup-group.net.whatsapp.WhatsApp.shared";
    public static final String WHATSAPP_BUSINESS =
            "AppDomainGroup-group.net.whatsapp.WhatsAppSMB.shared";

    /// A protection class whose key no passcode opens.
    public static final int BOUND_TO_THE_PHONE = BackupKeys.BOUND_TO_THE_PHONE;

    /// Until the phone is first unlocked: what WhatsApp's files have.
    private static final int USUAL_CLASS = 3;

    private static final int MANIFEST_CLASS = 4;

    private final @Nullable String passcode;
    private final List<Entry> entries = new ArrayList<>();
    private String deviceName = "Office iPhone";
    private String snapshotState = "finished";
    private String system = "14.3";
    private boolean installed = true;
    private boolean doubled = true;

    private record Entry(
            String domain,
            String path,
            int protectionClass,
            long size,
            Supplier<InputStream> content) {
        String id() {
            return ItunesBackupBuilder.id(domain, path);
        }
    }

    /// Under which the content of a file lies: SHA-1 of its domain and path, in hex.
    public static String id(String domain, String path) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] name = (domain + "-" + path).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(sha1.digest(name));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private ItunesBackupBuilder(@Nullable String passcode) {
        this.passcode = passcode;
    }

    public static ItunesBackupBuilder plain() {
        return new ItunesBackupBuilder(null);
    }

    public static ItunesBackupBuilder encrypted(String passcode) {
        return new ItunesBackupBuilder(passcode);
    }

    public ItunesBackupBuilder file(String domain, String path, byte[] content) {
        return file(domain, path, USUAL_CLASS, content);
    }

    public ItunesBackupBuilder file(
            String domain, String path, int protectionClass, byte[] content) {
        byte[] bytes = content.clone();
        return add(
                domain, path, protectionClass, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    /// One that need not fit in memory.
    public ItunesBackupBuilder file(
            String domain, String path, long size, Supplier<InputStream> content) {
        return add(domain, path, USUAL_CLASS, size, content);
    }

    private ItunesBackupBuilder add(
            String domain,
            String path,
            int protectionClass,
            long size,
            Supplier<InputStream> content) {
        entries.add(new Entry(domain, path, protectionClass, size, content));
        return this;
    }

    public ItunesBackupBuilder deviceName(String name) {
        deviceName = name;
        return this;
    }

    /// `finished` unless said otherwise; `uploading` while it is made.
    public ItunesBackupBuilder snapshotState(String state) {
        snapshotState = state;
        return this;
    }

    public ItunesBackupBuilder withoutWhatsAppInstalled() {
        installed = false;
        return this;
    }

    /// As iOS 10.0 made encrypted ones: no step of SHA-256, and a list that is plain.
    public ItunesBackupBuilder asOfIos10() {
        system = "10.0.1";
        doubled = false;
        return this;
    }

    /// @param folder of the backup, which is made; its name is the device's
    public void writeTo(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            BackupKeys keys = passcode == null ? null : new BackupKeys(passcode, doubled);
            Files.write(
                    folder.resolve("Info.plist"), BackupPlists.info(deviceName, system, installed));
            Files.write(folder.resolve("Status.plist"), BackupPlists.status(snapshotState));
            write(folder, keys);
        } catch (GeneralSecurityException | SQLException e) {
            throw new IOException(e);
        }
    }

    private void write(Path folder, @Nullable BackupKeys keys)
            throws IOException, GeneralSecurityException, SQLException {
        Path list = folder.resolve("Manifest.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + list);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB)");
            statement.execute("CREATE INDEX FilesDomainIdx ON Files(domain)");
            statement.execute("CREATE INDEX FilesRelativePathIdx ON Files(relativePath)");
            statement.execute("CREATE INDEX FilesFlagsIdx ON Files(flags)");
            statement.execute("CREATE TABLE Properties (key TEXT PRIMARY KEY, value BLOB)");
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO Files VALUES (?, ?, ?, ?, ?)")) {
                folders(insert);
                for (Entry entry : entries) {
                    list(insert, entry, 1, store(folder, entry, keys));
                }
            }
            connection.commit();
        }
        byte[] manifestKey = null;
        if (keys != null && doubled) {
            byte[] key = keys.bytes(32);
            manifestKey = keys.wrapped(MANIFEST_CLASS, key);
            byte[] plain = Files.readAllBytes(list);
            try (OutputStream out = sealing(Files.newOutputStream(list), key)) {
                out.write(plain);
            }
        }
        Files.write(
                folder.resolve("Manifest.plist"),
                BackupPlists.manifest(keys == null ? null : keys.bag(), manifestKey));
    }

    /// Every domain has its own folder, as an entry without content.
    private void folders(PreparedStatement insert) throws SQLException, IOException {
        for (String domain : entries.stream().map(Entry::domain).distinct().toList()) {
            list(
                    insert,
                    new Entry(domain, "", 0, 0, InputStream::nullInputStream),
                    2,
                    BackupPlists.file("", 0, 0, null));
        }
    }

    private static void list(PreparedStatement insert, Entry entry, int flags, byte[] file)
            throws SQLException {
        insert.setString(1, entry.id());
        insert.setString(2, entry.domain());
        insert.setString(3, entry.path());
        insert.setInt(4, flags);
        insert.setBytes(5, file);
        insert.executeUpdate();
    }

    /// @return what the list says of it
    private static byte[] store(Path folder, Entry entry, @Nullable BackupKeys keys)
            throws IOException, GeneralSecurityException {
        String id = entry.id();
        Path file = folder.resolve(id.substring(0, 2)).resolve(id);
        Files.createDirectories(file.resolveSibling(""));
        byte[] encryptionKey = null;
        try (InputStream in = entry.content().get();
                OutputStream plain = Files.newOutputStream(file)) {
            if (keys == null) {
                in.transferTo(plain);
            } else {
                byte[] key = keys.bytes(32);
                encryptionKey = keys.wrapped(entry.protectionClass(), key);
                try (OutputStream sealed = sealing(plain, key)) {
                    in.transferTo(sealed);
                }
            }
        }
        return BackupPlists.file(
                entry.path(), entry.size(), entry.protectionClass(), encryptionKey);
    }

    /// The phone fills up the last block, and adds one where it is full.
    private static OutputStream sealing(OutputStream out, byte[] key)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new IvParameterSpec(new byte[16]));
        return new CipherOutputStream(out, cipher);
    }
}
