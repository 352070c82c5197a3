package dev.wharf.site.credential;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Subject;
import dev.wharf.site.audit.SiteAudit;
import dev.wharf.site.database.SiteDatabase;
import dev.wharf.site.database.Sql;
import dev.wharf.site.http.Access;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Administrators, connectors and uploaders. Passwords are made here, or chosen by their owner;
/// only their Argon2id hashes are kept. Safe for many threads; every change is durable, and in the
/// audit, when its method returns.
public final class Credentials {
    static final int SHORTEST_PASSWORD = 12;
    static final int LONGEST_PASSWORD = 256;
    private static final Set<Access> ROLES =
            Set.of(Access.ADMINISTRATOR, Access.CONNECTOR, Access.UPLOADER);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");

    private final SiteDatabase database;
    private final SiteAudit audit;
    private final PasswordHasher hasher;
    private final SecureRandom random;
    private final Clock clock;

    public Credentials(
            SiteDatabase database,
            SiteAudit audit,
            PasswordHasher hasher,
            SecureRandom random,
            Clock clock) {
        this.database = database;
        this.audit = audit;
        this.hasher = hasher;
        this.random = random;
        this.clock = clock;
    }

    public List<Credential> all() {
        return database.read(CredentialRepository::all);
    }

    /// Makes a credential with a password of its own.
    ///
    /// @param account the only one that an uploader hands in for; null for every other role
    public Issued create(String name, Access role, @Nullable String account, Actor actor) {
        Fresh fresh = fresh(name, role, account);
        database.write(sql -> insert(sql, fresh, actor));
        return fresh.issued;
    }

    record Fresh(Issued issued, @Nullable String account, PasswordHash hash) {}

    Fresh fresh(String name, Access role, @Nullable String account) {
        if (!NAME.matcher(name).matches()) {
            throw refused(
                    "a credential's name has up to 64 of a-z, 0-9, dot, dash, underscore, at");
        }
        if (!ROLES.contains(role)) {
            throw refused("a credential is an administrator's, a connector's or an uploader's");
        }
        if ((role == Access.UPLOADER) != (account != null)) {
            throw refused(
                    "an uploader's credential names the account it is for, and no other does");
        }
        Secret password = RandomText.password(random);
        return new Fresh(new Issued(name, role, password), account, hasher.hash(password));
    }

    Credential insert(Sql sql, Fresh fresh, Actor actor) {
        String name = fresh.issued.name();
        if (CredentialRepository.find(sql, name).isPresent()) {
            throw refused("a credential of this name exists or has existed; names are not reused");
        }
        String account = fresh.account;
        if (account != null && !CredentialRepository.enrolled(sql, account)) {
            throw refused("no account '%s' is enrolled".formatted(account));
        }
        Instant now = clock.instant();
        Credential credential = new Credential(name, fresh.issued.role(), account, now, now, null);
        CredentialRepository.insert(sql, credential, fresh.hash);
        String what = "created as " + credential.role() + (account == null ? "" : " of " + account);
        audit.append(sql, act(name, actor, what));
        return credential;
    }

    /// Replaces the password by a new one, and ends every token made with the old.
    public Issued rotate(String name, Actor actor) {
        Secret password = RandomText.password(random);
        PasswordHash hash = hasher.hash(password);
        Access role = database.write(sql -> change(sql, name, hash, actor, "rotated"));
        return new Issued(name, role, password);
    }

    /// Takes a password that its owner chose. They proved the old one when they signed in, and do
    /// so again here: a token alone must not be enough to take a credential over.
    ///
    /// @throws WharfException `NOT_ALLOWED` when the current password is another
    public void choose(String name, Secret current, Secret chosen, Actor actor) {
        if (chosen.size() < SHORTEST_PASSWORD || chosen.size() > LONGEST_PASSWORD) {
            throw refused("a password has 12 to 256 characters");
        }
        PasswordHash known =
                database.read(sql -> CredentialRepository.find(sql, name))
                        .orElseThrow(Credentials::unknown)
                        .hash();
        if (!hasher.matches(known, current)) {
            throw new WharfException(ErrorCode.NOT_ALLOWED, "the current password is another one");
        }
        PasswordHash hash = hasher.hash(chosen);
        database.write(sql -> change(sql, name, hash, actor, "password chosen"));
    }

    private Access change(Sql sql, String name, PasswordHash hash, Actor actor, String what) {
        Credential credential = active(sql, name);
        CredentialRepository.password(sql, name, hash, clock.instant());
        Tokens.endAll(sql, name);
        audit.append(sql, act(name, actor, what));
        return credential.role();
    }

    /// Ends a credential and its tokens for good.
    ///
    /// @throws WharfException `NOT_ALLOWED` for the last administrator
    public void revoke(String name, Actor actor) {
        database.write(
                sql -> {
                    Credential credential = active(sql, name);
                    boolean another =
                            CredentialRepository.all(sql).stream()
                                    .anyMatch(
                                            other ->
                                                    other.active()
                                                            && other.role() == credential.role()
                                                            && !other.name().equals(name));
                    if (credential.role() == Access.ADMINISTRATOR && !another) {
                        throw new WharfException(
                                ErrorCode.NOT_ALLOWED,
                                "this is the last administrator; make another one first");
                    }
                    CredentialRepository.revoke(sql, name, clock.instant());
                    Tokens.endAll(sql, name);
                    audit.append(sql, act(name, actor, "revoked"));
                    return credential;
                });
    }

    /// Ends one token.
    public void endSession(String session, Actor actor) {
        database.write(
                sql -> {
                    if (!Tokens.end(sql, session)) {
                        throw new WharfException(ErrorCode.NOT_FOUND, "no session of that id");
                    }
                    audit.append(
                            sql,
                            Act.of(
                                            ActKind.SIGN_IN,
                                            Subject.of(Subject.Type.SESSION, session),
                                            actor,
                                            clock.instant())
                                    .with("session", "ended"));
                    return session;
                });
    }

    private static Credential active(Sql sql, String name) {
        return CredentialRepository.find(sql, name)
                .map(CredentialRepository.Stored::credential)
                .filter(Credential::active)
                .orElseThrow(Credentials::unknown);
    }

    private Act act(String name, Actor actor, String change) {
        return Act.of(
                        ActKind.CREDENTIAL,
                        Subject.of(Subject.Type.CREDENTIAL, name),
                        actor,
                        clock.instant())
                .with("credential", change);
    }

    private static WharfException unknown() {
        return new WharfException(ErrorCode.NOT_FOUND, "no active credential of that name");
    }

    private static WharfException refused(String what) {
        return new WharfException(ErrorCode.CONFIG_INVALID, what);
    }
}
