package dev.wharf.site.scope;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Subject;
import dev.wharf.site.account.Accounts;
import dev.wharf.site.audit.SiteAudit;
import dev.wharf.site.database.SiteDatabase;
import dev.wharf.site.database.Sql;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// The scope of every account. What was captured under an earlier scope stays; a change holds from
/// when its method returns.
public final class Scopes {
    private final SiteDatabase database;
    private final Accounts accounts;
    private final SiteAudit audit;
    private final Clock clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public Scopes(SiteDatabase database, Accounts accounts, SiteAudit audit, Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /// Is told, on the changing thread, after every change.
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /// By account; who is not in it has [Scope#DEFAULT].
    public Map<String, Scope> all() {
        Map<String, Scope> scopes = new HashMap<>();
        database.read(
                        sql ->
                                sql.list(
                                        row -> Map.entry(row.text("account"), row.text("json")),
                                        "SELECT account, json FROM scope"))
                .forEach(row -> scopes.put(row.getKey(), parse(row.getValue())));
        return Map.copyOf(scopes);
    }

    public Scope of(String account) {
        return database.read(sql -> of(sql, account));
    }

    private static Scope of(Sql sql, String account) {
        return sql.first(
                        row -> row.text("json"),
                        "SELECT json FROM scope WHERE account = ?",
                        account)
                .map(Scopes::parse)
                .orElse(Scope.DEFAULT);
    }

    public void set(String account, Scope scope, String reason, Actor actor) {
        accounts.require(account);
        String after = json(scope);
        database.write(
                sql -> {
                    String before = json(of(sql, account));
                    sql.update(
                            """
                            INSERT INTO scope (account, json, changed) VALUES (?, ?, ?)
                            ON CONFLICT (account) DO UPDATE
                            SET json = excluded.json, changed = excluded.changed
                            """,
                            account,
                            after,
                            clock.instant());
                    audit.append(
                            sql,
                            Act.of(
                                            ActKind.SCOPE,
                                            Subject.of(Subject.Type.ACCOUNT, account),
                                            actor,
                                            clock.instant())
                                    .withReason(reason)
                                    .withDigests(digest(before), digest(after))
                                    .with("scope", after));
                    return after;
                });
        listeners.forEach(Runnable::run);
    }

    private static Scope parse(String json) {
        return ScopeJson.parse(JsonMapper.shared().readTree(json));
    }

    private static String json(Scope scope) {
        return JsonMapper.shared().writeValueAsString(ScopeJson.of(scope));
    }

    private static ContentDigest digest(String json) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(json.getBytes(StandardCharsets.UTF_8));
            return new ContentDigest(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
