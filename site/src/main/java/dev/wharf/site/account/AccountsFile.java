package dev.wharf.site.account;

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
import java.util.TreeMap;

/// Reads the accounts file: CSV with the header `name,email,phone,method` and, where needed,
/// `from`, `until` (days, inclusive), `account` (a label that tells two accounts of one person
/// apart), `gateway`, `phone_number_id`, `waba_id`, `hook`, `partner`.
///
/// Rows with the same address and label are one account with several numbers over time.
final class AccountsFile {
    static final List<String> REQUIRED = List.of("name", "email", "phone", "method");

    private final CsvTable table;
    private final Map<Identity, Entry> entries = new LinkedHashMap<>();
    private final Map<PhoneNumber, List<Held>> held = new HashMap<>();

    record Identity(EmailAddress email, String label) {}

    /// @param by line of the account's first row
    private record Held(User.Line line, long by, long at) {}

    /// One account of the file.
    ///
    /// @param row its first
    record Entry(NewAccount account, CsvTable.Row row, List<Line> lines) {
        NewAccount whole() {
            return new NewAccount(
                    account.name(),
                    account.email(),
                    account.label(),
                    account.method(),
                    lines.stream().map(Line::line).toList());
        }
    }

    record Line(User.Line line, CsvTable.Row row) {}

    private AccountsFile(CsvTable table) {
        this.table = table;
    }

    /// What the file says, with its complaints still in the table, for more to be added.
    record Parsed(CsvTable table, List<Entry> entries) {}

    static Parsed parse(String file, byte[] bytes) {
        AccountsFile accounts = new AccountsFile(CsvTable.parse(file, bytes, REQUIRED));
        accounts.table.rows().forEach(accounts::read);
        return new Parsed(accounts.table, List.copyOf(accounts.entries.values()));
    }

    private void read(CsvTable.Row row) {
        Optional<String> name = row.demand("name").filter(text -> fits(row, text));
        Optional<EmailAddress> email = email(row);
        Optional<MethodForm> method = method(row);
        Optional<User.Line> line = line(row, method.orElse(null));
        if (name.isEmpty() || email.isEmpty() || method.isEmpty()) {
            return;
        }
        String label = row.cell("account");
        NewAccount account =
                new NewAccount(name.get(), email.get(), label, method.get(), List.of());
        Entry fresh = new Entry(account, row, new ArrayList<>());
        Entry entry = entries.computeIfAbsent(new Identity(email.get(), label), _ -> fresh);
        if (!entry.account.equals(account)) {
            row.complain(
                    "email",
                    "has another name or method in line "
                            + entry.row.line()
                            + "; a second account of the same person needs a label in column account");
        }
        line.ifPresent(found -> hold(row, found, entry));
    }

    private static boolean fits(CsvTable.Row row, String name) {
        boolean fits =
                name.length() <= Account.LONGEST_NAME
                        && name.chars().noneMatch(Character::isISOControl);
        if (!fits) {
            row.complain("name", "longer than 200 characters, or with control characters");
        }
        return fits;
    }

    private static Optional<EmailAddress> email(CsvTable.Row row) {
        Optional<EmailAddress> email = row.demand("email").flatMap(EmailAddress::parse);
        if (email.isEmpty() && !row.cell("email").isEmpty()) {
            row.complain("email", "not an e-mail address");
        }
        return email;
    }

    private static Optional<MethodForm> method(CsvTable.Row row) {
        Optional<String> kind = row.demand("method");
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> fields = new TreeMap<>();
        for (String field : MethodForm.FIELDS) {
            if (!row.cell(field).isEmpty()) {
                fields.put(field, row.cell(field));
            }
        }
        MethodForm form = new MethodForm(kind.get(), fields);
        boolean[] wrong = new boolean[1];
        form.check(
                (field, what) -> {
                    row.complain(field, what);
                    wrong[0] = true;
                });
        return wrong[0] ? Optional.empty() : Optional.of(form);
    }

    private static Optional<User.Line> line(CsvTable.Row row, @Nullable MethodForm method) {
        CsvTable.Days days = row.days("from", "until");
        String cell = row.cell("phone");
        if (cell.isEmpty()) {
            if (method != null && method.live()) {
                row.complain("phone", "empty; the method " + method.kind() + " needs it");
            }
            return Optional.empty();
        }
        Optional<PhoneNumber> phone = PhoneNumber.parse(cell);
        if (phone.isEmpty()) {
            row.complain("phone", "not a phone number with country code");
        }
        return phone.map(number -> new User.Line(number, days.from(), days.until()));
    }

    private void hold(CsvTable.Row row, User.Line line, Entry entry) {
        List<Held> same = held.computeIfAbsent(line.phone(), _ -> new ArrayList<>());
        same.stream()
                .filter(other -> other.by != entry.row.line() && other.line.overlaps(line))
                .findFirst()
                .ifPresent(
                        other ->
                                row.complain(
                                        "phone",
                                        "somebody else has this number at the same time in line "
                                                + other.at));
        same.add(new Held(line, entry.row.line(), row.line()));
        entry.lines.add(new Line(line, row));
    }
}
