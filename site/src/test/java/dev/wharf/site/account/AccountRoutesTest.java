package dev.wharf.site.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.site.api.Actors;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Route;
import dev.wharf.site.testing.TestRequest;
import dev.wharf.site.testing.TestRequest.Answer;
import dev.wharf.site.testing.TestSite;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class AccountRoutesTest {
    private static final String ZOE =
            """
            {"name":"Zoe","email":"zoe@corp.example","method":"LINKED","gateway":"waha",
             "numbers":[{"phone":"+44 7700 900001","from":"2026-01-01"}]}
            """;

    @TempDir Path directory;
    private TestSite site;
    private List<Route> routes;

    @BeforeEach
    void open() {
        site = new TestSite(directory);
        Actors actors = new Actors("host");
        routes =
                new ArrayList<>(
                        new AccountRoutes(
                                        site.accounts,
                                        new AccountsImport(site.database, site.accounts),
                                        actors)
                                .routes());
        routes.addAll(new ConsentRoutes(site.accounts, site.consents, actors).routes());
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void somebodyIsEnrolledShownAndListed() {
        Answer enrolled = TestRequest.post("/v1/accounts", ZOE).sendTo(routes);
        String id = enrolled.member("id");

        assertThat(enrolled.status()).isEqualTo(201);
        assertThat(get("/v1/accounts/" + id).text()).isEqualTo(enrolled.text());
        assertThat(get("/v1/accounts").text()).contains(enrolled.text());
        assertThat(enrolled.member("session")).isEqualTo(id);
        assertThat(site.audit.after(0, 10).getFirst().act().actor().id()).isEqualTo("admin");
    }

    @Test
    void whatIsWrongIsNamedByMember() {
        assertThat(post("/v1/accounts", ZOE.replace("\"gateway\":\"waha\",", "")).text())
                .contains("gateway: empty");
        assertThat(post("/v1/accounts", ZOE.replace("+44 7700 900001", "12")).text())
                .contains("phone is not a phone number");
        assertThat(post("/v1/accounts", ZOE.replace("\"from\"", "\"form\"")).status())
                .isEqualTo(400);
        assertThat(get("/v1/accounts/a99").status()).isEqualTo(404);
    }

    @Test
    void aNumberGoesFromOneToAnother() {
        String zoe = post("/v1/accounts", ZOE).member("id");
        String bob =
                post(
                                "/v1/accounts",
                                "{\"name\":\"Bob\",\"email\":\"bob@corp.example\",\"method\":\"export\"}")
                        .member("id");

        Answer moved =
                post(
                        "/v1/numbers/reassignment",
                        """
                        {"phone":"+447700900001","from_account":"%s","to_account":"%s","day":"2026-03-01"}
                        """
                                .formatted(zoe, bob));

        assertThat(moved.member("phone")).isEqualTo("+447700900001");
        assertThat(get("/v1/accounts/" + zoe).text()).contains("\"until\":\"2026-02-28\"");
    }

    @Test
    void aFileIsTriedAndThenLoaded() {
        String csv = "name,email,phone,method\nZoe,zoe@corp.example,,export\n";

        assertThat(post("/v1/accounts-file?dry_run=true", csv).text()).contains("\"enrolled\":1");
        assertThat(site.accounts.all()).isEmpty();
        assertThat(post("/v1/accounts-file", csv).text()).contains("\"accounts\":[\"a1\"]");
        assertThat(get("/v1/users-file").text())
                .isEqualTo("name,phone,email,from,until\nZoe,,zoe@corp.example,,\n");
    }

    @Test
    void consentOnPaperActivatesAndItsWithdrawalDisables() {
        String zoe = post("/v1/accounts", ZOE).member("id");
        Answer recorded =
                post(
                        "/v1/accounts/" + zoe + "/consents",
                        "{\"signed\":\"Zoe Ray\",\"version\":\"1\",\"notice\":\"We archive.\"}");
        assertThat(get("/v1/accounts/" + zoe).member("state")).isEqualTo("ACTIVE");
        assertThat(get("/v1/notices/" + recorded.member("notice")).text()).contains("We archive.");

        post("/v1/accounts/" + zoe + "/consents/withdrawal", "{\"how\":\"letter\"}");

        assertThat(get("/v1/accounts/" + zoe).member("state")).isEqualTo("DISABLED");
        assertThat(get("/v1/accounts/" + zoe + "/consents").member("withdrawal"))
                .isEqualTo("letter");
    }

    @Test
    void theRestOfALife() {
        String zoe = post("/v1/accounts", ZOE).member("id");
        String path = "/v1/accounts/" + zoe;

        put(path, "{\"name\":\"Zoe Ray\",\"email\":\"ray@corp.example\"}");
        post(path + "/numbers/end", "{\"phone\":\"+447700900001\",\"last\":\"2026-02-01\"}");
        post(path + "/numbers", "{\"phone\":\"+447700900002\",\"from\":\"2026-02-02\"}");
        post(path + "/disabling", "{\"reason\":\"leave\"}");
        post(path + "/re-enrolment", "");
        Answer changed = put(path + "/method", "{\"method\":\"upload\"}");

        assertThat(changed.member("method")).isEqualTo("upload");
        assertThat(changed.member("name")).isEqualTo("Zoe Ray");
        assertThat(changed.text()).contains("+447700900002");
        assertThat(site.audit.after(0, 100)).hasSize(7);
    }

    private Answer get(String path) {
        return TestRequest.get(path).sendTo(routes);
    }

    private Answer post(String path, String body) {
        return TestRequest.post(path, body).sendTo(routes);
    }

    private Answer put(String path, String body) {
        return TestRequest.of(Method.PUT, path, body).sendTo(routes);
    }
}
