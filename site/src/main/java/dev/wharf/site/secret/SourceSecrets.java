package dev.wharf.site.secret;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Subject;
import dev.wharf.site.audit.SiteAudit;
import dev.wharf.site.database.SiteDatabase;
import dev.wharf.store.key.RecordCipher;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What others gave the site to prove itself with, or to check them by: an app's secret, verify and
/// access tokens, a gateway's key, the mail server's password, the keys that webhooks are signed
/// with. Sealed under the site's own key; never shown again.
///
/// A name has several versions while it is rotated: signatures are checked against all of them, new
/// ones are made with the newest. Safe for many threads.
public final class SourceSecrets {
    /// `cloud/main/app-secret`, `gateway/waha/key`, `smtp/password`, `alert/webhook`.
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]*(/[a-z0-9._-]+){0,3}");

    private static final int MOST_BYTES = 8192;

    private final SiteDatabase database;
    private final SiteAudit audit;
    private final RecordCipher cipher;
    private final Clock clock;

    public SourceSecrets(SiteDatabase database, SiteAudit audit, SiteKey key, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        try (Secret sealing = key.derive(SiteKey.Use.SECRETS)) {
            this.cipher = new RecordCipher(sealing);
        }
    }

    /// What may be known of a secret.
    public record Listed(String name, int version, Instant created) {}

    /// Adds a version; the ones before stay good until they are retired.
    ///
    /// @return the new version
    public int put(String name, Secret secret, Actor actor) {
        if (!NAME.matcher(name).matches() || name.length() > 100) {
            throw refused("a secret's name is like cloud/main/app-secret");
        }
        if (secret.size() == 0 || secret.size() > MOST_BYTES) {
            throw refused("a secret has 1 to 8192 bytes");
        }
        byte[] plain = secret.bytes();
        try {
            return database.write(
                    sql -> {
                        int version = (int) sql.next("secret " + name);
                        sql.update(
                                "INSERT INTO secret (name, version, sealed, created) VALUES (?, ?, ?, ?)",
                                name,
                                version,
                                cipher.seal(plain, context(name, version)),
                                clock.instant());
                        audit.append(sql, act(name, actor, "version " + version + " added"));
                        return version;
                    });
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /// All good versions, newest first. The caller closes them.
    public List<Secret> all(String name) {
        return database.read(
                sql ->
                        sql.list(
                                row -> open(name, row.count("version"), row.bytes("sealed")),
                                """
                                SELECT version, sealed FROM secret
                                WHERE name = ? ORDER BY version DESC
                                """,
                                name));
    }

    public Optional<Secret> newest(String name) {
        return all(name).stream().findFirst();
    }

    public List<Listed> list() {
        return database.read(
                sql ->
                        sql.list(
                                row ->
                                        new Listed(
                                                row.text("name"),
                                                row.count("version"),
                                                row.instant("created")),
                                "SELECT name, version, created FROM secret ORDER BY name, version"));
    }

    /// The version is good no longer, and gone.
    public void retire(String name, int version, Actor actor) {
        database.write(
                sql -> {
                    int gone =
                            sql.update(
                                    "DELETE FROM secret WHERE name = ? AND version = ?",
                                    name,
                                    version);
                    if (gone == 0) {
                        throw new WharfException(
                                ErrorCode.NOT_FOUND, "no such version of a secret of that name");
                    }
                    audit.append(sql, act(name, actor, "version " + version + " retired"));
                    return gone;
                });
    }

    private Secret open(String name, int version, byte[] sealed) {
        byte[] plain =
                cipher.open(sealed, context(name, version))
                        .orElseThrow(
                                () ->
                                        new WharfException(
                                                ErrorCode.DIGEST_MISMATCH,
                                                "secret "
                                                        + name
                                                        + " does not open: it was changed; enter"
                                                        + " it anew"));
        Secret secret = Secret.copyOf(plain);
        Arrays.fill(plain, (byte) 0);
        return secret;
    }

    private static byte[] context(String name, int version) {
        return ("wharf-site-secret/1 " + name + " " + version).getBytes(StandardCharsets.UTF_8);
    }

    private Act act(String name, Actor actor, String change) {
        return Act.of(
                        ActKind.CREDENTIAL,
                        Subject.of(Subject.Type.CREDENTIAL, name),
                        actor,
                        clock.instant())
                .with("secret", change);
    }

    private static WharfException refused(String what) {
        return new WharfException(ErrorCode.CONFIG_INVALID, what);
    }
}
