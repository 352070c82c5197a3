package dev.wharf.site.account;

import static dev.wharf.site.http.Access.ADMINISTRATOR;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
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
import java.util.Optional;
import java.util.Set;

/// Who agreed to what.
public final class ConsentRoutes {
    private final Accounts accounts;
    private final Consents consents;
    private final Actors actors;

    public ConsentRoutes(Accounts accounts, Consents consents, Actors actors) {
        this.accounts = accounts;
        this.consents = consents;
        this.actors = actors;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        Method.GET,
                        "/v1/accounts/{account}/consents",
                        ADMINISTRATOR,
                        Route.NO_BODY,
                        "Lists the consents of an account, withdrawn ones included",
                        this::list),
                new Route(
                        Method.POST,
                        "/v1/accounts/{account}/consents",
                        ADMINISTRATOR,
                        Route.SMALL,
                        "Records a consent that was given on paper or in a contract",
                        this::record),
                new Route(
                        Method.POST,
                        "/v1/accounts/{account}/consents/withdrawal",
                        ADMINISTRATOR,
                        Route.SMALL,
                        "Records that an employee withdrew; a linked account ends with it",
                        this::withdraw),
                new Route(
                        Method.GET,
                        "/v1/notices/{digest}",
                        ADMINISTRATOR,
                        Route.NO_BODY,
                        "Shows a text that employees were shown",
                        this::notice));
    }

    private Reply list(Request request) {
        String account = accounts.require(request.path("account")).id();
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ArrayNode list = json.putArray("consents");
        for (Consent consent : consents.of(account)) {
            list.addObject()
                    .put("number", consent.number())
                    .put("given", consent.given().toString())
                    .put("signed", consent.signed())
                    .put("how", consent.how().name())
                    .put("notice", consent.notice().sha256())
                    .put("version", consent.version())
                    .put("address", consent.address())
                    .put("browser", consent.browser())
                    .put(
                            "withdrawn",
                            consent.withdrawn() == null ? null : consent.withdrawn().toString())
                    .put("withdrawal", consent.withdrawal());
        }
        return Reply.json(200, json);
    }

    private Reply record(Request request) throws IOException {
        JsonBody body = JsonBody.of(request, Set.of("signed", "version", "notice"));
        Consents.Given given =
                new Consents.Given(
                        body.text("signed"),
                        Consent.How.RECORDED,
                        new Notice(body.text("version"), body.text("notice")),
                        null,
                        null);
        Consent consent = consents.record(request.path("account"), given, actors.caller(request));
        return Reply.json(
                201,
                JsonMapper.shared()
                        .createObjectNode()
                        .put("number", consent.number())
                        .put("notice", consent.notice().sha256()));
    }

    private Reply withdraw(Request request) throws IOException {
        String how = JsonBody.of(request, Set.of("how")).text("how");
        consents.withdraw(request.path("account"), how, actors.caller(request));
        return Reply.empty(204);
    }

    private Reply notice(Request request) {
        String digest = request.path("digest");
        Notice notice =
                (digest.matches("[0-9a-f]{64}")
                                ? consents.notice(new ContentDigest(digest))
                                : Optional.<Notice>empty())
                        .orElseThrow(
                                () ->
                                        new WharfException(
                                                ErrorCode.NOT_FOUND, "no notice of that digest"));
        return Reply.json(
                200,
                JsonMapper.shared()
                        .createObjectNode()
                        .put("version", notice.version())
                        .put("text", notice.text()));
    }
}
