package dev.wharf.site.account;

import dev.wharf.core.directory.User;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.site.database.Row;
import dev.wharf.site.database.Sql;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Rows of accounts and their numbers.
final class AccountRepository {
    private static final String COLUMNS =
            "id, name, email, label, state, method, source, details, enrolled";

    private AccountRepository() {}

    /// @param line a number
    /// @param account whose it is
    record Held(String account, User.Line line) {}

    static void insert(Sql sql, Account account, long number) {
        sql.update(
                """
                INSERT INTO account (id, number, name, email, label, state, method, source, details, enrolled, changed)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                account.id(),
                number,
                account.name(),
                account.email().value(),
                account.label(),
                account.state(),
                account.method().kind(),
                account.method().source(),
                details(account.method()),
                account.enrolled(),
                account.enrolled());
        lines(sql, account);
    }

    static void update(Sql sql, Account account, Instant now) {
        sql.update(
                """
                UPDATE account
                SET name = ?, email = ?, label = ?, state = ?, method = ?, source = ?, details = ?, changed = ?
                WHERE id = ?
                """,
                account.name(),
                account.email().value(),
                account.label(),
                account.state(),
                account.method().kind(),
                account.method().source(),
                details(account.method()),
                now,
                account.id());
        lines(sql, account);
    }

    private static void lines(Sql sql, Account account) {
        sql.update("DELETE FROM account_line WHERE account = ?", account.id());
        int position = 0;
        for (User.Line line : account.lines()) {
            sql.update(
                    """
                    INSERT INTO account_line (account, position, phone, from_day, last_day)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                    account.id(),
                    position++,
                    line.phone().e164(),
                    line.from(),
                    line.until());
        }
    }

    static Optional<Account> find(Sql sql, String id) {
        return sql.first(
                        AccountRepository::account,
                        "SELECT " + COLUMNS + " FROM account WHERE id = ?",
                        id)
                .map(account -> account.with(lines(sql, id)));
    }

    static Optional<Account> find(Sql sql, EmailAddress email, String label) {
        return sql.first(
                        AccountRepository::account,
                        "SELECT " + COLUMNS + " FROM account WHERE email = ? AND label = ?",
                        email.value(),
                        label)
                .map(account -> account.with(lines(sql, account.id())));
    }

    static List<Account> all(Sql sql) {
        Map<String, List<User.Line>> lines =
                held(
                                sql,
                                "SELECT account, phone, from_day, last_day FROM account_line ORDER BY account, position")
                        .stream()
                        .collect(
                                Collectors.groupingBy(
                                        Held::account,
                                        HashMap::new,
                                        Collectors.mapping(Held::line, Collectors.toList())));
        return sql
                .list(
                        AccountRepository::account,
                        "SELECT " + COLUMNS + " FROM account ORDER BY number")
                .stream()
                .map(account -> account.with(lines.getOrDefault(account.id(), List.of())))
                .toList();
    }

    private static List<User.Line> lines(Sql sql, String account) {
        return held(
                        sql,
                        """
                        SELECT account, phone, from_day, last_day FROM account_line
                        WHERE account = ? ORDER BY position
                        """,
                        account)
                .stream()
                .map(Held::line)
                .toList();
    }

    /// Everybody who has, had or will have the number.
    static List<Held> holders(Sql sql, PhoneNumber phone) {
        return held(
                sql,
                """
                SELECT account, phone, from_day, last_day FROM account_line
                WHERE phone = ? ORDER BY account, position
                """,
                phone.e164());
    }

    private static List<Held> held(Sql sql, String query, @Nullable Object... values) {
        return sql.list(
                row ->
                        new Held(
                                row.text("account"),
                                new User.Line(
                                        new PhoneNumber(row.text("phone")),
                                        row.dayOrNull("from_day"),
                                        row.dayOrNull("last_day"))),
                query,
                values);
    }

    private static Account account(Row row) throws SQLException {
        Map<String, String> fields = new TreeMap<>();
        JsonNode details = JsonMapper.shared().readTree(row.text("details"));
        details.properties().forEach(p -> fields.put(p.getKey(), p.getValue().stringValue()));
        return new Account(
                row.text("id"),
                row.text("name"),
                new EmailAddress(row.text("email")),
                row.text("label"),
                AccountState.valueOf(row.text("state")),
                new MethodForm(row.text("method"), fields).method(row.textOrNull("source")),
                List.of(),
                row.instant("enrolled"));
    }

    private static String details(CaptureMethod method) {
        return JsonMapper.shared()
                .writeValueAsString(new TreeMap<>(MethodForm.of(method).fields()));
    }
}
