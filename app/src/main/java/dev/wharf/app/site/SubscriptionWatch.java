package dev.wharf.app.site;

import dev.wharf.capture.cloudapi.graph.CloudApiDoctor;
import dev.wharf.core.Finding;
import dev.wharf.core.alert.Alert;
import dev.wharf.site.alert.StoredAlert;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Asks Meta whether the site will be told of everything, and tells people when not: a field that
/// nobody subscribed to is silent, and Meta sends nothing a second time.
record SubscriptionWatch(OpenSite site) {
    private static final Alert.Kind KIND = Alert.Kind.SUBSCRIPTION;

    /// For one thread; waits for Meta.
    void tick() {
        HookCheck check = new HookCheck(site);
        Map<String, Map<String, List<String>>> captured = check.captured();
        captured.forEach((hook, numbers) -> told(hook, check.subscriptions(hook, numbers)));
        for (StoredAlert alert : site.alerts().open()) {
            if (alert.kind() == KIND && !captured.containsKey(alert.subject())) {
                site.alerts().clear(KIND, alert.subject());
            }
        }
    }

    private void told(String hook, List<Finding> findings) {
        List<Finding> bad =
                findings.stream().filter(each -> each.level() == Finding.Level.BAD).toList();
        if (!bad.isEmpty()) {
            String what =
                    bad.stream()
                            .map(each -> each.subject() + " " + each.text())
                            .collect(Collectors.joining("; "));
            site.alerts()
                    .raise(
                            new Alert(
                                    KIND,
                                    hook,
                                    null,
                                    "Updates of hook %s are lost: %s. 'wharf site doctor' checks again."
                                            .formatted(hook, what),
                                    site.clock().instant()));
        } else if (!findings.isEmpty() && findings.stream().allMatch(CloudApiDoctor::answered)) {
            // Where Meta did not answer, what was bad may be so still.
            site.alerts().clear(KIND, hook);
        }
    }
}
