package dev.wharf.site.account;

import static dev.wharf.site.http.Access.ADMINISTRATOR;
import static dev.wharf.site.http.Route.NO_BODY;
import static dev.wharf.site.http.Route.SMALL;

import dev.wharf.core.directory.User;
import dev.wharf.core.ledger.Actor;
import dev.wharf.site.api.Actors;
import dev.wharf.site.api.JsonBody;
import dev.wharf.site.http.Handler;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Request;
import dev.wharf.site.http.Route;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Enrolling people and changing what is known of them.
public final class AccountRoutes {
    private static final long MOST_CSV = 8L << 20;

    private final Accounts accounts;
    private final AccountsImport files;
    private final Actors actors;

    public AccountRoutes(Accounts accounts, AccountsImport files, Actors actors) {
        this.accounts = accounts;
        this.files = files;
        this.actors = actors;
    }

    public List<Route> routes() {
        return List.of(
                get("/v1/accounts", "Lists the enrolled accounts", _ -> list()),
                get("/v1/accounts/{account}", "Shows an account", this::show),
                post("/v1/accounts", "Enrols somebody", this::enrol),
                new Route(
                        Method.PUT,
                        "/v1/accounts/{account}",
                        ADMINISTRATOR,
                        SMALL,
                        "Changes an account's name, e-mail address or label",
                        this::rename),
                post("/v1/accounts/{account}/numbers", "Gives an account a number", this::assign),
                post(
                        "/v1/accounts/{account}/numbers/end",
                        "Says on which day a number was an account's for the last time",
                        this::end),
                post(
                        "/v1/numbers/reassignment",
                        "Takes a number from one account and gives it to another from a day on",
                        this::reassign),
                new Route(
                        Method.PUT,
                        "/v1/accounts/{account}/method",
                        ADMINISTRATOR,
                        SMALL,
                        "Changes how an account is captured",
                        this::recapture),
                post(
                        "/v1/accounts/{account}/disabling",
                        "Ends the capture of an account; what was captured stays",
                        this::disable),
                post(
                        "/v1/accounts/{account}/re-enrolment",
                        "Enrols a disabled account again, as the same person",
                        this::reenrol),
                new Route(
                        Method.POST,
                        "/v1/accounts-file",
                        ADMINISTRATOR,
                        MOST_CSV,
                        "Enrols whom a CSV file names, all or nobody; dry_run=true only says what"
                                + " it would do",
                        this::load),
                get(
                        "/v1/users-file",
                        "The accounts as the users file for the archive's mapping",
                        _ -> users()));
    }

    private static Route get(String path, String summary, Handler handler) {
        return new Route(Method.GET, path, ADMINISTRATOR, NO_BODY, summary, handler);
    }

    private static Route post(String path, String summary, Handler handler) {
        return new Route(Method.POST, path, ADMINISTRATOR, SMALL, summary, handler);
    }

    private Reply list() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ArrayNode list = json.putArray("accounts");
        accounts.all().forEach(account -> list.add(AccountJson.of(account)));
        return Reply.json(200, json);
    }

    private Reply show(Request request) {
        return shown(200, accounts.require(request.path("account")));
    }

    private static Reply shown(int status, Account account) {
        return Reply.json(status, AccountJson.of(account));
    }

    private Reply enrol(Request request) throws IOException {
        Set<String> members = new HashSet<>(MethodForm.FIELDS);
        members.addAll(Set.of("name", "email", "label", "method", "numbers"));
        JsonBody body = JsonBody.of(request, members);
        NewAccount fresh =
                new NewAccount(
                        body.text("name"),
                        body.email("email"),
                        label(body),
                        form(body),
                        body.objects("numbers").stream().map(AccountRoutes::line).toList());
        return shown(201, accounts.enrol(fresh, actors.caller(request)));
    }

    private static String label(JsonBody body) {
        String label = body.textOrNull("label");
        return label == null ? "" : label;
    }

    private static MethodForm form(JsonBody body) {
        Map<String, String> fields = new TreeMap<>();
        for (String field : MethodForm.FIELDS) {
            String value = body.textOrNull(field);
            if (value != null) {
                fields.put(field, value);
            }
        }
        return new MethodForm(body.text("method"), fields);
    }

    private static User.Line line(JsonBody body) {
        body.refuseOthers(Set.of("phone", "from", "until"));
        LocalDate from = body.dayOrNull("from");
        LocalDate until = body.dayOrNull("until");
        if (from != null && until != null && until.isBefore(from)) {
            throw JsonBody.refused("until is before from");
        }
        return new User.Line(body.phone("phone"), from, until);
    }

    private Reply rename(Request request) throws IOException {
        JsonBody body = JsonBody.of(request, Set.of("name", "email", "label"));
        return shown(
                200,
                accounts.rename(
                        request.path("account"),
                        body.text("name"),
                        body.email("email"),
                        label(body),
                        actors.caller(request)));
    }

    private Reply assign(Request request) throws IOException {
        User.Line line = line(JsonBody.of(request, Set.of("phone", "from", "until")));
        return shown(200, accounts.assign(request.path("account"), line, actors.caller(request)));
    }

    private Reply end(Request request) throws IOException {
        JsonBody body = JsonBody.of(request, Set.of("phone", "last"));
        return shown(
                200,
                accounts.end(
                        request.path("account"),
                        body.phone("phone"),
                        day("last", body),
                        actors.caller(request)));
    }

    private Reply reassign(Request request) throws IOException {
        JsonBody body = JsonBody.of(request, Set.of("phone", "from_account", "to_account", "day"));
        return shown(
                200,
                accounts.reassign(
                        body.phone("phone"),
                        body.text("from_account"),
                        body.text("to_account"),
                        day("day", body),
                        actors.caller(request)));
    }

    private static LocalDate day(String member, JsonBody body) {
        @Nullable LocalDate day = body.dayOrNull(member);
        if (day == null) {
            throw JsonBody.refused(member + " is missing");
        }
        return day;
    }

    private Reply recapture(Request request) throws IOException {
        Set<String> members = new HashSet<>(MethodForm.FIELDS);
        members.add("method");
        MethodForm form = form(JsonBody.of(request, members));
        return shown(
                200, accounts.recapture(request.path("account"), form, actors.caller(request)));
    }

    private Reply disable(Request request) throws IOException {
        String reason = JsonBody.of(request, Set.of("reason")).text("reason");
        return shown(
                200, accounts.disable(request.path("account"), reason, actors.caller(request)));
    }

    private Reply reenrol(Request request) {
        return shown(200, accounts.reenrol(request.path("account"), actors.caller(request)));
    }

    private Reply load(Request request) throws IOException {
        boolean dryRun = request.query("dry_run").filter("true"::equals).isPresent();
        Actor actor = actors.caller(request);
        AccountsImport.Report report =
                files.run("the accounts file", request.bytes(), dryRun, actor);
        ObjectNode json =
                JsonMapper.shared()
                        .createObjectNode()
                        .put("dry_run", report.dryRun())
                        .put("enrolled", report.enrolled().size())
                        .put("changed", report.changed().size())
                        .put("same", report.same());
        if (!dryRun) {
            ArrayNode ids = json.putArray("accounts");
            report.enrolled().forEach(ids::add);
        }
        return Reply.json(200, json);
    }

    private Reply users() {
        return Reply.of(
                200,
                "text/csv; charset=utf-8",
                UsersExport.csv(accounts.all()).getBytes(StandardCharsets.UTF_8));
    }
}
