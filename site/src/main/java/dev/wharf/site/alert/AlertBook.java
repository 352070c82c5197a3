package dev.wharf.site.alert;

import dev.wharf.core.alert.Alert;
import dev.wharf.core.alert.Alerts;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Subject;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.Accounts;
import dev.wharf.site.audit.SiteAudit;
import dev.wharf.site.database.SiteDatabase;
import dev.wharf.site.database.Sql;
import dev.wharf.site.mail.Mailer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Alerts in `site.db`. What goes on is one alert: raising it again only refreshes it. People are
/// told at [#tick], which their owner calls every few seconds from one thread: at once the first
/// level and the employee whose link it is, later the next levels, until somebody acknowledges it
/// or its reason is gone. Whoever was told is told when it is over.
///
/// [#raise] and [#clear] write soon and do not wait; a crash within milliseconds can lose one, and
/// what still is so raises it again.
public final class AlertBook implements Alerts {
    private static final Logger LOG = LoggerFactory.getLogger(AlertBook.class);
    private static final Duration REFRESH_EVERY = Duration.ofMinutes(1);
    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final int MOST_ATTEMPTS = 30;
    private static final int LONGEST_RETRY_SHIFT = 6;

    private final SiteDatabase database;
    private final SiteAudit audit;
    private final Accounts accounts;
    private final AlertSettings settings;
    private final Mailer mailer;
    private final @Nullable AlertHook hook;
    private final Clock clock;
    private final Map<Key, Instant> open = new ConcurrentHashMap<>();

    private record Key(Alert.Kind kind, String subject) {}

    /// @param hook null when there is none
    public AlertBook(
            SiteDatabase database,
            SiteAudit audit,
            Accounts accounts,
            AlertSettings settings,
            Mailer mailer,
            @Nullable AlertHook hook,
            Clock clock) {
        this.database = database;
        this.audit = audit;
        this.accounts = accounts;
        this.settings = settings;
        this.mailer = mailer;
        this.hook = hook;
        this.clock = clock;
        open().forEach(alert -> open.put(new Key(alert.kind(), alert.subject()), Instant.MIN));
    }

    @Override
    public void raise(Alert alert) {
        Instant now = clock.instant();
        Key key = new Key(alert.kind(), alert.subject());
        Instant before = open.put(key, now);
        if (before != null && before.isAfter(now.minus(REFRESH_EVERY))) {
            open.put(key, before);
            return;
        }
        soon(sql -> AlertRepository.raise(sql, alert, now));
    }

    @Override
    public void clear(Alert.Kind kind, String subject) {
        if (open.remove(new Key(kind, subject)) != null) {
            Instant now = clock.instant();
            soon(sql -> AlertRepository.clear(sql, kind, subject, now));
        }
    }

    private void soon(Function<Sql, ?> work) {
        try {
            database.writeSoon(work);
        } catch (WharfException closing) {
            LOG.warn("an alert could not be written: {}", closing.getMessage());
        }
    }

    public List<StoredAlert> open() {
        return database.read(AlertRepository::open);
    }

    /// Open or not, newest first.
    public List<StoredAlert> newest(int most) {
        return database.read(sql -> AlertRepository.newest(sql, most));
    }

    /// Somebody knows; nobody further is told. The alert stays open until its reason is gone.
    public StoredAlert acknowledge(long id, Actor actor) {
        return database.write(
                sql -> {
                    if (AlertRepository.acknowledge(sql, id, actor.id(), clock.instant()) > 0) {
                        audit.append(
                                sql,
                                Act.of(
                                                ActKind.ALERT,
                                                Subject.of(Subject.Type.ALERT, Long.toString(id)),
                                                actor,
                                                clock.instant())
                                        .with("alert", "acknowledged"));
                    }
                    return AlertRepository.find(sql, id).orElseThrow(AlertBook::unknown);
                });
    }

    /// Plans whom to tell, and tells who is due. For one thread; a mail server that is away costs
    /// its time-out here and nowhere else.
    public void tick() {
        Instant now = clock.instant();
        database.write(sql -> plan(sql, now));
        for (AlertRepository.Notice notice : database.read(sql -> AlertRepository.due(sql, now))) {
            tell(notice, now);
        }
    }

    private int plan(Sql sql, Instant now) {
        List<StoredAlert> alerts = AlertRepository.open(sql);
        for (StoredAlert alert : alerts) {
            if (alert.acknowledged() != null) {
                continue;
            }
            for (int level = 0; level < settings.levels().size(); level++) {
                AlertSettings.Level whom = settings.levels().get(level);
                if (!alert.raised().plus(whom.after()).isAfter(now)) {
                    plan(sql, alert, level, whom, now);
                }
            }
        }
        return alerts.size();
    }

    private void plan(
            Sql sql, StoredAlert alert, int level, AlertSettings.Level whom, Instant now) {
        for (EmailAddress address : whom.to()) {
            plan(sql, alert, level, AlertRepository.Channel.MAIL, address.value(), now);
        }
        if (hook != null && settings.webhook()) {
            plan(sql, alert, level, AlertRepository.Channel.WEBHOOK, "webhook", now);
        }
        String account = alert.account();
        if (level == 0 && account != null && concernsTheirLink(alert.kind())) {
            accounts.find(account)
                    .map(Account::email)
                    .ifPresent(
                            mail ->
                                    plan(
                                            sql,
                                            alert,
                                            level,
                                            AlertRepository.Channel.MAIL,
                                            mail.value(),
                                            now));
        }
    }

    private static void plan(
            Sql sql,
            StoredAlert alert,
            int level,
            AlertRepository.Channel channel,
            String recipient,
            Instant now) {
        AlertRepository.plan(sql, alert.id(), level, channel, recipient, now);
    }

    private static boolean concernsTheirLink(Alert.Kind kind) {
        return switch (kind) {
            case UNLINKED, WRONG_NUMBER -> true;
            case GAP, SILENT, SUBSCRIPTION, MEDIA, QUARANTINE, DISK, LAG, CONNECTOR -> false;
        };
    }

    private void tell(AlertRepository.Notice notice, Instant now) {
        StoredAlert alert =
                database.read(sql -> AlertRepository.find(sql, notice.alert()))
                        .orElseThrow(AlertBook::unknown);
        try {
            send(notice, alert, now);
        } catch (WharfException failure) {
            LOG.warn(
                    "alert {} could not be told by {}: {}",
                    notice.alert(),
                    notice.channel(),
                    failure.getMessage());
            database.write(sql -> failed(sql, notice, now));
            return;
        }
        database.write(
                sql -> {
                    AlertRepository.delivered(sql, notice, now);
                    return notice;
                });
    }

    private void send(AlertRepository.Notice notice, StoredAlert alert, Instant now) {
        switch (notice.channel()) {
            case MAIL -> {
                EmailAddress to = new EmailAddress(notice.recipient());
                boolean owner =
                        settings.levels().stream().anyMatch(level -> level.to().contains(to));
                mailer.send(AlertMessages.mail(to, alert, notice.level(), owner));
            }
            case WEBHOOK -> {
                if (hook != null) {
                    hook.send(AlertMessages.json(alert, notice.level(), now));
                }
            }
        }
    }

    private static AlertRepository.Notice failed(
            Sql sql, AlertRepository.Notice notice, Instant now) {
        if (notice.attempts() + 1 >= MOST_ATTEMPTS) {
            AlertRepository.givenUp(sql, notice, now);
        } else {
            int shift = Math.min(notice.attempts(), LONGEST_RETRY_SHIFT);
            AlertRepository.again(sql, notice, now.plus(FIRST_RETRY.multipliedBy(1L << shift)));
        }
        return notice;
    }

    private static WharfException unknown() {
        return new WharfException(ErrorCode.NOT_FOUND, "no alert of that number");
    }
}
