package dev.wharf.app.endtoend;

import dev.wharf.app.site.OpenSite;
import dev.wharf.app.site.SiteProcess;

import java.time.Clock;
import java.time.Duration;

/// A site in this process, on ports of its own.
final class RunningSite implements AutoCloseable {
    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final SiteProcess.Periods OFTEN =
            new SiteProcess.Periods(MOMENT, MOMENT, MOMENT);

    final OpenSite open;
    final SiteProcess process;
    final SiteCalls calls;

    RunningSite(PreparedSite site) {
        this(site, Clock.systemUTC());
    }

    RunningSite(PreparedSite site, Clock clock) {
        open = site.open(clock);
        process = SiteProcess.start(open, site.key(), "testhost", OFTEN);
        calls = new SiteCalls(process.address());
    }

    @Override
    public void close() {
        calls.close();
        process.close();
        open.close();
    }
}
