package dev.wharf.site.account;

import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Subject;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.site.audit.SiteAudit;
import dev.wharf.site.database.Row;
import dev.wharf.site.database.SiteDatabase;
import dev.wharf.site.database.Sql;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The linked devices of accounts. Safe for many threads; changes are durable, and in the audit,
/// when their method returns.
public final class LinkedDevices {
    private static final String COLUMNS =
            "session, account, gateway, phase, phone, reason, started, changed";

    private final SiteDatabase database;
    private final Accounts accounts;
    private final SiteAudit audit;
    private final Clock clock;

    public LinkedDevices(SiteDatabase database, Accounts accounts, SiteAudit audit, Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    public List<LinkedDevice> all() {
        return database.read(
                sql ->
                        sql.list(
                                LinkedDevices::device,
                                "SELECT "
                                        + COLUMNS
                                        + " FROM linked_device ORDER BY started, session"));
    }

    public Optional<LinkedDevice> find(String session) {
        return database.read(sql -> find(sql, session));
    }

    /// Linking begins, or begins anew.
    public void started(String account, CaptureMethod.Linked method, Actor actor) {
        database.write(
                sql -> {
                    Instant now = clock.instant();
                    sql.update(
                            """
                            INSERT INTO linked_device (session, account, gateway, phase, started, changed)
                            VALUES (?, ?, ?, ?, ?, ?)
                            ON CONFLICT (session) DO UPDATE
                            SET phase = excluded.phase, phone = NULL, reason = NULL, changed = excluded.changed
                            """,
                            method.session(),
                            account,
                            method.gateway(),
                            LinkedDevice.Phase.LINKING,
                            now,
                            now);
                    audit.append(sql, act(account, actor, "started"));
                    return method;
                });
        accounts.changed();
    }

    /// The device's number is the enrolled one: from now on what it sends may be kept.
    public void linked(LinkedDevice device, PhoneNumber number, Actor actor) {
        change(device, LinkedDevice.Phase.LINKED, number, null, actor);
    }

    /// @param phase how it ended
    public void ended(LinkedDevice device, LinkedDevice.Phase phase, String reason, Actor actor) {
        change(device, phase, null, reason, actor);
    }

    private void change(
            LinkedDevice device,
            LinkedDevice.Phase phase,
            @Nullable PhoneNumber number,
            @Nullable String reason,
            Actor actor) {
        boolean changed =
                database.write(
                        sql -> {
                            LinkedDevice now = find(sql, device.session()).orElse(device);
                            if (now.phase() == phase && Objects.equals(now.number(), number)) {
                                return false;
                            }
                            sql.update(
                                    """
                                    UPDATE linked_device
                                    SET phase = ?, phone = ?, reason = ?, changed = ?
                                    WHERE session = ?
                                    """,
                                    phase,
                                    number == null ? null : number.e164(),
                                    reason,
                                    clock.instant(),
                                    device.session());
                            audit.append(
                                    sql,
                                    act(device.account(), actor, phase.name()).withReason(reason));
                            return true;
                        });
        if (changed) {
            accounts.changed();
        }
    }

    private static Optional<LinkedDevice> find(Sql sql, String session) {
        return sql.first(
                LinkedDevices::device,
                "SELECT " + COLUMNS + " FROM linked_device WHERE session = ?",
                session);
    }

    private static LinkedDevice device(Row row) throws SQLException {
        String phone = row.textOrNull("phone");
        return new LinkedDevice(
                row.text("session"),
                row.text("account"),
                row.text("gateway"),
                LinkedDevice.Phase.valueOf(row.text("phase")),
                phone == null ? null : new PhoneNumber(phone),
                row.textOrNull("reason"),
                row.instant("started"),
                row.instant("changed"));
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
