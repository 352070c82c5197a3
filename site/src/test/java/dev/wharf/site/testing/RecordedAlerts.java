package dev.wharf.site.testing;

import dev.wharf.core.alert.Alert;
import dev.wharf.core.alert.Alerts;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Remembers what was raised and cleared.
public final class RecordedAlerts implements Alerts {
    public final List<Alert> raised = new CopyOnWriteArrayList<>();
    public final List<String> cleared = new CopyOnWriteArrayList<>();

    @Override
    public void raise(Alert alert) {
        raised.add(alert);
    }

    @Override
    public void clear(Alert.Kind kind, String subject) {
        cleared.add(kind + " " + subject);
    }

    public List<Alert.Kind> kinds() {
        return raised.stream().map(Alert::kind).toList();
    }
}
