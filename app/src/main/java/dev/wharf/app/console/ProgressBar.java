package dev.wharf.app.console;

import dev.wharf.core.progress.Progress;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// Progress with rate and time left: a line that redraws itself on a terminal; elsewhere a plain
/// line every ten seconds, so that a log stays short and short work says nothing.
///
/// Safe for many threads; `advance` is cheap enough to be called for every item.
public final class ProgressBar implements Progress {

    private static final long REDRAW = Duration.ofMillis(150).toNanos();
    private static final long PLAIN = Duration.ofSeconds(10).toNanos();
    private static final int BAR = 24;

    private final PrintStream err;
    private final boolean terminal;
    private final int width;
    private final LongSupplier nanos;
    private final LongAdder done = new LongAdder();

    private @Nullable String what;
    private String unit = "";
    private long total;
    private long started;
    private volatile long nextDraw;

    /// @param nanos a monotonic clock in nanoseconds
    public ProgressBar(PrintStream err, boolean terminal, int width, LongSupplier nanos) {
        this.err = err;
        this.terminal = terminal;
        this.width = width;
        this.nanos = nanos;
    }

    @Override
    public synchronized void begin(String what, long total, String unit) {
        this.what = what;
        this.total = total;
        this.unit = unit;
        done.reset();
        started = nanos.getAsLong();
        nextDraw = started + (terminal ? REDRAW : PLAIN);
    }

    @Override
    public void advance(long amount) {
        done.add(amount);
        long now = nanos.getAsLong();
        if (now - nextDraw >= 0) {
            draw(now);
        }
    }

    @Override
    public synchronized void end() {
        clear();
        what = null;
    }

    /// Takes the line away, so that something else can be printed.
    public synchronized void clear() {
        if (terminal && what != null) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }

    private synchronized void draw(long now) {
        if (what == null || now - nextDraw < 0) {
            return;
        }
        nextDraw = now + (terminal ? REDRAW : PLAIN);
        String line = line(what, done.sum(), now - started);
        if (terminal) {
            err.print("\r" + DisplayWidth.cut(line, Math.max(20, width - 1)) + "\u001b[K");
        } else {
            err.println(line);
        }
        err.flush();
    }

    private String line(String task, long count, long elapsed) {
        double seconds = Math.max(elapsed, 1) / 1e9;
        double rate = count / seconds;
        String speed = "%s/s".formatted(amount(Math.round(rate)));
        if (total <= 0) {
            return "%s  %s  %s".formatted(task, amount(count), speed);
        }
        long shown = Math.min(count, total);
        String bar = terminal ? bar(shown) + " " : "";
        String left = rate > 0 ? duration(Math.round((total - shown) / rate)) + " left" : "";
        return "%s  %s%d %%  %s of %s  %s  %s"
                .formatted(
                        task, bar, 100 * shown / total, amount(shown), amount(total), speed, left);
    }

    private String bar(long shown) {
        int full = (int) (BAR * shown / total);
        return "█".repeat(full) + "░".repeat(BAR - full);
    }

    private String amount(long value) {
        return unit.equals("bytes") ? Quantity.bytes(value) : Quantity.count(value) + " " + unit;
    }

    private static String duration(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%d:%02d h", seconds / 3600, seconds % 3600 / 60);
    }
}
