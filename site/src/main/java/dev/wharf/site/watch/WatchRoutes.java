package dev.wharf.site.watch;

import dev.wharf.site.http.Access;
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

/// When nothing could be captured.
public final class WatchRoutes {
    private static final int MOST = 500;

    private final Gaps gaps;

    public WatchRoutes(Gaps gaps) {
        this.gaps = gaps;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        Method.GET,
                        "/v1/gaps",
                        Access.ADMINISTRATOR,
                        Route.NO_BODY,
                        "Lists the times in which nothing could be captured (account), newest first",
                        this::list));
    }

    private Reply list(Request request) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ArrayNode list = json.putArray("gaps");
        for (Gap gap : gaps.list(request.query("account").orElse(null), MOST)) {
            list.addObject()
                    .put("number", gap.number())
                    .put("account", gap.account())
                    .put("session", gap.session())
                    .put("reason", gap.reason())
                    .put("since", gap.since().toString())
                    .put("ended", text(gap.ended()))
                    .put("recovered", text(gap.recovered()))
                    .put("messages", gap.messages());
        }
        return Reply.json(200, json);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
