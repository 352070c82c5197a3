package dev.wharf.archive.backup;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Key;
import dev.wharf.core.ledger.LedgerHead;
import dev.wharf.core.ledger.TreeHash;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a backup holds: `wharf-backup.json`.
///
/// @param archive id of the archive's vault
/// @param created when the backup was made
/// @param ledger the head of the ledger at that moment; an anchor for its restoration
/// @param files by path in the home, with `/`
record BackupManifest(
        String archive, Instant created, LedgerHead ledger, SortedMap<String, Entry> files) {
    static final String NAME = "wharf-backup.json";
    static final String VAULT = "keys/vault.json";

    private static final String FORMAT = "wharf-backup/1";
    private static final JsonMapper JSON = JsonMapper.shared();

    BackupManifest {
        files = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /// @param modified milliseconds since 1970: tells that a file is still the one backed up
    record Entry(String sha256, long size, long modified) {}

    /// @param key of purpose BACKUP
    byte[] bytes(Key key) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        root.put("archive", archive);
        root.put("created", created.toString());
        root.putObject("ledger").put("size", ledger.size()).put("root", ledger.root().toString());
        ArrayNode list = root.putArray("files");
        files.forEach(
                (path, entry) ->
                        list.addObject()
                                .put("path", path)
                                .put("sha256", entry.sha256())
                                .put("size", entry.size())
                                .put("modified", entry.modified()));
        root.put("keyVersion", key.version());
        root.put("mac", HexFormat.of().formatHex(mac(key)));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    /// A manifest as read, not yet known to be genuine.
    record Read(BackupManifest manifest, int keyVersion, String mac) {
        boolean genuine(Key key) {
            return MessageDigest.isEqual(HexFormat.of().parseHex(mac), manifest.mac(key));
        }
    }

    static Optional<Read> read(Path backup) {
        Path file = backup.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(JSON.readTree(Files.readAllBytes(file))));
        } catch (JacksonException | IllegalArgumentException damaged) {
            throw new WharfException(
                    ErrorCode.STORAGE_CORRUPT, "the backup's manifest " + file + " is damaged");
        } catch (IOException failed) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "cannot read the backup's manifest " + file, failed);
        }
    }

    private static Read parse(JsonNode root) {
        if (!root.required("format").stringValue().equals(FORMAT)) {
            throw new IllegalArgumentException("another format");
        }
        SortedMap<String, Entry> files = new TreeMap<>();
        for (JsonNode file : root.required("files")) {
            files.put(
                    file.required("path").stringValue(),
                    new Entry(
                            file.required("sha256").stringValue(),
                            file.required("size").longValue(),
                            file.required("modified").longValue()));
        }
        JsonNode ledger = root.required("ledger");
        return new Read(
                new BackupManifest(
                        root.required("archive").stringValue(),
                        Instant.parse(root.required("created").stringValue()),
                        new LedgerHead(
                                ledger.required("size").longValue(),
                                TreeHash.parse(ledger.required("root").stringValue())),
                        files),
                root.required("keyVersion").intValue(),
                root.required("mac").stringValue());
    }

    /// HMAC-SHA-256 over every field, one a line.
    private byte[] mac(Key key) {
        byte[] bytes = key.secret().bytes();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            line(mac, "%s %s %s".formatted(FORMAT, archive, created));
            line(mac, "%d %s".formatted(ledger.size(), ledger.root()));
            for (Map.Entry<String, Entry> file : files.entrySet()) {
                Entry entry = file.getValue();
                line(
                        mac,
                        "%s %d %d %s"
                                .formatted(
                                        entry.sha256(),
                                        entry.size(),
                                        entry.modified(),
                                        file.getKey()));
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static void line(Mac mac, String text) {
        mac.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        mac.update((byte) '\n');
    }
}
