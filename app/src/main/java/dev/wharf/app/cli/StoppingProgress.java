package dev.wharf.app.cli;

import dev.wharf.core.progress.Progress;

import java.util.concurrent.CancellationException;

/// Ends an import at its next commit when somebody asked the process to stop: what is committed
/// stays, and the next run goes on behind it. For any thread.
record StoppingProgress(Progress shown, Stop stop) implements Progress {

    @Override
    public void begin(String what, long total, String unit) {
        check();
        shown.begin(what, total, unit);
    }

    @Override
    public void advance(long amount) {
        shown.advance(amount);
        check();
    }

    @Override
    public void end() {
        shown.end();
    }

    private void check() {
        if (stop.isRequested()) {
            throw new CancellationException("stopped by a signal");
        }
    }
}
