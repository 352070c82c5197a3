package dev.wharf.site.metrics;

import dev.wharf.site.http.Access;
import dev.wharf.site.http.Handler;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Route;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Health and metrics, for the listener of their own.
public final class HealthRoutes {
    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Readiness readiness;
    private final MetricRegistry metrics;

    public HealthRoutes(Readiness readiness, MetricRegistry metrics) {
        this.readiness = readiness;
        this.metrics = metrics;
    }

    public List<Route> routes() {
        return List.of(
                get("/health/live", "The process answers", _ -> Reply.text(200, "live\n")),
                get("/health/ready", "The site can do its work", _ -> ready()),
                get("/metrics", "Numbers, for Prometheus", _ -> metrics()));
    }

    private static Route get(String path, String summary, Handler handler) {
        return new Route(Method.GET, path, Access.OPEN, Route.NO_BODY, summary, handler);
    }

    private Reply ready() {
        List<String> inTheWay = readiness.inTheWay();
        return inTheWay.isEmpty()
                ? Reply.text(200, "ready\n")
                : Reply.text(503, "not ready: " + String.join(", ", inTheWay) + "\n");
    }

    private Reply metrics() {
        return Reply.of(200, TYPE, metrics.text().getBytes(StandardCharsets.UTF_8));
    }
}
