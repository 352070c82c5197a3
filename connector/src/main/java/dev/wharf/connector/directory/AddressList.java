package dev.wharf.connector.directory;

import dev.wharf.core.directory.Directory;
import dev.wharf.core.directory.DirectoryEntry;
import dev.wharf.core.directory.DirectorySource;
import dev.wharf.core.directory.User;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.store.csv.CsvTable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// A directory that is a list: the users file, or a CSV file of addresses with the header `mailbox`
/// and, where wanted, `name`, `aliases`, `phone` (several parted by semicolons) and `enabled`
/// (`yes` or `no`; empty is yes).
///
/// An entry's id is its address: a list knows no other.
public final class AddressList implements DirectorySource {
    private static final String MAILBOX = "mailbox";
    private static final String NAME = "name";
    private static final String ALIASES = "aliases";
    private static final String PHONE = "phone";
    private static final String ENABLED = "enabled";

    private final String name;
    private final List<DirectoryEntry> entries;

    private AddressList(String name, List<DirectoryEntry> entries) {
        this.name = name;
        this.entries = List.copyOf(entries);
    }

    /// Everybody of the users file who has an address. Numbers count as they stand there today:
    /// those with days are the users file's own.
    ///
    /// @param file its name
    public static AddressList ofUsers(String file, Directory users) {
        List<DirectoryEntry> entries = new ArrayList<>();
        for (User user : users.users()) {
            EmailAddress email = user.email();
            if (email != null) {
                List<String> phones =
                        user.lines().stream()
                                .filter(line -> line.from() == null && line.until() == null)
                                .map(line -> line.phone().e164())
                                .toList();
                entries.add(
                        new DirectoryEntry(
                                email.value(), user.name(), email, List.of(), phones, true));
            }
        }
        return new AddressList("list " + file, entries);
    }

    /// @param file its name, for messages
    /// @throws dev.wharf.core.error.WharfException MAPPING_INVALID naming line and column of
    ///   everything that is wrong; then nothing is loaded
    public static AddressList parse(String file, byte[] bytes) {
        CsvTable table = CsvTable.parse(file, bytes, List.of(MAILBOX));
        List<DirectoryEntry> entries = new ArrayList<>();
        Map<EmailAddress, Long> lines = new HashMap<>();
        for (CsvTable.Row row : table.rows()) {
            Optional<EmailAddress> mailbox =
                    row.demand(MAILBOX).flatMap(cell -> address(row, MAILBOX, cell));
            List<EmailAddress> aliases = aliases(row);
            boolean enabled = enabled(row);
            if (mailbox.isEmpty()) {
                continue;
            }
            Long before = lines.putIfAbsent(mailbox.get(), row.line());
            if (before != null) {
                row.complain(MAILBOX, "stands in line " + before + " too");
            }
            entries.add(
                    new DirectoryEntry(
                            mailbox.get().value(),
                            row.cell(NAME),
                            mailbox.get(),
                            aliases,
                            parts(row.cell(PHONE)),
                            enabled));
        }
        table.refuseIfWrong();
        return new AddressList("list " + file, entries);
    }

    private static List<EmailAddress> aliases(CsvTable.Row row) {
        return parts(row.cell(ALIASES)).stream()
                .flatMap(cell -> address(row, ALIASES, cell).stream())
                .toList();
    }

    private static Optional<EmailAddress> address(CsvTable.Row row, String column, String cell) {
        Optional<EmailAddress> address = EmailAddress.parse(cell);
        if (address.isEmpty()) {
            row.complain(column, "not an e-mail address");
        }
        return address;
    }

    private static boolean enabled(CsvTable.Row row) {
        return switch (row.cell(ENABLED)) {
            case "", "yes" -> true;
            case "no" -> false;
            default -> {
                row.complain(ENABLED, "neither yes nor no");
                yield true;
            }
        };
    }

    private static List<String> parts(String cell) {
        List<String> parts = new ArrayList<>();
        for (String part : cell.split(";", -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void read(Consumer<DirectoryEntry> each) {
        Set<String> seen = new HashSet<>();
        entries.stream().filter(entry -> seen.add(entry.id())).forEach(each);
    }

    @Override
    public void close() {}
}
