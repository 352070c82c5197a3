package dev.wharf.site.watch;

import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Subject;
import dev.wharf.site.account.LinkedDevice;
import dev.wharf.site.audit.SiteAudit;
import dev.wharf.site.database.SiteDatabase;
import dev.wharf.site.database.Sql;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Times in which nothing could be captured, each with its reason, in `site.db` and in the audit.
public final class Gaps {
    private final SiteDatabase database;
    private final SiteAudit audit;
    private final Actor actor;
    private final Clock clock;

    /// @param actor the watch itself, for the audit
    public Gaps(SiteDatabase database, SiteAudit audit, Actor actor, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.actor = actor;
        this.clock = clock;
    }

    /// Newest first.
    ///
    /// @param account null for all
    public List<Gap> list(@Nullable String account, int most) {
        return database.read(sql -> WatchRepository.gaps(sql, account, most));
    }

    Optional<Gap> unrecovered(String account) {
        return database.read(sql -> WatchRepository.unrecovered(sql, account));
    }

    void open(LinkedDevice device, String reason, Instant since) {
        database.write(
                sql -> {
                    WatchRepository.open(sql, device.account(), device.session(), reason, since);
                    return append(sql, device.account(), "gap since " + since, reason);
                });
    }

    void end(Gap gap) {
        if (!gap.open()) {
            return;
        }
        Instant now = clock.instant();
        database.write(
                sql -> {
                    WatchRepository.end(sql, gap.number(), now);
                    return append(sql, gap.account(), "gap ended", gap.reason());
                });
    }

    void recovered(Gap gap, long messages) {
        Instant now = clock.instant();
        database.write(
                sql -> {
                    WatchRepository.recovered(sql, gap.number(), now, messages);
                    return append(
                            sql,
                            gap.account(),
                            "gap fetched, " + messages + " messages",
                            gap.reason());
                });
    }

    private String append(Sql sql, String account, String what, String reason) {
        audit.append(
                sql,
                Act.of(
                                ActKind.LINK,
                                Subject.of(Subject.Type.ACCOUNT, account),
                                actor,
                                clock.instant())
                        .withReason(reason)
                        .with("link", what));
        return what;
    }
}
