package dev.wharf.site.account;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;

import dev.wharf.core.directory.User;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The accounts as the users file that the archive's mapping reads: `name,phone,email,from,until`,
/// a row for every number, disabled accounts included: what they wrote is still to be mapped. One
/// address has one name there: that of its first account.
public final class UsersExport {
    private UsersExport() {}

    public static String csv(List<Account> accounts) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord("name", "phone", "email", "from", "until");
            Map<EmailAddress, String> names = new HashMap<>();
            for (Account account : accounts) {
                names.putIfAbsent(account.email(), account.name());
                rows(csv, account, names.getOrDefault(account.email(), ""));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void rows(CsvWriter csv, Account account, String name) {
        if (account.lines().isEmpty()) {
            csv.writeRecord(name, "", account.email().value(), "", "");
        }
        for (User.Line line : account.lines()) {
            csv.writeRecord(
                    name,
                    line.phone().e164(),
                    account.email().value(),
                    day(line.from()),
                    day(line.until()));
        }
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }
}
