package dev.wharf.app.connector;

import dev.wharf.core.alert.Alert;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What is not well with whom now. The log has when it begins and when it ends. Safe for many
/// threads.
final class OpenAlerts {
    private static final Logger LOG = LoggerFactory.getLogger(OpenAlerts.class);

    private final Map<String, List<Alert>> open = new TreeMap<>();

    /// All that is not well with somebody now.
    synchronized void set(String who, Collection<Alert> now) {
        List<Alert> before = open.getOrDefault(who, List.of());
        Map<String, Alert> ended = new HashMap<>();
        before.forEach(alert -> ended.put(alert.subject(), alert));
        for (Alert alert : now) {
            if (ended.remove(alert.subject()) == null) {
                LOG.warn("{}", alert.text());
            }
        }
        ended.keySet().forEach(subject -> LOG.info("{} is well again", subject));
        open.put(who, List.copyOf(now));
    }

    /// Nobody else is there any more.
    synchronized void keepOnly(Set<String> who) {
        Set<String> gone =
                open.keySet().stream()
                        .filter(one -> !who.contains(one))
                        .collect(Collectors.toSet());
        gone.forEach(one -> set(one, List.of()));
        open.keySet().removeAll(gone);
    }

    /// By who it is, then as they were given.
    synchronized List<Alert> all() {
        List<Alert> all = new ArrayList<>();
        open.values().forEach(all::addAll);
        return all;
    }
}
