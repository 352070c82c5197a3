package dev.wharf.site.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// What is so at the moment somebody looks. Safe for many threads if what it asks is.
public final class Gauge implements Metric {
    private final String name;
    private final String help;
    private final String label;
    private final Supplier<Map<String, Double>> values;

    /// @param label empty for one value without a label, under the key ""
    /// @param values by the label's value
    Gauge(String name, String help, String label, Supplier<Map<String, Double>> values) {
        this.name = name;
        this.help = help;
        this.label = label;
        this.values = values;
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
        return "gauge";
    }

    @Override
    public void series(StringBuilder out) {
        new TreeMap<>(values.get())
                .forEach(
                        (key, value) ->
                                Metric.line(
                                        out,
                                        name,
                                        label.isEmpty() ? "" : Metric.label(label, key),
                                        value));
    }
}
