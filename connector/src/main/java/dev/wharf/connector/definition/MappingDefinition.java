package dev.wharf.connector.definition;

import dev.wharf.connector.people.Mapping;
import dev.wharf.connector.people.MappingFile;
import dev.wharf.connector.people.Sha256;
import dev.wharf.core.capture.ContentDigest;

import java.nio.charset.StandardCharsets;

/// How numbers lead to mailboxes. It belongs to the home: an item's audience is decided once, at
/// intake, so all connectors of a home have the same ([#agrees]).
///
/// @param automatic whether the e-mail address that an item carries counts where the file names no
///   mailbox; otherwise the copy waits in quarantine
/// @param rows the mapping file as it was given, to the byte; empty for none
public record MappingDefinition(boolean automatic, String rows) {
    public static final MappingDefinition STANDARD = new MappingDefinition(true, "");

    /// @throws dev.wharf.core.error.WharfException MAPPING_INVALID naming lines and columns
    public MappingDefinition {
        read(rows);
    }

    private static Mapping read(String rows) {
        return rows.isEmpty()
                ? Mapping.NONE
                : MappingFile.parse("mapping", rows.getBytes(StandardCharsets.UTF_8));
    }

    public Mapping mapping() {
        return read(rows);
    }

    /// SHA-256 of the file, as `sha256sum` gives it.
    public ContentDigest digest() {
        return new ContentDigest(Sha256.hex(rows));
    }

    /// Whether both send every item to the same mailboxes, as far as mapping goes.
    public boolean agrees(MappingDefinition other) {
        return equals(other);
    }
}
