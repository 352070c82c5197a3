package dev.wharf.site.watch;

import dev.wharf.core.error.WharfException;
import dev.wharf.core.linked.GatewayChat;
import dev.wharf.core.linked.LinkedDeviceGateway;
import dev.wharf.site.account.LinkedDevice;
import dev.wharf.site.database.SiteDatabase;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Fetches from a gateway what may have been missed, and hands it on the way webhooks go. What is
/// there already is recognised there, so more than needed may be fetched. For one thread.
public final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final int LONGEST_RETRY_SHIFT = 5;

    private final SiteDatabase database;
    private final FetchedUpdates updates;
    private final WatchSettings settings;
    private final Clock clock;

    public Reconciler(
            SiteDatabase database, FetchedUpdates updates, WatchSettings settings, Clock clock) {
        this.database = database;
        this.updates = updates;
        this.settings = settings;
        this.clock = clock;
    }

    sealed interface Result {
        record NotDue() implements Result {}

        /// @param fresh how many had not arrived by themselves
        record Fetched(long fresh) implements Result {}

        record Failed(int inARow) implements Result {}
    }

    /// Everything of the session is fetched at the next tick: it has gone strangely quiet.
    public void soon(String session) {
        Instant now = clock.instant();
        database.write(
                sql -> {
                    WatchRepository.reconciliation(sql, session)
                            .ifPresent(
                                    known ->
                                            WatchRepository.store(
                                                    sql,
                                                    new Reconciliation(
                                                            session,
                                                            known.reached(),
                                                            now,
                                                            known.failures())));
                    return session;
                });
    }

    Optional<Instant> reached(String session) {
        return database.read(sql -> WatchRepository.reconciliation(sql, session))
                .map(Reconciliation::reached);
    }

    /// @param gap that just ended, and makes it due at once; null when there is none
    Result run(LinkedDeviceGateway gateway, LinkedDevice device, @Nullable Gap gap) {
        Instant now = clock.instant();
        Reconciliation known = known(device);
        boolean retrying = known.failures() > 0 && known.due().isAfter(now);
        if (retrying || (gap == null && known.due().isAfter(now))) {
            return new Result.NotDue();
        }
        Instant since = known.reached();
        if (gap != null && gap.since().isBefore(since)) {
            since = gap.since();
        }
        try {
            long fresh = fetch(gateway, device, since.minus(settings.overlap()));
            store(new Reconciliation(device.session(), now, now.plus(settings.every()), 0));
            return new Result.Fetched(fresh);
        } catch (WharfException failure) {
            LOG.warn(
                    "session {} could not be fetched, {} times in a row: {}",
                    device.session(),
                    known.failures() + 1,
                    failure.getMessage());
            int shift = Math.min(known.failures(), LONGEST_RETRY_SHIFT);
            Instant again = now.plus(FIRST_RETRY.multipliedBy(1L << shift));
            store(
                    new Reconciliation(
                            device.session(), known.reached(), again, known.failures() + 1));
            return new Result.Failed(known.failures() + 1);
        }
    }

    private long fetch(LinkedDeviceGateway gateway, LinkedDevice device, Instant since) {
        long fresh = 0;
        for (GatewayChat chat : gateway.chats(device.session(), since)) {
            for (byte[] body : gateway.messages(device.session(), chat.address(), since)) {
                fresh += updates.accept(gateway.name(), device.session(), body) ? 1 : 0;
            }
        }
        return fresh;
    }

    /// A session that was just linked has nothing to catch up on.
    private Reconciliation known(LinkedDevice device) {
        return database.read(sql -> WatchRepository.reconciliation(sql, device.session()))
                .orElseGet(
                        () -> {
                            Reconciliation fresh =
                                    new Reconciliation(
                                            device.session(),
                                            device.changed(),
                                            clock.instant().plus(settings.every()),
                                            0);
                            store(fresh);
                            return fresh;
                        });
    }

    private void store(Reconciliation reconciliation) {
        database.write(
                sql -> {
                    WatchRepository.store(sql, reconciliation);
                    return reconciliation;
                });
    }
}
