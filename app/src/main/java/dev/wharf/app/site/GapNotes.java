package dev.wharf.app.site;

import dev.wharf.capture.note.SiteNote;
import dev.wharf.site.account.Account;
import dev.wharf.site.watch.Gap;
import dev.wharf.site.watch.Gaps;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// Puts the holes that the watch finds into the journal, so that the archive holds them beside what
/// was said. A gap is noted when it is found and when it has ended. For one thread.
///
/// A crash may note one twice, in the same words: the archive then knows it again.
final class GapNotes {
    private static final int NEWEST = 1_000;

    private final OpenSite site;
    private final Gaps gaps;
    private final Notes notes;

    GapNotes(OpenSite site, Gaps gaps, Notes notes) {
        this.site = site;
        this.gaps = gaps;
        this.notes = notes;
    }

    /// Notes what was not noted yet.
    void tick() {
        for (Gap gap : gaps.list(null, NEWEST).reversed()) {
            String state = gap.open() ? "open" : "ended";
            if (!isNoted(gap.number(), state)) {
                Instant until = gap.open() ? gap.since() : Objects.requireNonNull(gap.ended());
                String reason = gap.open() ? gap.reason() + "; it goes on" : gap.reason();
                note(gap.account(), gap.since(), until, reason);
                noted(gap.number(), state);
            }
        }
    }

    /// Accounts that have gone quiet.
    ///
    /// @param accounts ids
    void quiet(List<String> accounts, Function<String, Instant> lastSeen) {
        for (String account : accounts) {
            Instant since = lastSeen.apply(account);
            note(
                    account,
                    since,
                    site.clock().instant(),
                    "nothing has come since, longer than is usual for this account");
        }
    }

    private boolean isNoted(long gap, String state) {
        return site.database()
                .read(
                        sql ->
                                sql.first(
                                        row -> row.number("gap"),
                                        "SELECT gap FROM gap_noted WHERE gap = ? AND state = ?",
                                        gap,
                                        state))
                .isPresent();
    }

    private void noted(long gap, String state) {
        site.database()
                .write(
                        sql ->
                                sql.update(
                                        "INSERT INTO gap_noted (gap, state) VALUES (?, ?) ON CONFLICT (gap, state) DO NOTHING",
                                        gap,
                                        state));
    }

    private void note(String account, Instant since, Instant until, String reason) {
        Account owner = site.accounts().require(account);
        LocalDate day = LocalDate.ofInstant(until, ZoneOffset.UTC);
        notes.append(
                owner, new SiteNote.Gap(owner.numberOn(day).orElse(null), since, until, reason));
    }
}
