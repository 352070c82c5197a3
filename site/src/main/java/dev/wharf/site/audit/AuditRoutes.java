package dev.wharf.site.audit;

import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.LedgerEntry;
import dev.wharf.site.http.Access;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Request;
import dev.wharf.site.http.Route;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.OptionalLong;

/// Reading the site's audit.
public final class AuditRoutes {
    private static final int PAGE = 200;

    private final SiteAudit audit;

    public AuditRoutes(SiteAudit audit) {
        this.audit = audit;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        Method.GET,
                        "/v1/audit",
                        Access.ADMINISTRATOR,
                        Route.NO_BODY,
                        "Lists what was done at the site, behind a sequence (after), oldest first",
                        this::list),
                new Route(
                        Method.GET,
                        "/v1/audit/verification",
                        Access.ADMINISTRATOR,
                        Route.NO_BODY,
                        "Checks that no entry of the site's audit was changed or removed",
                        _ -> verification()));
    }

    private Reply list(Request request) {
        long after = request.query("after").map(AuditRoutes::sequence).orElse(0L);
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ArrayNode entries = json.putArray("entries");
        audit.after(after, PAGE).forEach(entry -> write(entries.addObject(), entry));
        return Reply.json(200, json);
    }

    /// What is no number begins at the beginning.
    private static long sequence(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    private static void write(ObjectNode json, LedgerEntry entry) {
        Act act = entry.act();
        json.put("sequence", entry.sequence())
                .put("recorded", entry.recordedAt().toString())
                .put("act", act.kind().text())
                .put("outcome", act.outcome().name())
                .put("subject", act.subject().id())
                .put("actor", act.actor().id())
                .put("session", act.actor().session())
                .put("address", act.actor().address())
                .put("reason", act.reason())
                .put("leaf", entry.leaf().toString());
        ObjectNode details = json.putObject("details");
        act.details().forEach(details::put);
    }

    private Reply verification() {
        OptionalLong broken = audit.firstBroken();
        ObjectNode json = JsonMapper.shared().createObjectNode().put("whole", broken.isEmpty());
        broken.ifPresent(sequence -> json.put("first_broken", sequence));
        return Reply.json(200, json);
    }
}
