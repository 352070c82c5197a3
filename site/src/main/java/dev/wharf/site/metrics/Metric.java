package dev.wharf.site.metrics;

import java.math.BigDecimal;

/// One family of series in Prometheus's text format, version 0.0.4.
sealed interface Metric permits Counter, Gauge, Histogram {
    String name();

    String help();

    String type();

    /// Its series, one a line.
    void series(StringBuilder out);

    default void write(StringBuilder out) {
        out.append("# HELP ").append(name()).append(' ').append(help()).append('\n');
        out.append("# TYPE ").append(name()).append(' ').append(type()).append('\n');
        series(out);
    }

    static void line(StringBuilder out, String name, String labels, double value) {
        out.append(name).append(labels).append(' ').append(number(value)).append('\n');
    }

    /// `{a="b"}`, or nothing for no label.
    static String label(String name, String value) {
        return "{%s=\"%s\"}".formatted(name, escape(value));
    }

    static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : new BigDecimal(Double.toString(value)).toPlainString();
    }
}
