package dev.wharf.app.connector;

import dev.wharf.core.alert.Alert;
import dev.wharf.core.alert.Alerts;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Alerts of the archive side: in the log when they begin and end, and to be asked for meanwhile.
/// Safe for many threads.
final class LoggedAlerts implements Alerts {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedAlerts.class);

    private final Map<String, Alert> open = new TreeMap<>();

    @Override
    public synchronized void raise(Alert alert) {
        if (open.put(key(alert.kind(), alert.subject()), alert) == null) {
            LOG.warn("{}", alert.text());
        }
    }

    @Override
    public synchronized void clear(Alert.Kind kind, String subject) {
        if (open.remove(key(kind, subject)) != null) {
            LOG.info("{} is well again", subject);
        }
    }

    synchronized List<Alert> open() {
        return List.copyOf(open.values());
    }

    private static String key(Alert.Kind kind, String subject) {
        return kind + " " + subject;
    }
}
