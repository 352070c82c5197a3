package dev.wharf.site.credential;

import static dev.wharf.site.http.Access.ADMINISTRATOR;
import static dev.wharf.site.http.Route.NO_BODY;
import static dev.wharf.site.http.Route.SMALL;

import dev.wharf.core.key.Secret;
import dev.wharf.core.ledger.Actor;
import dev.wharf.site.api.Actors;
import dev.wharf.site.api.JsonBody;
import dev.wharf.site.http.Access;
import dev.wharf.site.http.Handler;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Request;
import dev.wharf.site.http.Route;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Signing in, and who may.
public final class CredentialRoutes {
    private final SignIn signIn;
    private final Credentials credentials;
    private final Tokens tokens;
    private final Actors actors;

    public CredentialRoutes(SignIn signIn, Credentials credentials, Tokens tokens, Actors actors) {
        this.signIn = signIn;
        this.credentials = credentials;
        this.tokens = tokens;
        this.actors = actors;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        Method.POST,
                        "/v1/sign-in",
                        Access.OPEN,
                        SMALL,
                        "Gives a token of at most 15 minutes for a name and a password",
                        this::signIn),
                post("/v1/sign-out", "Ends the token it is called with", this::signOut),
                post("/v1/password", "Changes one's own password", this::choose),
                get("/v1/credentials", "Lists who may sign in", this::list),
                post(
                        "/v1/credentials",
                        "Makes a credential; its password is in the answer and nowhere else",
                        this::create),
                post(
                        "/v1/credentials/{credential}/rotation",
                        "Gives a credential a new password and ends its tokens",
                        this::rotate),
                delete(
                        "/v1/credentials/{credential}",
                        "Revokes a credential and its tokens for good",
                        this::revoke),
                get("/v1/sessions", "Lists the tokens that are good now", this::sessions),
                delete("/v1/sessions/{session}", "Ends a token", this::endSession));
    }

    private static Route get(String path, String summary, Handler handler) {
        return new Route(Method.GET, path, ADMINISTRATOR, NO_BODY, summary, handler);
    }

    private static Route post(String path, String summary, Handler handler) {
        return new Route(Method.POST, path, ADMINISTRATOR, SMALL, summary, handler);
    }

    private static Route delete(String path, String summary, Handler handler) {
        return new Route(Method.DELETE, path, ADMINISTRATOR, NO_BODY, summary, handler);
    }

    private Reply signIn(Request request) throws IOException {
        JsonBody body = JsonBody.of(request, Set.of("name", "password"));
        String name = body.text("name").toLowerCase(Locale.ROOT);
        Actor actor = actors.named(name, request);
        try (Secret password = secret(body.text("password"))) {
            return answer(signIn.attempt(name, password, request.remoteAddress(), actor));
        }
    }

    private static Reply answer(SignIn.Result result) {
        return switch (result) {
            case SignIn.Result.Granted granted -> granted(granted);
            case SignIn.Result.Wrong _ ->
                    Reply.problem(401, "Not signed in", "name or password is wrong");
            case SignIn.Result.Wait wait ->
                    Reply.problem(
                                    429,
                                    "Too many attempts",
                                    "wait before the next attempt; if this was not you, tell your"
                                            + " administrator")
                            .with("Retry-After", seconds(wait.time()));
        };
    }

    private static String seconds(Duration time) {
        return Long.toString(time.plusMillis(999).toSeconds());
    }

    private static Reply granted(SignIn.Result.Granted granted) {
        try (Secret token = granted.token()) {
            return unseen(
                    JsonMapper.shared()
                            .createObjectNode()
                            .put("token", text(token))
                            .put("role", granted.session().role().name())
                            .put("session", granted.session().id())
                            .put("expires", granted.session().expires().toString()));
        }
    }

    private Reply signOut(Request request) {
        Actor actor = actors.caller(request);
        request.caller().ifPresent(caller -> credentials.endSession(caller.session(), actor));
        return Reply.empty(204);
    }

    private Reply choose(Request request) throws IOException {
        JsonBody body = JsonBody.of(request, Set.of("current", "new"));
        Actor actor = actors.caller(request);
        try (Secret current = secret(body.text("current"));
                Secret chosen = secret(body.text("new"))) {
            credentials.choose(actor.id(), current, chosen, actor);
        }
        return Reply.empty(204);
    }

    private Reply list(Request request) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ArrayNode list = json.putArray("credentials");
        for (Credential credential : credentials.all()) {
            list.addObject()
                    .put("name", credential.name())
                    .put("role", credential.role().name())
                    .put("account", credential.account())
                    .put("created", credential.created().toString())
                    .put("password_changed", credential.changed().toString())
                    .put("active", credential.active());
        }
        return Reply.json(200, json);
    }

    private Reply create(Request request) throws IOException {
        JsonBody body = JsonBody.of(request, Set.of("name", "role", "account"));
        Access role =
                switch (body.text("role").toLowerCase(Locale.ROOT)) {
                    case "administrator" -> Access.ADMINISTRATOR;
                    case "connector" -> Access.CONNECTOR;
                    case "uploader" -> Access.UPLOADER;
                    default ->
                            throw JsonBody.refused("role is administrator, connector or uploader");
                };
        String account = body.textOrNull("account");
        return issued(
                201, credentials.create(body.text("name"), role, account, actors.caller(request)));
    }

    private Reply rotate(Request request) {
        return issued(200, credentials.rotate(request.path("credential"), actors.caller(request)));
    }

    private static Reply issued(int status, Issued issued) {
        try (Secret password = issued.password()) {
            Reply reply =
                    unseen(
                            JsonMapper.shared()
                                    .createObjectNode()
                                    .put("name", issued.name())
                                    .put("role", issued.role().name())
                                    .put("password", text(password)));
            return new Reply(status, reply.headers(), reply.body());
        }
    }

    private Reply revoke(Request request) {
        credentials.revoke(request.path("credential"), actors.caller(request));
        return Reply.empty(204);
    }

    private Reply sessions(Request request) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ArrayNode list = json.putArray("sessions");
        for (Session session : tokens.sessions()) {
            list.addObject()
                    .put("session", session.id())
                    .put("credential", session.credential())
                    .put("role", session.role().name())
                    .put("issued", session.issued().toString())
                    .put("expires", session.expires().toString())
                    .put("address", session.address());
        }
        return Reply.json(200, json);
    }

    private Reply endSession(Request request) {
        credentials.endSession(request.path("session"), actors.caller(request));
        return Reply.empty(204);
    }

    private static Secret secret(String text) {
        return Secret.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Secret secret) {
        return new String(secret.bytes(), StandardCharsets.US_ASCII);
    }

    /// Not to be kept by anything between here and there.
    private static Reply unseen(ObjectNode json) {
        return Reply.json(200, json).with("Cache-Control", "no-store");
    }
}
