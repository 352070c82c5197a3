package dev.wharf.site.alert;

import dev.wharf.core.alert.Alert;
import dev.wharf.site.api.JsonBody;
import dev.wharf.site.http.Access;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Request;
import dev.wharf.site.http.Route;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/// Takes over what the archive's side says is not well there: the site is who tells people.
public final class ReportRoutes {
    /// Of the largest report there may be, in the widest of scripts.
    private static final long MOST_BODY = 1 << 20;

    private final AlertBook alerts;
    private final Clock clock;

    public ReportRoutes(AlertBook alerts, Clock clock) {
        this.alerts = alerts;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        Method.PUT,
                        "/v1/feed/alerts",
                        Access.CONNECTOR,
                        MOST_BODY,
                        "The archive says what is not well on its side",
                        this::take));
    }

    private Reply take(Request request) throws IOException {
        JsonBody body = JsonBody.of(request, Set.of("version", "alerts"));
        AlertReport report = AlertReport.read(body, clock.instant());
        Set<String> open = Set.copyOf(report.subjects());
        for (StoredAlert known : alerts.open()) {
            if (known.kind() == AlertReport.KIND && !open.contains(known.subject())) {
                alerts.clear(known.kind(), known.subject());
            }
        }
        for (Alert alert : report.open()) {
            alerts.raise(alert);
        }
        return Reply.empty(200);
    }
}
