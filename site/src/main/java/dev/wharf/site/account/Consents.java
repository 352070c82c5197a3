package dev.wharf.site.account;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Subject;
import dev.wharf.site.audit.SiteAudit;
import dev.wharf.site.database.Row;
import dev.wharf.site.database.SiteDatabase;
import dev.wharf.site.database.Sql;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Who agreed to what. Records are added and marked as withdrawn, never removed; every text that
/// was shown is kept.
public final class Consents {
    private final SiteDatabase database;
    private final Accounts accounts;
    private final SiteAudit audit;
    private final Clock clock;

    public Consents(SiteDatabase database, Accounts accounts, SiteAudit audit, Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param signed the name that was given
    /// @param address null on paper, and so is `browser`
    public record Given(
            String signed,
            Consent.How how,
            Notice notice,
            @Nullable String address,
            @Nullable String browser) {}

    /// Records a consent; an account that waited for it becomes active.
    public Consent record(String account, Given given, Actor actor) {
        Consent consent = database.write(sql -> insert(sql, account, given, actor));
        accounts.changed();
        return consent;
    }

    private Consent insert(Sql sql, String account, Given given, Actor actor) {
        accounts.agreed(sql, account, actor);
        Consent consent =
                new Consent(
                        account,
                        of(sql, account).size() + 1,
                        clock.instant(),
                        given.signed,
                        given.how,
                        given.notice.digest(),
                        given.notice.version(),
                        given.address,
                        given.browser,
                        null,
                        null);
        keep(sql, given.notice);
        sql.update(
                """
                INSERT INTO consent (account, number, given, signed, how, notice, version, address, browser)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                account,
                consent.number(),
                consent.given(),
                consent.signed(),
                consent.how(),
                consent.notice().sha256(),
                consent.version(),
                consent.address(),
                consent.browser());
        audit.append(
                sql,
                act(account, actor)
                        .withDigests(null, consent.notice())
                        .with("consent", "given")
                        .with("how", consent.how().name())
                        .with("signed", consent.signed())
                        .with("version", consent.version()));
        return consent;
    }

    /// Marks the account's consents as withdrawn. A linked account is disabled with it: it has no
    /// other ground. For the official ways the firm decides whether it may go on.
    ///
    /// @throws WharfException `NOT_FOUND` when none holds
    public void withdraw(String account, String how, Actor actor) {
        database.write(
                sql -> {
                    int changed =
                            sql.update(
                                    """
                                    UPDATE consent SET withdrawn = ?, withdrawal = ?
                                    WHERE account = ? AND withdrawn IS NULL
                                    """,
                                    clock.instant(),
                                    how,
                                    account);
                    if (changed == 0) {
                        throw new WharfException(
                                ErrorCode.NOT_FOUND, "no consent of this account holds");
                    }
                    audit.append(sql, act(account, actor).with("consent", "withdrawn: " + how));
                    return accounts.change(
                            sql, account, actor, "consent withdrawn", Consents::without);
                });
        accounts.changed();
    }

    private static Account without(Account account) {
        return account.method() instanceof CaptureMethod.Linked
                ? account.with(AccountState.DISABLED)
                : account;
    }

    /// All of an account, oldest first.
    public List<Consent> of(String account) {
        return database.read(sql -> of(sql, account));
    }

    public boolean holds(String account) {
        return of(account).stream().anyMatch(Consent::holds);
    }

    /// The text that somebody was shown.
    public Optional<Notice> notice(ContentDigest digest) {
        return database.read(
                sql ->
                        sql.first(
                                row -> new Notice(row.text("version"), row.text("body")),
                                "SELECT version, body FROM notice WHERE digest = ?",
                                digest.sha256()));
    }

    private void keep(Sql sql, Notice notice) {
        sql.update(
                """
                INSERT INTO notice (digest, version, body, first) VALUES (?, ?, ?, ?)
                ON CONFLICT (digest) DO NOTHING
                """,
                notice.digest().sha256(),
                notice.version(),
                notice.text(),
                clock.instant());
    }

    private static List<Consent> of(Sql sql, String account) {
        return sql.list(
                Consents::consent,
                """
                SELECT account, number, given, signed, how, notice, version, address, browser,
                       withdrawn, withdrawal
                FROM consent WHERE account = ? ORDER BY number
                """,
                account);
    }

    private static Consent consent(Row row) throws SQLException {
        return new Consent(
                row.text("account"),
                row.count("number"),
                row.instant("given"),
                row.text("signed"),
                Consent.How.valueOf(row.text("how")),
                new ContentDigest(row.text("notice")),
                row.text("version"),
                row.textOrNull("address"),
                row.textOrNull("browser"),
                row.instantOrNull("withdrawn"),
                row.textOrNull("withdrawal"));
    }

    private Act act(String account, Actor actor) {
        return Act.of(
                ActKind.CONSENT, Subject.of(Subject.Type.ACCOUNT, account), actor, clock.instant());
    }
}
