package dev.wharf.site.upload;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.account.Account;
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
import java.util.Optional;
import java.util.function.Function;

/// Uploads over HTTP: begin, add stretches, ask how far it is, complete.
public final class UploadRoutes {
    private final UploadStore uploads;
    private final Function<String, Optional<Account>> accounts;

    /// @param accounts the enrolled account of that id
    public UploadRoutes(UploadStore uploads, Function<String, Optional<Account>> accounts) {
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
        return new Route(method, path, Access.UPLOADER, most, summary, handler);
    }

    /// An uploader's account is looked at each time: it may have ended since the upload began.
    private String owner(Request request) {
        Caller caller = request.caller().orElseThrow();
        String account = caller.account();
        if (account != null) {
            UploaderPolicy.requireActive(enrolled(account));
        }
        return caller.name();
    }

    private Reply begin(Request request) throws IOException {
        String owner = owner(request);
        UploadPlan asked = UploadPlan.of(json(request.bytes()));
        String bound = request.caller().orElseThrow().account();
        if (bound != null) {
            UploadPlan plan = UploaderPolicy.bind(asked, enrolled(bound));
            return reply(uploads.begin(owner, plan, UploadLimits.UPLOADER));
        }
        String named = asked.account();
        UploadPlan plan = named == null ? asked : UploaderPolicy.owned(asked, enrolled(named));
        return reply(uploads.begin(owner, plan, UploadLimits.NONE));
    }

    private Account enrolled(String account) {
        return accounts.apply(account)
                .orElseThrow(
                        () ->
                                new WharfException(
                                        ErrorCode.INPUT_UNREADABLE,
                                        "'account' takes the id of an enrolled account, or is left"
                                                + " out."));
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
            case UploadOutcome.Begun begun -> state(201, begun.state());
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
