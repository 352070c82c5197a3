package dev.wharf.connector.directory;

import dev.wharf.core.directory.DirectoryEntry;
import dev.wharf.core.party.EmailAddress;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A directory's entry in bytes, as a snapshot holds it in memory and on disk: id, name, mailbox,
/// then the aliases, the numbers as they are written there, and whether it is enabled.
final class EntryCodec {
    private EntryCodec() {}

    static void write(DirectoryEntry entry, DataOutput out) throws IOException {
        out.writeUTF(entry.id());
        out.writeUTF(entry.name());
        out.writeUTF(entry.mailbox().value());
        out.writeShort(entry.aliases().size());
        for (EmailAddress alias : entry.aliases()) {
            out.writeUTF(alias.value());
        }
        out.writeShort(entry.phones().size());
        for (String phone : entry.phones()) {
            out.writeUTF(phone);
        }
        out.writeBoolean(entry.enabled());
    }

    static DirectoryEntry read(DataInput in) throws IOException {
        String id = in.readUTF();
        String name = in.readUTF();
        EmailAddress mailbox = new EmailAddress(in.readUTF());
        List<EmailAddress> aliases = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            aliases.add(new EmailAddress(in.readUTF()));
        }
        List<String> phones = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            phones.add(in.readUTF());
        }
        return new DirectoryEntry(id, name, mailbox, aliases, phones, in.readBoolean());
    }
}
