package dev.wharf.site.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts what happened, apart by the values of its labels. Safe for many threads, and quick.
///
/// Values come from short lists in the code (a reason, a status, a route's template). Should they
/// not, what is beyond a thousand is counted as `other`, so that a stranger cannot fill the memory.
public final class Counter implements Metric {
    private static final int MOST_SERIES = 1000;

    private final String name;
    private final String help;
    private final List<String> labels;
    private final Map<List<String>, LongAdder> series = new ConcurrentHashMap<>();

    Counter(String name, String help, List<String> labels) {
        this.name = name;
        this.help = help;
        this.labels = List.copyOf(labels);
        if (labels.isEmpty()) {
            series.put(List.of(), new LongAdder());
        }
    }

    /// @param values of the labels, in their order
    public void increment(String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(name + " has the labels " + labels);
        }
        List<String> key = List.of(values);
        LongAdder count = series.get(key);
        if (count == null) {
            List<String> bounded =
                    series.size() < MOST_SERIES ? key : labels.stream().map(_ -> "other").toList();
            count = series.computeIfAbsent(bounded, _ -> new LongAdder());
        }
        count.increment();
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
        return "counter";
    }

    @Override
    public void series(StringBuilder out) {
        series.entrySet().stream()
                .map(each -> Map.entry(text(each.getKey()), each.getValue().sum()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> Metric.line(out, name, each.getKey(), each.getValue()));
    }

    private String text(List<String> values) {
        if (values.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < values.size(); i++) {
            text.append(i == 0 ? "" : ",").append(labels.get(i)).append("=\"");
            text.append(Metric.escape(values.get(i))).append('"');
        }
        return text.append('}').toString();
    }
}
