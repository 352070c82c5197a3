package dev.wharf.site.alert;

import static dev.wharf.site.http.Access.ADMINISTRATOR;

import dev.wharf.site.api.Actors;
import dev.wharf.site.api.JsonBody;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Request;
import dev.wharf.site.http.Route;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;

/// Seeing and acknowledging alerts.
public final class AlertRoutes {
    private static final int MOST = 500;

    private final AlertBook alerts;
    private final Actors actors;

    public AlertRoutes(AlertBook alerts, Actors actors) {
        this.alerts = alerts;
        this.actors = actors;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        Method.GET,
                        "/v1/alerts",
                        ADMINISTRATOR,
                        Route.NO_BODY,
                        "Lists open alerts; with all=true also those that are over",
                        this::list),
                new Route(
                        Method.POST,
                        "/v1/alerts/{alert}/acknowledgement",
                        ADMINISTRATOR,
                        Route.SMALL,
                        "Says that somebody knows, so that nobody further is told",
                        this::acknowledge));
    }

    private Reply list(Request request) {
        boolean all = request.query("all").filter("true"::equals).isPresent();
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ArrayNode list = json.putArray("alerts");
        for (StoredAlert alert : all ? alerts.newest(MOST) : alerts.open()) {
            write(list.addObject(), alert);
        }
        return Reply.json(200, json);
    }

    private Reply acknowledge(Request request) {
        String id = request.path("alert");
        if (!id.matches("[0-9]{1,18}")) {
            throw JsonBody.refused("an alert has a number");
        }
        StoredAlert alert = alerts.acknowledge(Long.parseLong(id), actors.caller(request));
        ObjectNode json = JsonMapper.shared().createObjectNode();
        write(json, alert);
        return Reply.json(200, json);
    }

    private static void write(ObjectNode json, StoredAlert alert) {
        json.put("id", alert.id())
                .put("kind", alert.kind().name())
                .put("subject", alert.subject())
                .put("account", alert.account())
                .put("text", alert.text())
                .put("raised", alert.raised().toString())
                .put("refreshed", alert.refreshed().toString())
                .put("acknowledged", text(alert.acknowledged()))
                .put("acknowledged_by", alert.acknowledger())
                .put("cleared", text(alert.cleared()));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
