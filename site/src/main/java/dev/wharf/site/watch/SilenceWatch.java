package dev.wharf.site.watch;

import dev.wharf.core.alert.Alert;
import dev.wharf.core.alert.Alerts;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.AccountState;
import dev.wharf.site.database.SiteDatabase;
import dev.wharf.site.database.Sql;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Notices when an account that used to be heard of has gone quiet: a session that says it is
/// connected and delivers nothing looks like nobody writing.
///
/// [#seen] is for any thread, as often as updates come; it touches memory only. [#tick] is for one
/// thread, about every minute, and writes down what changed: a crash forgets a minute at most.
public final class SilenceWatch {
    private final SiteDatabase database;
    private final Alerts alerts;
    private final Clock clock;
    private final Rhythm.Policy policy;
    private final Map<String, Rhythm> rhythms = new ConcurrentHashMap<>();
    private final Set<String> written = ConcurrentHashMap.newKeySet();
    private final Set<String> silent = new HashSet<>();

    /// @param least silence shorter than this is never strange; a weekend and a day is a good one
    /// @param most silence longer than this always is
    public SilenceWatch(
            SiteDatabase database, Alerts alerts, Clock clock, Duration least, Duration most) {
        this.database = database;
        this.alerts = alerts;
        this.clock = clock;
        this.policy = new Rhythm.Policy(least, most);
        rhythms.putAll(database.read(SilenceWatch::load));
        written.addAll(rhythms.keySet());
    }

    /// An update of the account arrived.
    public void seen(String account) {
        Instant now = clock.instant();
        rhythms.compute(
                account,
                (_, rhythm) -> rhythm == null ? beginning(now) : rhythm.heard(now, policy));
        written.remove(account);
    }

    public Optional<Instant> lastSeen(String account) {
        return Optional.ofNullable(rhythms.get(account)).map(Rhythm::newest);
    }

    /// Looks at every account that should be heard of.
    ///
    /// @return ids of those that have gone quiet since the last tick: worth fetching from
    public List<String> tick(List<Account> accounts) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<String> fresh = new ArrayList<>();
        for (Account account : accounts) {
            if (!expected(account, today)) {
                hears(account.id());
                continue;
            }
            Rhythm rhythm = aged(account.id(), now, today);
            if (!rhythm.silent(now, policy)) {
                hears(account.id());
            } else {
                raise(account.id(), rhythm, now);
                if (silent.add(account.id())) {
                    fresh.add(account.id());
                }
            }
        }
        flush();
        return List.copyOf(fresh);
    }

    private static boolean expected(Account account, LocalDate today) {
        return account.state() == AccountState.ACTIVE
                && account.method().sourceKind() != null
                && account.heldOn(today);
    }

    private Rhythm aged(String account, Instant now, LocalDate today) {
        Rhythm before = rhythms.get(account);
        Rhythm after =
                rhythms.compute(
                        account,
                        (_, rhythm) -> rhythm == null ? beginning(now) : rhythm.aged(today));
        if (!after.equals(before)) {
            written.remove(account);
        }
        return after;
    }

    /// Silence is counted from when somebody began to listen.
    private static Rhythm beginning(Instant now) {
        return new Rhythm(now, Duration.ZERO, LocalDate.ofInstant(now, ZoneOffset.UTC));
    }

    private void hears(String account) {
        if (silent.remove(account)) {
            alerts.clear(Alert.Kind.SILENT, account);
        }
    }

    private void raise(String account, Rhythm rhythm, Instant now) {
        alerts.raise(
                new Alert(
                        Alert.Kind.SILENT,
                        account,
                        account,
                        "Nothing has arrived for account %s since %s; it is usually quiet for at most %d hours. Ask whether the employee writes as before. If so, look whether the device is still linked (linked) or the webhook subscribed (cloud-api)."
                                .formatted(
                                        account, rhythm.newest(), rhythm.limit(policy).toHours()),
                        now));
    }

    private void flush() {
        Map<String, Rhythm> changed = new HashMap<>(rhythms);
        changed.keySet().removeAll(written);
        if (changed.isEmpty()) {
            return;
        }
        // Marked first: what is heard while it is written is written again.
        written.addAll(changed.keySet());
        database.write(
                sql -> {
                    changed.forEach((account, rhythm) -> store(sql, account, rhythm));
                    return changed;
                });
    }

    private static void store(Sql sql, String account, Rhythm rhythm) {
        sql.update(
                """
                INSERT INTO last_seen (account, newest, usual, aged) VALUES (?, ?, ?, ?)
                ON CONFLICT (account) DO UPDATE
                SET newest = excluded.newest, usual = excluded.usual, aged = excluded.aged
                """,
                account,
                rhythm.newest(),
                rhythm.usual().toMillis(),
                rhythm.aged());
    }

    private static Map<String, Rhythm> load(Sql sql) {
        Map<String, Rhythm> rhythms = new HashMap<>();
        sql.list(
                        row ->
                                Map.entry(
                                        row.text("account"),
                                        new Rhythm(
                                                row.instant("newest"),
                                                Duration.ofMillis(row.number("usual")),
                                                LocalDate.parse(row.text("aged")))),
                        "SELECT account, newest, usual, aged FROM last_seen")
                .forEach(entry -> rhythms.put(entry.getKey(), entry.getValue()));
        return rhythms;
    }
}
