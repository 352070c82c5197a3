package dev.wharf.site.scope;

import static dev.wharf.site.http.Access.ADMINISTRATOR;

import dev.wharf.site.account.Accounts;
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

/// What may be captured of whom, and what was left out.
public final class ScopeRoutes {
    private final Scopes scopes;
    private final Accounts accounts;
    private final Exclusions exclusions;
    private final Actors actors;

    public ScopeRoutes(Scopes scopes, Accounts accounts, Exclusions exclusions, Actors actors) {
        this.scopes = scopes;
        this.accounts = accounts;
        this.exclusions = exclusions;
        this.actors = actors;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        Method.GET,
                        "/v1/accounts/{account}/scope",
                        ADMINISTRATOR,
                        Route.NO_BODY,
                        "Shows what may be captured of an account",
                        this::show),
                new Route(
                        Method.PUT,
                        "/v1/accounts/{account}/scope",
                        ADMINISTRATOR,
                        Route.SMALL,
                        "Sets what may be captured of an account from now on",
                        this::set),
                new Route(
                        Method.GET,
                        "/v1/accounts/{account}/exclusions",
                        ADMINISTRATOR,
                        Route.NO_BODY,
                        "Counts what scope left out of an account, by rule and day",
                        this::counts),
                new Route(
                        Method.POST,
                        "/v1/exclusions/proof",
                        ADMINISTRATOR,
                        Route.SMALL,
                        "Tells whether a message whose chat and id are known was left out",
                        this::proof));
    }

    private Reply show(Request request) {
        String account = accounts.require(request.path("account")).id();
        return Reply.json(200, ScopeJson.of(scopes.of(account)));
    }

    private Reply set(Request request) throws IOException {
        JsonBody body = JsonBody.of(request, Set.of("scope", "reason"));
        Scope scope = ScopeJson.parse(body.node("scope"));
        scopes.set(request.path("account"), scope, body.text("reason"), actors.caller(request));
        return show(request);
    }

    private Reply counts(Request request) {
        String account = accounts.require(request.path("account")).id();
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ArrayNode list = json.putArray("exclusions");
        for (Exclusions.Count count : exclusions.counts(account)) {
            list.addObject()
                    .put("rule", count.rule())
                    .put("day", count.day().toString())
                    .put("updates", count.updates())
                    .put("first", count.first().toString())
                    .put("last", count.last().toString());
        }
        return Reply.json(200, json);
    }

    private Reply proof(Request request) throws IOException {
        JsonBody body = JsonBody.of(request, Set.of("chat", "id"));
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ArrayNode list = json.putArray("left_out");
        for (Exclusions.Proof proof : exclusions.proofs(body.text("chat"), body.text("id"))) {
            list.addObject()
                    .put("account", proof.account())
                    .put("rule", proof.rule())
                    .put("at", proof.at().toString());
        }
        return Reply.json(200, json);
    }
}
