package dev.wharf.site.enrolment;

import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Subject;
import dev.wharf.site.audit.SiteAudit;
import dev.wharf.site.database.Row;
import dev.wharf.site.database.SiteDatabase;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// Links for one employee each: 256 random bits, of which only the SHA-256 is kept. Looking at one
/// does not use it up: mail scanners do that. Its last step does.
final class Invitations {
    private static final int BYTES = 32;

    private final SiteDatabase database;
    private final SiteAudit audit;
    private final SecureRandom random;
    private final Clock clock;

    Invitations(SiteDatabase database, SiteAudit audit, SecureRandom random, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    /// Makes a link; those of the account that were sent before are good no longer.
    String create(String account, Duration life, Actor actor) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String link = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        database.write(
                sql -> {
                    sql.update(
                            """
                            UPDATE invitation SET revoked = ?
                            WHERE account = ? AND revoked IS NULL AND consumed IS NULL
                            """,
                            now,
                            account);
                    sql.update(
                            "INSERT INTO invitation (hash, account, created, expires) VALUES (?, ?, ?, ?)",
                            hash(link),
                            account,
                            now,
                            now.plus(life));
                    audit.append(sql, act(account, actor, "invited"));
                    return link;
                });
        return link;
    }

    Optional<Invitation> find(String link) {
        return database.read(
                sql ->
                        sql.first(
                                Invitations::invitation,
                                """
                                SELECT account, created, expires, consumed, revoked
                                FROM invitation WHERE hash = ?
                                """,
                                hash(link)));
    }

    /// The last step is done. Done already is done.
    void consume(String link, String account, Actor actor) {
        database.write(
                sql -> {
                    int changed =
                            sql.update(
                                    """
                                    UPDATE invitation SET consumed = ?
                                    WHERE hash = ? AND consumed IS NULL
                                    """,
                                    clock.instant(),
                                    hash(link));
                    if (changed > 0) {
                        audit.append(sql, act(account, actor, "invitation used"));
                    }
                    return changed;
                });
    }

    void revoke(String account, Actor actor) {
        database.write(
                sql -> {
                    int changed =
                            sql.update(
                                    """
                                    UPDATE invitation SET revoked = ?
                                    WHERE account = ? AND revoked IS NULL
                                    """,
                                    clock.instant(),
                                    account);
                    if (changed > 0) {
                        audit.append(sql, act(account, actor, "invitation revoked"));
                    }
                    return changed;
                });
    }

    private static Invitation invitation(Row row) throws SQLException {
        return new Invitation(
                row.text("account"),
                row.instant("created"),
                row.instant("expires"),
                row.instantOrNull("consumed"),
                row.instantOrNull("revoked"));
    }

    private static byte[] hash(String link) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(link.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private Act act(String account, Actor actor, String what) {
        return Act.of(
                        ActKind.LINK,
                        Subject.of(Subject.Type.ACCOUNT, account),
                        actor,
                        clock.instant())
                .with("link", what);
    }
}
