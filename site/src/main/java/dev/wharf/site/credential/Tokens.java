package dev.wharf.site.credential;

import dev.wharf.core.key.Secret;
import dev.wharf.site.database.Row;
import dev.wharf.site.database.SiteDatabase;
import dev.wharf.site.database.Sql;
import dev.wharf.site.http.Access;
import dev.wharf.site.http.Authenticator;
import dev.wharf.site.http.Caller;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Short opaque tokens: 256 random bits, kept only as their SHA-256. They end by time, by sign-out,
/// by revocation, and when the password changes. A wrong one is looked up by its hash as a right
/// one is, so the time it takes tells nothing.
public final class Tokens implements Authenticator {
    public static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int BYTES = 32;
    private static final int SESSION_BYTES = 8;

    private final SiteDatabase database;
    private final SecureRandom random;
    private final Clock clock;
    private final Duration life;

    /// @param life at most 15 minutes
    public Tokens(SiteDatabase database, SecureRandom random, Clock clock, Duration life) {
        if (life.compareTo(LONGEST) > 0 || !life.isPositive()) {
            throw new IllegalArgumentException("a token lives at most 15 minutes");
        }
        this.database = database;
        this.random = random;
        this.clock = clock;
        this.life = life;
    }

    @Override
    public Optional<Caller> caller(String token) {
        byte[] hash = hash(token);
        Instant now = clock.instant();
        return database.read(
                sql ->
                        sql.first(
                                row ->
                                        new Caller(
                                                row.text("credential"),
                                                Access.valueOf(row.text("role")),
                                                row.text("session"),
                                                row.textOrNull("account")),
                                """
                                SELECT token.credential, token.role, token.session, credential.account
                                FROM token JOIN credential ON credential.name = token.credential
                                WHERE token.hash = ? AND token.expires > ?
                                """,
                                hash,
                                now));
    }

    /// Part of a sign-in.
    Granted issue(Sql sql, Credential credential, String address) {
        byte[] bytes = new byte[BYTES];
        byte[] id = new byte[SESSION_BYTES];
        random.nextBytes(bytes);
        random.nextBytes(id);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        Session session =
                new Session(
                        HexFormat.of().formatHex(id),
                        credential.name(),
                        credential.role(),
                        now,
                        now.plus(life),
                        address);
        sql.update("DELETE FROM token WHERE expires <= ?", now);
        sql.update(
                """
                INSERT INTO token (hash, session, credential, role, issued, expires, address)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                hash(token),
                session.id(),
                session.credential(),
                session.role(),
                session.issued(),
                session.expires(),
                session.address());
        return new Granted(Secret.copyOf(token.getBytes(StandardCharsets.US_ASCII)), session);
    }

    /// A token at the only moment it is seen.
    record Granted(Secret token, Session session) {}

    /// Tokens that are good now.
    public List<Session> sessions() {
        return database.read(
                sql ->
                        sql.list(
                                Tokens::session,
                                """
                                SELECT session, credential, role, issued, expires, address FROM token
                                WHERE expires > ? ORDER BY issued, session
                                """,
                                clock.instant()));
    }

    static boolean end(Sql sql, String session) {
        return sql.update("DELETE FROM token WHERE session = ?", session) > 0;
    }

    static void endAll(Sql sql, String credential) {
        sql.update("DELETE FROM token WHERE credential = ?", credential);
    }

    private static Session session(Row row) throws SQLException {
        return new Session(
                row.text("session"),
                row.text("credential"),
                Access.valueOf(row.text("role")),
                row.instant("issued"),
                row.instant("expires"),
                row.text("address"));
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
