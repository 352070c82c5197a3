package dev.wharf.site.account;

import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Actor;
import dev.wharf.site.database.SiteDatabase;
import dev.wharf.site.database.Sql;
import dev.wharf.store.csv.CsvTable;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Enrols whom a CSV file names, all of them or nobody. The same file again changes nothing: who is
/// enrolled already (same address and label) gets the file's name, method and numbers; numbers that
/// the file does not name stay.
public final class AccountsImport {
    private final SiteDatabase database;
    private final Accounts accounts;

    public AccountsImport(SiteDatabase database, Accounts accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    /// What the file did, or would do: ids of accounts; in a dry run those enrolled have none that
    /// lasts.
    public record Report(boolean dryRun, List<String> enrolled, List<String> changed, int same) {
        public Report {
            enrolled = List.copyOf(enrolled);
            changed = List.copyOf(changed);
        }
    }

    /// Takes a dry run back.
    private static final class Rehearsed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Report report;

        Rehearsed(Report report) {
            super(null, null, false, false);
            this.report = report;
        }
    }

    /// @param file its name, for messages
    /// @throws WharfException `MAPPING_INVALID` naming line and column of everything that is wrong;
    ///   then nothing of the file is done
    public Report run(String file, byte[] bytes, boolean dryRun, Actor actor) {
        AccountsFile.Parsed parsed = AccountsFile.parse(file, bytes);
        if (!dryRun) {
            Report report = database.write(sql -> apply(sql, parsed, false, actor));
            accounts.changed();
            return report;
        }
        try {
            return database.write(
                    sql -> {
                        throw new Rehearsed(apply(sql, parsed, true, actor));
                    });
        } catch (IllegalStateException taken) {
            if (taken.getCause() instanceof Rehearsed rehearsed) {
                return rehearsed.report;
            }
            throw taken;
        }
    }

    private Report apply(Sql sql, AccountsFile.Parsed parsed, boolean dryRun, Actor actor) {
        List<String> enrolled = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        for (AccountsFile.Entry entry : parsed.entries()) {
            Account before =
                    AccountRepository.find(sql, entry.account().email(), entry.account().label())
                            .orElse(null);
            Account after = one(sql, entry, before, actor);
            if (before == null && after != null) {
                enrolled.add(after.id());
            } else if (after != null && !after.equals(before)) {
                changed.add(after.id());
            }
        }
        parsed.table().refuseIfWrong();
        int same = parsed.entries().size() - enrolled.size() - changed.size();
        return new Report(dryRun, enrolled, changed, same);
    }

    /// @return null when it was complained about
    private @Nullable Account one(
            Sql sql, AccountsFile.Entry entry, @Nullable Account before, Actor actor) {
        if (taken(sql, entry, before)) {
            return null;
        }
        try {
            if (before == null) {
                return accounts.enrol(sql, entry.whole(), actor);
            }
            if (!MethodForm.of(before.method()).equals(entry.account().method())) {
                entry.row()
                        .complain(
                                "method",
                                "account %s is captured otherwise; change that by itself, it may end a link"
                                        .formatted(before.id()));
                return null;
            }
            return accounts.change(sql, before.id(), actor, "file", a -> merged(a, entry));
        } catch (WharfException refused) {
            entry.row().complain("phone", String.valueOf(refused.getMessage()));
            return null;
        }
    }

    private static Account merged(Account account, AccountsFile.Entry entry) {
        Account merged = account.with(entry.account().name(), account.email(), account.label());
        for (AccountsFile.Line line : entry.lines()) {
            merged = merged.lines().contains(line.line()) ? merged : merged.assigning(line.line());
        }
        return merged;
    }

    private static boolean taken(Sql sql, AccountsFile.Entry entry, @Nullable Account before) {
        boolean taken = false;
        String id = before == null ? "" : before.id();
        for (AccountsFile.Line line : entry.lines()) {
            CsvTable.Row row = line.row();
            var problem =
                    LinePolicy.among(
                            id, line.line(), AccountRepository.holders(sql, line.line().phone()));
            problem.ifPresent(what -> row.complain("phone", what));
            taken |= problem.isPresent();
        }
        return taken;
    }
}
