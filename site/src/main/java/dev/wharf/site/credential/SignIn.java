package dev.wharf.site.credential;

import dev.wharf.core.key.Secret;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Outcome;
import dev.wharf.core.ledger.Subject;
import dev.wharf.site.audit.SiteAudit;
import dev.wharf.site.database.SiteDatabase;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Name and password for a token. A name that does not exist costs the same and is answered alike.
/// Safe for many threads.
public final class SignIn {
    private final SiteDatabase database;
    private final SiteAudit audit;
    private final PasswordHasher hasher;
    private final Tokens tokens;
    private final LockOut lockOut;
    private final Clock clock;
    private final PasswordHash decoy;

    public SignIn(
            SiteDatabase database,
            SiteAudit audit,
            PasswordHasher hasher,
            Tokens tokens,
            LockOut lockOut,
            SecureRandom random,
            Clock clock) {
        this.database = database;
        this.audit = audit;
        this.hasher = hasher;
        this.tokens = tokens;
        this.lockOut = lockOut;
        this.clock = clock;
        this.decoy = hasher.hash(RandomText.password(random));
    }

    /// How a sign-in ended.
    public sealed interface Result {
        /// @param token the only time it is seen
        record Granted(Secret token, Session session) implements Result {}

        /// Name or password is wrong; which, is not said.
        record Wrong() implements Result {}

        /// Nothing was checked.
        record Wait(Duration time) implements Result {}
    }

    /// @param actor with the name that was given and the address it came from
    public Result attempt(String name, Secret password, String address, Actor actor) {
        String network = network(address);
        boolean known = database.read(sql -> CredentialRepository.knows(sql, name, network));
        LockOut.Attempt attempt = new LockOut.Attempt(name, network, known);
        Duration wait = lockOut.attempt(attempt);
        if (!wait.isZero()) {
            return new Result.Wait(wait);
        }
        Optional<CredentialRepository.Stored> stored =
                database.read(sql -> CredentialRepository.find(sql, name));
        PasswordHash hash = stored.map(CredentialRepository.Stored::hash).orElse(decoy);
        boolean right = hasher.matches(hash, password);
        Optional<Credential> credential =
                stored.map(CredentialRepository.Stored::credential)
                        .filter(Credential::active)
                        .filter(_ -> right);
        if (credential.isEmpty()) {
            refuse(stored.isPresent(), actor);
            return new Result.Wrong();
        }
        return grant(credential.get(), network, attempt, actor);
    }

    private Result grant(
            Credential credential, String network, LockOut.Attempt attempt, Actor actor) {
        Tokens.Granted granted =
                database.write(
                        sql -> {
                            Tokens.Granted fresh = tokens.issue(sql, credential, network);
                            CredentialRepository.remember(
                                    sql, credential.name(), network, clock.instant());
                            audit.append(sql, act(fresh.session().id(), actor));
                            return fresh;
                        });
        lockOut.succeeded(attempt);
        return new Result.Granted(granted.token(), granted.session());
    }

    /// A name that nobody has is not written down: people type passwords there.
    private void refuse(boolean exists, Actor actor) {
        Actor named =
                exists
                        ? actor
                        : new Actor(
                                actor.type(), "unknown", actor.host(), null, actor.address(), null);
        audit.record(act("none", named).ended(Outcome.REFUSED));
    }

    private Act act(String session, Actor actor) {
        return Act.of(
                ActKind.SIGN_IN, Subject.of(Subject.Type.SESSION, session), actor, clock.instant());
    }

    /// Whoever has one IPv6 address has a whole /64 of them.
    static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            InetAddress literal = InetAddress.ofLiteral(address.split("%", 2)[0]);
            byte[] bytes = literal.getAddress();
            if (bytes.length == 4) {
                return literal.getHostAddress();
            }
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 8; i += 2) {
                text.append(Integer.toHexString((bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff)))
                        .append(':');
            }
            return text.append(":/64").toString();
        } catch (IllegalArgumentException _) {
            return address;
        }
    }
}
