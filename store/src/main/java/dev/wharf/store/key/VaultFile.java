package dev.wharf.store.key;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// `vault.json` as it lies on disk: slots, each of which gives the master key to one custody, and
/// the keys, sealed under the master key.
///
/// @param id of the archive, for ever
/// @param generation counts writes of the file
/// @param master number of the master key, counted up at each rotation
record VaultFile(
        String id,
        long generation,
        int master,
        List<Slot> slots,
        @SuppressWarnings("ArrayRecordComponent") byte[] sealed) {
    static final String NAME = "vault.json";

    private static final String FORMAT = "wharf-vault/1";
    private static final JsonMapper JSON = JsonMapper.shared();

    VaultFile {
        slots = List.copyOf(slots);
    }

    /// The master key, wrapped.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    sealed interface Slot {
        byte[] wrapped();

        /// @param key id of the key file that opens it
        record KeyFileSlot(String key, byte[] wrapped) implements Slot {}

        record PassphraseSlot(Argon2id argon2id, byte[] wrapped) implements Slot {}

        /// @param publicKey of the recovery key, hex
        record RecoverySlot(String publicKey, byte[] wrapped) implements Slot {}
    }

    /// What a wrapped master key is bound to.
    static String slotContext(String id, String slot, int master) {
        return "%s %s slot %s master %d".formatted(FORMAT, id, slot, master);
    }

    /// What the sealed keys are bound to.
    String contentContext() {
        return contentContext(id, generation, master);
    }

    static String contentContext(String id, long generation, int master) {
        return "%s %s content generation %d master %d".formatted(FORMAT, id, generation, master);
    }

    static VaultFile read(Path file) {
        try {
            return parse(Files.readAllBytes(file), file.toString());
        } catch (NoSuchFileException missing) {
            throw new WharfException(
                    ErrorCode.KEY_MISSING,
                    "there is no key vault at "
                            + file
                            + ": without it the archive cannot be read; restore keys/ from a backup",
                    missing);
        } catch (IOException unreadable) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "cannot read the key vault " + file, unreadable);
        }
    }

    static VaultFile parse(byte[] bytes, String name) {
        try {
            JsonNode root = JSON.readTree(bytes);
            if (!root.path("format").stringValue("").equals(FORMAT)) {
                throw corrupt(name, "its format is not " + FORMAT);
            }
            List<Slot> slots = new ArrayList<>();
            root.required("slots").forEach(slot -> slots.add(slot(slot, name)));
            return new VaultFile(
                    root.required("id").stringValue(),
                    root.required("generation").longValue(),
                    root.required("master").intValue(),
                    slots,
                    bytes(root, "sealed"));
        } catch (JacksonException | IllegalArgumentException damaged) {
            throw corrupt(name, "it is not whole");
        }
    }

    private static Slot slot(JsonNode slot, String name) {
        byte[] wrapped = bytes(slot, "wrapped");
        return switch (slot.required("type").stringValue()) {
            case "key-file" -> new Slot.KeyFileSlot(slot.required("key").stringValue(), wrapped);
            case "passphrase" ->
                    new Slot.PassphraseSlot(
                            new Argon2id(
                                    HexFormat.of().parseHex(slot.required("salt").stringValue()),
                                    slot.required("memoryKiB").intValue(),
                                    slot.required("passes").intValue(),
                                    slot.required("lanes").intValue()),
                            wrapped);
            case "recovery" ->
                    new Slot.RecoverySlot(slot.required("publicKey").stringValue(), wrapped);
            default -> throw corrupt(name, "it has a slot of an unknown type");
        };
    }

    byte[] bytes() {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        root.put("id", id);
        root.put("generation", generation);
        root.put("master", master);
        ArrayNode list = root.putArray("slots");
        for (Slot slot : slots) {
            ObjectNode node = list.addObject();
            switch (slot) {
                case Slot.KeyFileSlot(String key, byte[] _) ->
                        node.put("type", "key-file").put("key", key);
                case Slot.PassphraseSlot(Argon2id argon2id, byte[] _) ->
                        node.put("type", "passphrase")
                                .put("kdf", "argon2id")
                                .put("salt", HexFormat.of().formatHex(argon2id.salt()))
                                .put("memoryKiB", argon2id.memoryKiB())
                                .put("passes", argon2id.passes())
                                .put("lanes", argon2id.lanes());
                case Slot.RecoverySlot(String publicKey, byte[] _) ->
                        node.put("type", "recovery").put("publicKey", publicKey);
            }
            node.put("wrapped", Base64.getEncoder().encodeToString(slot.wrapped()));
        }
        root.put("sealed", Base64.getEncoder().encodeToString(sealed));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    private static byte[] bytes(JsonNode node, String name) {
        return Base64.getDecoder().decode(node.required(name).stringValue());
    }

    private static WharfException corrupt(String name, String why) {
        return new WharfException(
                ErrorCode.STORAGE_CORRUPT,
                "the key vault " + name + " is damaged: " + why + "; restore it from a backup");
    }
}
