package dev.wharf.site.enrolment;

import static dev.wharf.site.http.Access.LINK;
import static dev.wharf.site.http.Route.NO_BODY;
import static dev.wharf.site.http.Route.SMALL;

import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Actor;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.AccountState;
import dev.wharf.site.account.Accounts;
import dev.wharf.site.account.CaptureMethod;
import dev.wharf.site.account.Consent;
import dev.wharf.site.account.Consents;
import dev.wharf.site.account.Notice;
import dev.wharf.site.api.Actors;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Request;
import dev.wharf.site.http.Route;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The pages behind a link. The link is the only secret: there is no cookie, so nothing that
/// another site could make a browser send along. Looking changes nothing; every step is a POST.
public final class EnrolmentRoutes {
    private static final int LONGEST_BROWSER = 300;
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " img-src data:;"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Enrolments enrolments;
    private final EnrolmentPages pages;
    private final Accounts accounts;
    private final Consents consents;
    private final Actors actors;
    private final Clock clock;

    public EnrolmentRoutes(
            Enrolments enrolments,
            Accounts accounts,
            Consents consents,
            Actors actors,
            Clock clock) {
        this.enrolments = enrolments;
        this.pages = new EnrolmentPages(enrolments.settings());
        this.accounts = accounts;
        this.consents = consents;
        this.actors = actors;
        this.clock = clock;
    }

    /// Answers a request whose link is good.
    private interface Step {
        Reply take(Visit visit) throws IOException;
    }

    private record Visit(String link, Account account, Request request, Actor actor) {}

    public List<Route> routes() {
        return List.of(
                get(
                        "/enrol/{link}",
                        "Shows an employee their notice, or how far linking is",
                        this::show),
                get(
                        "/enrol/{link}/state",
                        "How far linking is, for the page's script",
                        this::state),
                get(
                        "/enrol/{link}/page.js",
                        "The page's script",
                        _ -> file("page.js", "text/javascript")),
                get(
                        "/enrol/{link}/page.css",
                        "The page's style",
                        _ -> file("page.css", "text/css")),
                post("/enrol/{link}/consent", "Records that the employee agrees", this::consent),
                post("/enrol/{link}/start", "Starts linking, or starts it anew", this::start),
                post(
                        "/enrol/{link}/passkey",
                        "Takes the answer of WhatsApp's passkey",
                        this::passkey),
                post(
                        "/enrol/{link}/confirm",
                        "Confirms that both codes are the same",
                        this::confirm));
    }

    private Route get(String path, String summary, Step step) {
        return new Route(Method.GET, path, LINK, NO_BODY, summary, request -> visit(request, step));
    }

    private Route post(String path, String summary, Step step) {
        return new Route(Method.POST, path, LINK, SMALL, summary, request -> visit(request, step));
    }

    private Reply visit(Request request, Step step) throws IOException {
        return guarded(answer(request, step));
    }

    private Reply answer(Request request, Step step) throws IOException {
        String link = request.path("link");
        Optional<Invitation> invitation = enrolments.invitations().find(link);
        if (invitation.isEmpty()) {
            return Reply.html(
                    404,
                    pages.message("Unknown link", "This link is not one of ours. Was it cut?"));
        }
        Account account = accounts.require(invitation.get().account());
        if (account.state() == AccountState.DISABLED) {
            return over();
        }
        return switch (invitation.get().state(clock.instant())) {
            case OVER -> over();
            case CONSUMED -> Reply.html(200, pages.done());
            case OPEN ->
                    step.take(
                            new Visit(
                                    link,
                                    account,
                                    request,
                                    actors.employee(account.id(), request)));
        };
    }

    private Reply over() {
        return Reply.html(
                410,
                pages.message(
                        "This link is over",
                        "It was good for a limited time, or another one was sent since. Ask for a new"
                                + " one."));
    }

    private Reply show(Visit visit) {
        if (!consents.holds(visit.account.id())) {
            return Reply.html(200, pages.consent(visit.link, visit.account, ""));
        }
        if (!(visit.account.method() instanceof CaptureMethod.Linked)) {
            return Reply.html(200, pages.done());
        }
        return Reply.html(200, pages.linking(visit.link, look(visit)));
    }

    private Reply state(Visit visit) {
        if (!consents.holds(visit.account.id())
                || !(visit.account.method() instanceof CaptureMethod.Linked)) {
            return Reply.problem(404, "Nothing to show", "linking has not begun");
        }
        LinkView view = look(visit);
        String fragment = new LinkFragment(visit.link, enrolments.settings()).of(view);
        return Reply.json(
                200,
                JsonMapper.shared()
                        .createObjectNode()
                        .put("version", LinkFragment.version(fragment))
                        .put("again", view.again())
                        .put("html", fragment));
    }

    /// The last step is that the right phone is linked; then the link is used up.
    private LinkView look(Visit visit) {
        LinkView view = enrolments.linking().observe(visit.account, visit.actor);
        if (view instanceof LinkView.Linked) {
            enrolments.invitations().consume(visit.link, visit.account.id(), visit.actor);
        }
        return view;
    }

    private Reply consent(Visit visit) throws IOException {
        Map<String, String> form = visit.request.form();
        Notice notice = enrolments.settings().notice();
        String name = form.getOrDefault("name", "").strip();
        if (name.isEmpty()
                || name.length() > Account.LONGEST_NAME
                || !"yes".equals(form.get("agree"))) {
            return Reply.html(
                    400,
                    pages.consent(
                            visit.link,
                            visit.account,
                            "Please give your full name and tick the box, or close this page."));
        }
        if (!notice.digest().sha256().equals(form.get("notice"))) {
            return Reply.html(
                    409,
                    pages.consent(
                            visit.link,
                            visit.account,
                            "The notice was changed while you read it. Please read it again."));
        }
        if (!consents.holds(visit.account.id())) {
            consents.record(visit.account.id(), given(visit, name, notice), visit.actor);
        }
        if (visit.account.method() instanceof CaptureMethod.Linked) {
            return start(visit);
        }
        enrolments.invitations().consume(visit.link, visit.account.id(), visit.actor);
        return Reply.html(200, pages.done());
    }

    private static Consents.Given given(Visit visit, String name, Notice notice) {
        String browser = visit.request.header("user-agent").orElse("");
        return new Consents.Given(
                name.replaceAll("\\p{Cntrl}", " "),
                Consent.How.LINK,
                notice,
                visit.request.remoteAddress(),
                browser.substring(0, Math.min(browser.length(), LONGEST_BROWSER)));
    }

    private Reply start(Visit visit) {
        return step(
                visit,
                () ->
                        enrolments
                                .linking()
                                .start(accounts.require(visit.account.id()), visit.actor));
    }

    private Reply passkey(Visit visit) throws IOException {
        String credential = visit.request.form().getOrDefault("credential", "");
        try {
            if (!JsonMapper.shared().readTree(credential).isObject()) {
                return notJson();
            }
        } catch (JacksonException _) {
            return notJson();
        }
        return step(visit, () -> enrolments.linking().answerPasskey(visit.account, credential));
    }

    private Reply notJson() {
        return Reply.html(
                400,
                pages.message(
                        "Not an answer of a passkey",
                        "It begins with { and ends with }. Go back and paste all of it."));
    }

    private Reply confirm(Visit visit) {
        return step(visit, () -> enrolments.linking().confirmPasskey(visit.account));
    }

    /// Does something at the gateway and goes back to the page that shows what became of it.
    private Reply step(Visit visit, Runnable work) {
        try {
            work.run();
        } catch (WharfException failure) {
            boolean later = failure.code().kind() == ErrorKind.TRANSIENT;
            return Reply.html(
                    later ? 503 : 409,
                    pages.message(
                            later ? "Not now" : "Not possible",
                            later
                                    ? "The program that links phones cannot be reached. Go back and try"
                                            + " again in a minute."
                                    : "Linking is not possible at present. Tell "
                                            + enrolments.settings().contact()
                                            + "."));
        }
        return Reply.empty(303).with("Location", "/enrol/" + visit.link);
    }

    private static Reply file(String name, String type) throws IOException {
        try (InputStream in = EnrolmentRoutes.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return Reply.of(200, type + "; charset=utf-8", in.readAllBytes());
        }
    }

    /// The address holds a secret: it is told to nobody and kept by nobody.
    private static Reply guarded(Reply reply) {
        return reply.with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "no-referrer")
                .with("Cache-Control", "no-store")
                .with("X-Content-Type-Options", "nosniff")
                .with("X-Frame-Options", "DENY")
                .with("X-Robots-Tag", "noindex, nofollow");
    }
}
