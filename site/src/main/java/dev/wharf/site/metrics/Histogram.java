package dev.wharf.site.metrics;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/// How long something took, in fixed steps from a millisecond to ten seconds. Safe for many
/// threads, and quick.
public final class Histogram implements Metric {
    private static final double[] SECONDS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };

    private final String name;
    private final String help;
    private final LongAdder[] counts = new LongAdder[SECONDS.length + 1];
    private final LongAdder nanos = new LongAdder();

    Histogram(String name, String help) {
        this.name = name;
        this.help = help;
        Arrays.setAll(counts, _ -> new LongAdder());
    }

    public void took(long time) {
        int at = Arrays.binarySearch(SECONDS, time / 1e9);
        counts[at < 0 ? -at - 1 : at].increment();
        nanos.add(time);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String help() {
        return help;
    }

    @Override
    public String type() {
        return "histogram";
    }

    @Override
    public void series(StringBuilder out) {
        long below = 0;
        for (int i = 0; i < SECONDS.length; i++) {
            below += counts[i].sum();
            Metric.line(out, name + "_bucket", Metric.label("le", "" + SECONDS[i]), (double) below);
        }
        below += counts[SECONDS.length].sum();
        Metric.line(out, name + "_bucket", Metric.label("le", "+Inf"), (double) below);
        Metric.line(out, name + "_sum", "", nanos.sum() / 1e9);
        Metric.line(out, name + "_count", "", (double) below);
    }
}
