package dev.wharf.site.account;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.directory.User;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Subject;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.site.audit.SiteAudit;
import dev.wharf.site.database.SiteDatabase;
import dev.wharf.site.database.Sql;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/// The enrolled accounts. Safe for many threads; every change is durable, and in the audit, when
/// its method returns. Accounts are never deleted: what was captured refers to them.
public final class Accounts {
    private static final String SERIES = "account";
    private static final int LONGEST_LABEL = 64;

    private final SiteDatabase database;
    private final SiteAudit audit;
    private final Clock clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public Accounts(SiteDatabase database, SiteAudit audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /// Is told, on the changing thread, after every change.
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    public List<Account> all() {
        return database.read(AccountRepository::all);
    }

    public Optional<Account> find(String id) {
        return database.read(sql -> AccountRepository.find(sql, id));
    }

    /// @throws WharfException `NOT_FOUND`
    public Account require(String id) {
        return find(id).orElseThrow(Accounts::unknown);
    }

    public Account enrol(NewAccount fresh, Actor actor) {
        return changed(database.write(sql -> enrol(sql, fresh, actor)));
    }

    Account enrol(Sql sql, NewAccount fresh, Actor actor) {
        fresh.method()
                .check(
                        (field, what) -> {
                            throw refused(field + ": " + what);
                        });
        if (fresh.method().live() && fresh.lines().isEmpty()) {
            throw refused("a number is needed for the method " + fresh.method().kind());
        }
        if (AccountRepository.find(sql, fresh.email(), fresh.label()).isPresent()) {
            throw refused("this e-mail address is enrolled already; give the account a label");
        }
        long number = sql.next(SERIES);
        String id = "a" + number;
        CaptureMethod method = fresh.method().method(id);
        Account account =
                new Account(
                        id,
                        named(fresh.name()),
                        fresh.email(),
                        labelled(fresh.label()),
                        beginning(method),
                        method,
                        fresh.lines(),
                        clock.instant());
        refuseOthersNumbers(sql, account);
        AccountRepository.insert(sql, account, number);
        audit.append(sql, act(account, actor, "enrolled").withDigests(null, digest(account)));
        return account;
    }

    public Account rename(String id, String name, EmailAddress email, String label, Actor actor) {
        return change(
                id,
                actor,
                "name or address",
                account -> account.with(named(name), email, labelled(label)));
    }

    /// Gives the account a number for some days; the same number from the same day on gets its new
    /// end.
    public Account assign(String id, User.Line line, Actor actor) {
        return change(id, actor, "number assigned", account -> account.assigning(line));
    }

    /// @param last day on which it is theirs
    public Account end(String id, PhoneNumber phone, LocalDate last, Actor actor) {
        return change(id, actor, "number ended", account -> account.ending(phone, last));
    }

    /// Takes a number from one account and gives it to another, from a day on.
    ///
    /// @return the account that has it now
    public Account reassign(PhoneNumber phone, String from, String to, LocalDate day, Actor actor) {
        return changed(
                database.write(
                        sql -> {
                            change(
                                    sql,
                                    from,
                                    actor,
                                    "number ended",
                                    account -> account.ending(phone, day.minusDays(1)));
                            return change(
                                    sql,
                                    to,
                                    actor,
                                    "number assigned",
                                    account -> account.assigning(new User.Line(phone, day, null)));
                        }));
    }

    public Account disable(String id, String reason, Actor actor) {
        return change(
                id, actor, "disabled: " + reason, account -> account.with(AccountState.DISABLED));
    }

    /// Enrols a disabled account again, as the same person. A linked device needs consent and a
    /// link anew, and gets a session of its own.
    public Account reenrol(String id, Actor actor) {
        return recapture(id, MethodForm.of(require(id).method()), actor, "enrolled again");
    }

    /// Changes how the account is captured from now on.
    public Account recapture(String id, MethodForm form, Actor actor) {
        return recapture(id, form, actor, "method");
    }

    private Account recapture(String id, MethodForm form, Actor actor, String what) {
        form.check(
                (field, wrong) -> {
                    throw refused(field + ": " + wrong);
                });
        return changed(
                database.write(
                        sql -> {
                            CaptureMethod method =
                                    form.method(id + "-" + sql.next(SERIES + " session " + id));
                            return change(
                                    sql,
                                    id,
                                    actor,
                                    what,
                                    account -> account.with(method).with(beginning(method)));
                        }));
    }

    /// The employee has agreed: what needed it may be captured. Part of a change.
    Account agreed(Sql sql, String id, Actor actor) {
        Account account = AccountRepository.find(sql, id).orElseThrow(Accounts::unknown);
        return account.state() == AccountState.WAITING
                ? change(sql, id, actor, "consent", a -> a.with(AccountState.ACTIVE))
                : account;
    }

    Account change(String id, Actor actor, String what, UnaryOperator<Account> how) {
        return changed(database.write(sql -> change(sql, id, actor, what, how)));
    }

    Account change(Sql sql, String id, Actor actor, String what, UnaryOperator<Account> how) {
        Account before = AccountRepository.find(sql, id).orElseThrow(Accounts::unknown);
        Account after = how.apply(before);
        if (after.equals(before)) {
            return before;
        }
        refuseOthersNumbers(sql, after);
        AccountRepository.find(sql, after.email(), after.label())
                .filter(other -> !other.id().equals(id))
                .ifPresent(
                        other -> {
                            throw refused("account " + other.id() + " has this address and label");
                        });
        AccountRepository.update(sql, after, clock.instant());
        audit.append(sql, act(after, actor, what).withDigests(digest(before), digest(after)));
        return after;
    }

    private static void refuseOthersNumbers(Sql sql, Account account) {
        LinePolicy.within(account)
                .ifPresent(
                        what -> {
                            throw refused(what);
                        });
        for (User.Line line : account.lines()) {
            LinePolicy.among(account.id(), line, AccountRepository.holders(sql, line.phone()))
                    .ifPresent(
                            what -> {
                                throw refused(line.phone() + ": " + what);
                            });
        }
    }

    private Act act(Account account, Actor actor, String what) {
        return Act.of(
                        ActKind.ACCOUNT,
                        Subject.of(Subject.Type.ACCOUNT, account.id()),
                        actor,
                        clock.instant())
                .with("change", what)
                .with("state", account.state().name());
    }

    private Account changed(Account account) {
        changed();
        return account;
    }

    /// After a change that was made elsewhere in this package.
    void changed() {
        listeners.forEach(Runnable::run);
    }

    private static ContentDigest digest(Account account) {
        return AccountJson.digest(account);
    }

    private static AccountState beginning(CaptureMethod method) {
        return method instanceof CaptureMethod.Linked ? AccountState.WAITING : AccountState.ACTIVE;
    }

    private static String named(String name) {
        if (name.isBlank()
                || name.length() > Account.LONGEST_NAME
                || name.chars().anyMatch(Character::isISOControl)) {
            throw refused("a name has 1 to 200 characters, none of them a control character");
        }
        return name.strip();
    }

    private static String labelled(String label) {
        if (label.length() > LONGEST_LABEL || label.chars().anyMatch(Character::isISOControl)) {
            throw refused("a label has up to 64 characters, none of them a control character");
        }
        return label.strip();
    }

    static WharfException refused(String what) {
        return new WharfException(ErrorCode.MAPPING_INVALID, what);
    }

    static WharfException unknown() {
        return new WharfException(ErrorCode.NOT_FOUND, "no account of that id");
    }
}
