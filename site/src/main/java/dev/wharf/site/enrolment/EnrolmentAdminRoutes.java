package dev.wharf.site.enrolment;

import static dev.wharf.site.http.Access.ADMINISTRATOR;

import dev.wharf.site.account.LinkedDevice;
import dev.wharf.site.account.LinkedDevices;
import dev.wharf.site.api.Actors;
import dev.wharf.site.api.JsonBody;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Request;
import dev.wharf.site.http.Route;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/// Inviting employees, and what administrators decide about linked devices.
public final class EnrolmentAdminRoutes {
    private final Enrolments enrolments;
    private final LinkedDevices devices;
    private final LinkedRisk risk;
    private final Actors actors;

    public EnrolmentAdminRoutes(
            Enrolments enrolments, LinkedDevices devices, LinkedRisk risk, Actors actors) {
        this.enrolments = enrolments;
        this.devices = devices;
        this.risk = risk;
        this.actors = actors;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        Method.POST,
                        "/v1/accounts/{account}/invitation",
                        ADMINISTRATOR,
                        Route.SMALL,
                        "Sends the account's mailbox a link for consent and linking",
                        this::invite),
                new Route(
                        Method.DELETE,
                        "/v1/accounts/{account}/invitation",
                        ADMINISTRATOR,
                        Route.NO_BODY,
                        "Makes the links that were sent to an account good no longer",
                        this::revoke),
                new Route(
                        Method.GET,
                        "/v1/linked-devices",
                        ADMINISTRATOR,
                        Route.NO_BODY,
                        "Lists the linked devices and how far each is",
                        _ -> list()),
                new Route(
                        Method.POST,
                        "/v1/accounts/{account}/unlinking",
                        ADMINISTRATOR,
                        Route.SMALL,
                        "Logs an account's linked device out",
                        this::unlink),
                new Route(
                        Method.GET,
                        "/v1/linked-risk",
                        ADMINISTRATOR,
                        Route.NO_BODY,
                        "Shows what linking devices means, and whether it was accepted",
                        _ -> risk()),
                new Route(
                        Method.POST,
                        "/v1/linked-risk",
                        ADMINISTRATOR,
                        Route.SMALL,
                        "Accepts, for the firm, what linking devices means",
                        this::accept));
    }

    private Reply invite(Request request) {
        String until = enrolments.invite(request.path("account"), actors.caller(request));
        return Reply.json(
                201, JsonMapper.shared().createObjectNode().put("sent", true).put("until", until));
    }

    private Reply revoke(Request request) {
        enrolments.revoke(request.path("account"), actors.caller(request));
        return Reply.empty(204);
    }

    private Reply unlink(Request request) throws IOException {
        String reason = JsonBody.of(request, Set.of("reason")).text("reason");
        enrolments.unlink(request.path("account"), reason, actors.caller(request));
        return Reply.empty(204);
    }

    private Reply list() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ArrayNode list = json.putArray("devices");
        for (LinkedDevice device : devices.all()) {
            list.addObject()
                    .put("session", device.session())
                    .put("account", device.account())
                    .put("gateway", device.gateway())
                    .put("phase", device.phase().name())
                    .put("number", device.number() == null ? null : device.number().e164())
                    .put("reason", device.reason())
                    .put("changed", device.changed().toString());
        }
        return Reply.json(200, json);
    }

    private Reply risk() {
        return Reply.json(
                200,
                JsonMapper.shared()
                        .createObjectNode()
                        .put("text", LinkedRisk.TEXT.text())
                        .put("digest", LinkedRisk.TEXT.digest().sha256())
                        .put("accepted", risk.accepted()));
    }

    private Reply accept(Request request) throws IOException {
        risk.accept(JsonBody.of(request, Set.of("digest")).text("digest"), actors.caller(request));
        return risk();
    }
}
