package dev.wharf.site.upload;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.http.Access;
import dev.wharf.site.http.Caller;
import dev.wharf.site.http.Handler;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Request;
import dev.wharf.site.http.Route;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/// Uploads over HTTP: begin, add stretches, ask how far it is, complete.
public final class UploadRoutes {
    private final UploadStore uploads;
    private final Predicate<String> accounts;

    /// @param accounts whether an account of that id is enrolled
    public UploadRoutes(UploadStore uploads, Predicate<String> accounts) {
        this.uploads = uploads;
        this.accounts = accounts;
    }

    public List<Route> routes() {
        return List.of(
                route(Method.POST, "/v1/uploads", Route.SMALL, "Begins an upload", this::begin),
                route(
                        Method.PUT,
                        "/v1/uploads/{id}",
                        Route.UNLIMITED,
                        "Adds a stretch of the content",
                        this::add),
                route(
                        Method.GET,
                        "/v1/uploads/{id}",
                        Route.NO_BODY,
                        "How far an upload is",
                        request -> state(200, uploads.state(owner(request), request.path("id")))),
                route(
                        Method.POST,
                        "/v1/uploads/{id}/complete",
                        Route.SMALL,
                        "Captures what was uploaded",
                        request -> reply(uploads.complete(owner(request), request.path("id")))));
    }

    private static Route route(
            Method method, String path, long most, String summary, Handler handler) {
        return new Route(method, path, Access.CONNECTOR, most, summary, handler);
    }

    private static String owner(Request request) {
        return request.caller().map(Caller::name).orElseThrow();
    }

    private Reply begin(Request request) throws IOException {
        UploadPlan plan = UploadPlan.of(json(request.bytes()));
        String account = plan.account();
        if (account != null && !accounts.test(account)) {
            throw new WharfException(
                    ErrorCode.INPUT_UNREADABLE,
                    "'account' takes the id of an enrolled account, or is left out.");
        }
        return state(201, uploads.begin(owner(request), plan));
    }

    private Reply add(Request request) throws IOException {
        String offset = request.query("offset").orElse("");
        if (!offset.matches("[0-9]{1,18}")) {
            throw new WharfException(
                    ErrorCode.INPUT_UNREADABLE, "'offset' takes a number of bytes from 0.");
        }
        return reply(
                uploads.add(
                        owner(request),
                        request.path("id"),
                        Long.parseLong(offset),
                        request.body()));
    }

    private static Reply reply(UploadOutcome outcome) {
        return switch (outcome) {
            case UploadOutcome.Done done -> state(200, done.state());
            case UploadOutcome.OtherOffset other -> state(409, other.state());
            case UploadOutcome.Captured captured ->
                    Reply.json(
                            200,
                            JsonMapper.shared()
                                    .createObjectNode()
                                    .put("id", captured.id())
                                    .put("sequence", captured.result().sequence())
                                    .put("size", captured.result().size())
                                    .put("sha256", captured.result().sha256()));
        };
    }

    private static Reply state(int status, UploadOutcome.State state) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("id", state.id()).put("offset", state.offset()).put("size", state.size());
        return Reply.json(status, json);
    }

    private static JsonNode json(byte[] body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException unreadable) {
            throw new WharfException(
                    ErrorCode.INPUT_UNREADABLE, "The body is not JSON.", unreadable);
        }
    }
}
