package dev.wharf.site.secret;

import static dev.wharf.site.http.Access.ADMINISTRATOR;

import dev.wharf.core.key.Secret;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// Secrets of sources go in; they never come out.
public final class SecretRoutes {
    private final SourceSecrets secrets;
    private final Actors actors;

    public SecretRoutes(SourceSecrets secrets, Actors actors) {
        this.secrets = secrets;
        this.actors = actors;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        Method.GET,
                        "/v1/secrets",
                        ADMINISTRATOR,
                        Route.NO_BODY,
                        "Lists names and versions of the sources' secrets, never the secrets",
                        _ -> list()),
                new Route(
                        Method.POST,
                        "/v1/secrets",
                        ADMINISTRATOR,
                        Route.SMALL,
                        "Adds a version of a secret; the ones before stay good until retired",
                        this::put),
                new Route(
                        Method.POST,
                        "/v1/secrets/retirement",
                        ADMINISTRATOR,
                        Route.SMALL,
                        "Retires one version of a secret",
                        this::retire));
    }

    private Reply list() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ArrayNode list = json.putArray("secrets");
        for (SourceSecrets.Listed secret : secrets.list()) {
            list.addObject()
                    .put("name", secret.name())
                    .put("version", secret.version())
                    .put("created", secret.created().toString());
        }
        return Reply.json(200, json);
    }

    private Reply put(Request request) throws IOException {
        JsonBody body = JsonBody.of(request, Set.of("name", "value"));
        try (Secret secret = Secret.copyOf(body.text("value").getBytes(StandardCharsets.UTF_8))) {
            int version = secrets.put(body.text("name"), secret, actors.caller(request));
            return Reply.json(201, JsonMapper.shared().createObjectNode().put("version", version));
        }
    }

    private Reply retire(Request request) throws IOException {
        JsonBody body = JsonBody.of(request, Set.of("name", "version"));
        String version = body.text("version");
        if (!version.matches("[0-9]{1,9}")) {
            throw JsonBody.refused("version is not a number in quotes");
        }
        secrets.retire(body.text("name"), Integer.parseInt(version), actors.caller(request));
        return Reply.empty(204);
    }
}
