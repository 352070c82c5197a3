package dev.wharf.site.scope;

import dev.wharf.core.alert.Alert;
import dev.wharf.core.alert.Alerts;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.capture.UpdateEnvelope;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.site.account.AccountState;
import dev.wharf.site.account.Accounts;
import dev.wharf.site.account.LinkedDevices;
import dev.wharf.site.reception.Admission;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Decides from a snapshot of accounts, links and scopes in memory, made anew at every change of
/// one of them. What cannot be decided is left out: it can be fetched again, what was kept wrongly
/// cannot be unseen.
public final class ScopeAdmission implements Admission {
    static final String DISABLED = "account disabled";
    static final String NO_CONSENT = "consent outstanding";
    static final String UNVERIFIED = "number not verified";
    static final String WRONG_NUMBER = "wrong number";
    static final String NOT_THEIRS_THEN = "number not theirs on that day";
    private static final Duration REPORT_EVERY = Duration.ofMinutes(1);

    private final Accounts accounts;
    private final Scopes scopes;
    private final LinkedDevices devices;
    private final Exclusions exclusions;
    private final Alerts alerts;
    private final Consumer<String> wrongNumbers;
    private final Clock clock;
    private final Map<String, Instant> reported = new ConcurrentHashMap<>();
    private volatile Enrolled enrolled;

    /// @param wrongNumbers is told the session of a device whose number is not the enrolled one, at
    ///   most once a minute, on the asking thread; whoever takes it logs the session out elsewhere
    public ScopeAdmission(
            Accounts accounts,
            Scopes scopes,
            LinkedDevices devices,
            Exclusions exclusions,
            Alerts alerts,
            Consumer<String> wrongNumbers,
            Clock clock) {
        this.accounts = accounts;
        this.scopes = scopes;
        this.devices = devices;
        this.exclusions = exclusions;
        this.alerts = alerts;
        this.wrongNumbers = wrongNumbers;
        this.clock = clock;
        this.enrolled = Enrolled.of(accounts.all(), scopes.all(), devices.all());
        accounts.onChange(this::refresh);
        scopes.onChange(this::refresh);
    }

    /// One at a time, so that an older snapshot never replaces a newer one.
    private synchronized void refresh() {
        enrolled = Enrolled.of(accounts.all(), scopes.all(), devices.all());
    }

    @Override
    public Decision decide(SourceKind source, UpdateEnvelope update) {
        String name = update.account();
        List<Enrolled.Entry> entries = name == null ? List.of() : enrolled.of(source, name);
        boolean ours = source != SourceKind.LINKED_DEVICE;
        if (entries.isEmpty()) {
            return new Decision.Unenrolled(ours);
        }
        Instant now = clock.instant();
        LocalDate day = Exclusions.day(update.at() == null ? now : update.at());
        if (source == SourceKind.LINKED_DEVICE) {
            return linked(entries.getFirst(), update, Exclusions.day(now), day);
        }
        for (Enrolled.Entry entry : entries) {
            if (entry.holds(update.number(), day)) {
                return within(entry, update);
            }
        }
        return source == SourceKind.CLOUD_API
                ? new Decision.Unenrolled(true)
                : within(entries.getFirst(), update);
    }

    private Decision linked(
            Enrolled.Entry entry, UpdateEnvelope update, LocalDate today, LocalDate then) {
        PhoneNumber number = update.number() == null ? entry.verified() : update.number();
        if (number == null) {
            return exclude(entry, UNVERIFIED);
        }
        if (!entry.account().holds(number, today)) {
            report(entry, String.valueOf(update.account()));
            return exclude(entry, WRONG_NUMBER);
        }
        if (!entry.account().holds(number, then)) {
            return exclude(entry, NOT_THEIRS_THEN);
        }
        return within(entry, update);
    }

    private static Decision within(Enrolled.Entry entry, UpdateEnvelope update) {
        if (entry.account().state() == AccountState.DISABLED) {
            return exclude(entry, DISABLED);
        }
        if (entry.account().state() == AccountState.WAITING) {
            return exclude(entry, NO_CONSENT);
        }
        @Nullable String rule = ScopePolicy.against(entry.scope(), update);
        return rule == null ? new Decision.Keep(entry.account().id()) : exclude(entry, rule);
    }

    private static Decision exclude(Enrolled.Entry entry, String rule) {
        return new Decision.Exclude(entry.account().id(), rule);
    }

    private void report(Enrolled.Entry entry, String session) {
        Instant now = clock.instant();
        Instant before = reported.get(session);
        if (before != null && now.isBefore(before.plus(REPORT_EVERY))) {
            return;
        }
        reported.put(session, now);
        alerts.raise(
                new Alert(
                        Alert.Kind.WRONG_NUMBER,
                        entry.account().id(),
                        entry.account().id(),
                        "A linked device of account %s has a number that is not enrolled for it, or no longer its own. Nothing of it is kept and it is being logged out. Check the account's numbers, then send a new link."
                                .formatted(entry.account().id()),
                        now));
        wrongNumbers.accept(session);
    }

    @Override
    public void exclude(Decision.Exclude decision, UpdateEnvelope update) {
        exclusions.note(decision.account(), decision.rule(), update);
    }

    @Override
    public void settle() {
        exclusions.settle();
    }
}
