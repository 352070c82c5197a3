package dev.wharf.connector.people;

import dev.wharf.core.directory.User;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.store.csv.CsvTable;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the users file: CSV with the header `name,phone,email` and, where numbers change hands,
/// `from` and `until` (days, inclusive). More columns are allowed and not read.
///
/// Several numbers of one person stand in one cell, parted by semicolons, or in several rows with
/// the same e-mail address. A row needs a name, and a phone or an address.
public final class UsersFile {
    private static final String NAME = "name";
    private static final String PHONE = "phone";
    private static final String EMAIL = "email";
    private static final String FROM = "from";
    private static final String UNTIL = "until";

    private final CsvTable table;
    private final Map<Object, Entry> people = new LinkedHashMap<>();
    private final Map<PhoneNumber, List<Held>> held = new HashMap<>();

    /// @param by line of the person's first row
    private record Held(User.Line line, long by, long at) {}

    private record Entry(
            String name, @Nullable EmailAddress email, List<User.Line> lines, long line) {}

    private UsersFile(CsvTable table) {
        this.table = table;
    }

    /// @param file its name, for messages
    /// @throws dev.wharf.core.error.WharfException MAPPING_INVALID naming line and column of
    ///   everything that is wrong; then nothing is loaded
    public static UserDirectory parse(String file, byte[] bytes) {
        UsersFile users = new UsersFile(CsvTable.parse(file, bytes, List.of(NAME, PHONE, EMAIL)));
        users.table.rows().forEach(users::read);
        users.table.refuseIfWrong();
        return new UserDirectory(
                users.people.values().stream()
                        .map(entry -> new User(entry.name, entry.email, entry.lines))
                        .toList());
    }

    private void read(CsvTable.Row row) {
        Optional<String> name = row.demand(NAME);
        EmailAddress email = email(row);
        if (row.cell(PHONE).isEmpty() && row.cell(EMAIL).isEmpty()) {
            row.complain(PHONE, "neither phone nor email");
        }
        CsvTable.Days days = row.days(FROM, UNTIL);
        if (name.isEmpty()) {
            return;
        }
        Object identity = email == null ? row : email;
        Entry fresh = new Entry(name.get(), email, new ArrayList<>(), row.line());
        Entry entry = people.computeIfAbsent(identity, _ -> fresh);
        if (!NameKey.of(entry.name).equals(NameKey.of(name.get()))) {
            row.complain(EMAIL, "has another name in line " + entry.line);
        }
        phones(row, days, entry);
    }

    private static @Nullable EmailAddress email(CsvTable.Row row) {
        String cell = row.cell(EMAIL);
        Optional<EmailAddress> address = EmailAddress.parse(cell);
        if (address.isEmpty() && !cell.isEmpty()) {
            row.complain(EMAIL, "not an e-mail address");
        }
        return address.orElse(null);
    }

    private void phones(CsvTable.Row row, CsvTable.Days days, Entry entry) {
        for (String cell : row.cell(PHONE).split(";", -1)) {
            if (cell.isBlank()) {
                continue;
            }
            PhoneNumber.parse(cell)
                    .ifPresentOrElse(
                            phone ->
                                    hold(
                                            row,
                                            new User.Line(phone, days.from(), days.until()),
                                            entry),
                            () -> row.complain(PHONE, "not a phone number with country code"));
        }
    }

    private void hold(CsvTable.Row row, User.Line line, Entry entry) {
        List<Held> same = held.computeIfAbsent(line.phone(), _ -> new ArrayList<>());
        same.stream()
                .filter(other -> other.by != entry.line && other.line.overlaps(line))
                .findFirst()
                .ifPresent(
                        other ->
                                row.complain(
                                        PHONE,
                                        "somebody else has this number at the same time in line "
                                                + other.at));
        same.add(new Held(line, entry.line, row.line()));
        entry.lines.add(line);
    }
}
