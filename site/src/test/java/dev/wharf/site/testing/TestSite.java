package dev.wharf.site.testing;

import dev.wharf.core.directory.User;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.Accounts;
import dev.wharf.site.account.Consent;
import dev.wharf.site.account.Consents;
import dev.wharf.site.account.MethodForm;
import dev.wharf.site.account.NewAccount;
import dev.wharf.site.account.Notice;
import dev.wharf.site.audit.SiteAudit;
import dev.wharf.site.database.SiteDatabase;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A site's database with its accounts, on 10 March 2026 at noon.
public final class TestSite implements AutoCloseable {
    public static final Actor ADMIN = Actor.user("admin", "host");
    public static final Notice NOTICE = new Notice("2026-03", "Your chats are archived.");
    public static final MethodForm LINKED = new MethodForm("linked", Map.of("gateway", "waha"));

    public final SettableClock clock = new SettableClock("2026-03-10T12:00:00Z");
    public final SiteDatabase database;
    public final SiteAudit audit;
    public final Accounts accounts;
    public final Consents consents;

    public TestSite(Path directory) {
        database = SiteDatabase.open(directory);
        audit = new SiteAudit(database, clock);
        accounts = new Accounts(database, audit, clock);
        consents = new Consents(database, accounts, audit, clock);
    }

    public static MethodForm cloud(String phoneNumberId) {
        return new MethodForm(
                "cloud-api",
                Map.of("phone_number_id", phoneNumberId, "waba_id", "w1", "hook", "main"));
    }

    public static User.Line line(String phone) {
        return new User.Line(new PhoneNumber(phone), null, null);
    }

    public Account enrol(String name, MethodForm method, String phone) {
        return accounts.enrol(
                new NewAccount(
                        name,
                        new EmailAddress(name + "@corp.example"),
                        "",
                        method,
                        List.of(line(phone))),
                ADMIN);
    }

    /// Enrolled as a linked device, and agreed.
    public Account linked(String name, String phone) {
        Account account = enrol(name, LINKED, phone);
        consents.record(
                account.id(),
                new Consents.Given(name, Consent.How.RECORDED, NOTICE, null, null),
                ADMIN);
        return accounts.require(account.id());
    }

    @Override
    public void close() {
        database.close();
    }
}
