package dev.wharf.app.site;

import dev.wharf.core.capture.EnvelopeReader;
import dev.wharf.site.account.AccountRoutes;
import dev.wharf.site.account.ConsentRoutes;
import dev.wharf.site.account.UsersExport;
import dev.wharf.site.alert.AlertRoutes;
import dev.wharf.site.alert.ReportRoutes;
import dev.wharf.site.api.Actors;
import dev.wharf.site.api.JsonBody;
import dev.wharf.site.audit.AuditRoutes;
import dev.wharf.site.credential.CredentialRoutes;
import dev.wharf.site.enrolment.EnrolmentAdminRoutes;
import dev.wharf.site.enrolment.EnrolmentRoutes;
import dev.wharf.site.feed.FeedRoutes;
import dev.wharf.site.http.Access;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Route;
import dev.wharf.site.journal.FileJournal;
import dev.wharf.site.reception.Reception;
import dev.wharf.site.reception.WebhookRoutes;
import dev.wharf.site.scope.ScopeRoutes;
import dev.wharf.site.secret.SecretRoutes;
import dev.wharf.site.upload.UploadRoutes;
import dev.wharf.site.upload.UploadStore;
import dev.wharf.site.watch.Gaps;
import dev.wharf.site.watch.WatchRoutes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Every way into a site. There is no other list.
final class SiteRoutes {
    private SiteRoutes() {}

    /// What the routes stand on beside the site's own parts.
    record On(
            FileJournal journal,
            FeedRoutes feed,
            ArchiveWatch archive,
            Reception reception,
            UploadStore uploads,
            SetAside setAside,
            Gaps gaps,
            EnvelopeReader cloud,
            WebhookRoutes.Counts counts) {}

    static List<Route> of(OpenSite site, On on, Actors actors) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(
                new WebhookRoutes(
                                on.reception(),
                                on.cloud(),
                                site.sources()::hook,
                                site.sources()::gateway,
                                on.counts())
                        .routes());
        routes.addAll(on.feed().routes());
        routes.add(users(site));
        routes.add(purge(site, on));
        routes.add(report(on));
        routes.addAll(new ReportRoutes(site.alerts(), site.clock()).routes());
        routes.addAll(new UploadRoutes(on.uploads(), site.accounts()::find).routes());
        routes.addAll(
                new CredentialRoutes(site.signIn(), site.credentials(), site.tokens(), actors)
                        .routes());
        routes.addAll(new AccountRoutes(site.accounts(), site.accountsImport(), actors).routes());
        routes.addAll(new ConsentRoutes(site.accounts(), site.consents(), actors).routes());
        routes.addAll(
                new ScopeRoutes(site.scopes(), site.accounts(), site.exclusions(), actors)
                        .routes());
        routes.addAll(new SecretRoutes(site.secrets(), actors).routes());
        routes.addAll(
                new EnrolmentRoutes(
                                site.enrolments(),
                                site.accounts(),
                                site.consents(),
                                actors,
                                site.clock())
                        .routes());
        routes.addAll(
                new EnrolmentAdminRoutes(site.enrolments(), site.devices(), site.risk(), actors)
                        .routes());
        routes.addAll(new AlertRoutes(site.alerts(), actors).routes());
        routes.addAll(new WatchRoutes(on.gaps()).routes());
        routes.addAll(new AuditRoutes(site.audit()).routes());
        return List.copyOf(routes);
    }

    /// How the archive is, as it says itself.
    private static Route report(On on) {
        return new Route(
                Method.POST,
                "/v1/feed/report",
                Access.CONNECTOR,
                Route.SMALL,
                "The archive says how many items wait in quarantine",
                request -> {
                    JsonBody body = JsonBody.of(request, Set.of("quarantined"));
                    String items = body.text("quarantined");
                    if (!items.matches("[0-9]{1,18}")) {
                        return Reply.problem(
                                400, "Cannot be read", "'quarantined' takes a number of items.");
                    }
                    on.archive().quarantined(Long.parseLong(items));
                    return Reply.empty(200);
                });
    }

    /// The archive has destroyed something: the journal is not to keep it either.
    private static Route purge(OpenSite site, On on) {
        return new Route(
                Method.POST,
                "/v1/feed/purge",
                Access.CONNECTOR,
                Route.SMALL,
                "The journal gives up what is archived",
                _ -> {
                    on.journal().purge(site.clock().instant(), on.setAside().archived());
                    return Reply.empty(200);
                });
    }

    /// Whom the archive side may map captures to.
    private static Route users(OpenSite site) {
        return new Route(
                Method.GET,
                "/v1/feed/users",
                Access.CONNECTOR,
                Route.NO_BODY,
                "The enrolled people as a users file",
                _ ->
                        Reply.of(
                                200,
                                "text/csv; charset=utf-8",
                                UsersExport.csv(site.accounts().all())
                                        .getBytes(StandardCharsets.UTF_8)));
    }
}
