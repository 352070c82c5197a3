package dev.wharf.site.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/// All that is counted, by name. Safe for many threads.
public final class MetricRegistry {
    private final Map<String, Metric> metrics = new ConcurrentSkipListMap<>();

    public Counter counter(String name, String help, String... labels) {
        return add(new Counter(name, help, List.of(labels)));
    }

    public Histogram histogram(String name, String help) {
        return add(new Histogram(name, help));
    }

    public void gauge(String name, String help, DoubleSupplier value) {
        add(new Gauge(name, help, "", () -> Map.of("", value.getAsDouble())));
    }

    /// @param values by the label's value; ids, never names or numbers of people
    public void gauges(
            String name, String help, String label, Supplier<Map<String, Double>> values) {
        add(new Gauge(name, help, label, values));
    }

    private <M extends Metric> M add(M metric) {
        if (metrics.putIfAbsent(metric.name(), metric) != null) {
            throw new IllegalArgumentException("there is a metric " + metric.name() + " already");
        }
        return metric;
    }

    /// In Prometheus's text format.
    public String text() {
        StringBuilder out = new StringBuilder();
        metrics.values().forEach(metric -> metric.write(out));
        return out.toString();
    }
}
