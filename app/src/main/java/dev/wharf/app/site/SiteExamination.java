package dev.wharf.app.site;

import dev.wharf.core.Finding;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.metrics.SiteReadings;
import dev.wharf.store.key.ArchivePublicKey;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Looks at a site's whole configuration, and asks everybody it depends on. Findings name settings
/// and secrets, never what is in them.
public final class SiteExamination {
    private static final String CLOCK = "clock";
    private static final long LITTLE_DISK = 2L << 30;
    private static final long MUCH_LAG = 10_000;
    private static final Duration JITTER = Duration.ofMinutes(1);

    private final OpenSite site;
    private final @Nullable SiteReadings running;

    /// @param running what the running site says of itself; null when it does not run
    public SiteExamination(OpenSite site, @Nullable SiteReadings running) {
        this.site = site;
        this.running = running;
    }

    /// Never fails: what cannot be looked at is a finding too. May take a minute where others do
    /// not answer.
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(key());
        HookCheck hooks = new HookCheck(site);
        findings.addAll(new AddressCheck(site, !hooks.names().isEmpty()).findings());
        findings.addAll(hooks.findings());
        findings.addAll(new GatewayCheck(site).findings());
        findings.addAll(new TellingCheck(site).findings());
        findings.add(disk());
        findings.add(clock());
        findings.addAll(running());
        return List.copyOf(findings);
    }

    private Finding key() {
        String subject = "archive.pub";
        Path file = site.directory().resolve(subject);
        if (!Files.exists(file)) {
            return Finding.bad(
                    subject,
                    "is missing: on the archive's machine run 'wharf keys public', and put what it prints at "
                            + file);
        }
        try {
            ArchivePublicKey key = ArchivePublicKey.read(file);
            return Finding.good(subject, "is version " + key.version());
        } catch (WharfException wrong) {
            return Finding.bad(subject, String.valueOf(wrong.getMessage()));
        }
    }

    private Finding disk() {
        long free = site.directory().toFile().getUsableSpace();
        String text = "%d MB are free".formatted(free >> 20);
        if (free >= LITTLE_DISK) {
            return Finding.good("disk", text);
        }
        return free < LITTLE_DISK / 2
                ? Finding.bad("disk", text + ": webhooks are refused; make room")
                : Finding.warning("disk", text + ": make room before webhooks are refused");
    }

    /// Only what is plain without asking anybody: time never runs backwards here.
    private Finding clock() {
        Instant now = site.clock().instant();
        return site.audit()
                .newest()
                .filter(newest -> newest.isAfter(now.plus(JITTER)))
                .map(
                        newest ->
                                Finding.bad(
                                        CLOCK,
                                        "it is %s here, and the audit has an act of %s: set the clock, and keep it by NTP"
                                                .formatted(now, newest)))
                .orElseGet(() -> Finding.good(CLOCK, "runs on from the newest act"));
    }

    private List<Finding> running() {
        SiteReadings said = running;
        if (said == null) {
            return List.of(
                    Finding.warning(
                            "site",
                            "does not run, so nothing is received: 'wharf site run', or 'wharf up'"));
        }
        long lag = said.durable() - said.acknowledged();
        String text = "%d records wait for the archive".formatted(lag);
        Finding journal =
                lag > MUCH_LAG
                        ? Finding.warning("journal", text + ": see that its intake runs")
                        : Finding.good("journal", text);
        long open = said.alertsOpen();
        Finding alerts =
                open > 0
                        ? Finding.warning("alerts", open + " are open: 'wharf site alerts'")
                        : Finding.good("alerts", "none is open");
        return List.of(journal, alerts);
    }
}
