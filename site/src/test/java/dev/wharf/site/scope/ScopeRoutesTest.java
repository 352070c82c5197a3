package dev.wharf.site.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.site.account.Account;
import dev.wharf.site.api.Actors;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Route;
import dev.wharf.site.secret.SiteKey;
import dev.wharf.site.testing.TestRequest;
import dev.wharf.site.testing.TestRequest.Answer;
import dev.wharf.site.testing.TestSite;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

class ScopeRoutesTest {
    @TempDir Path directory;
    private TestSite site;
    private Exclusions exclusions;
    private List<Route> routes;
    private String path;

    @BeforeEach
    void open() {
        site = new TestSite(directory);
        Account zoe = site.enrol("zoe", TestSite.cloud("77"), "+447700900001");
        path = "/v1/accounts/" + zoe.id();
        exclusions =
                new Exclusions(
                        site.database,
                        SiteKey.open(directory, site.database, new SecureRandom()),
                        site.clock,
                        Duration.ofDays(30));
        Scopes scopes = new Scopes(site.database, site.accounts, site.audit, site.clock);
        routes = new ScopeRoutes(scopes, site.accounts, exclusions, new Actors("host")).routes();
        exclusions.note(zoe.id(), "number excluded", Updates.direct("77", "+12125550100"));
        exclusions.settle();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aScopeIsSetWithItsReason() {
        Answer set =
                put(
                        """
                        {"scope":{"groups":["1@g.us"],"never":["+1 212 555 0100"],"from":"2026-03-01"},
                         "reason":"works council"}
                        """);

        assertThat(set.text())
                .contains("\"groups\":[\"1@g.us\"]")
                .contains("\"never\":[\"+12125550100\"]")
                .contains("\"from\":\"2026-03-01T00:00:00Z\"")
                .contains("\"history\":false");
        assertThat(TestRequest.get(path + "/scope").sendTo(routes).text()).isEqualTo(set.text());
        assertThat(site.audit.after(0, 10).getLast().act().reason()).isEqualTo("works council");
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        assertThat(put("{\"scope\":{\"group\":\"all\"},\"reason\":\"x\"}").status()).isEqualTo(400);
        assertThat(put("{\"scope\":{\"groups\":\"some\"},\"reason\":\"x\"}").status())
                .isEqualTo(400);
        assertThat(put("{\"scope\":{\"groups\":[\"Family\"]},\"reason\":\"x\"}").text())
                .contains("by address");
        assertThat(put("{\"scope\":{}}").text()).contains("reason is missing");
    }

    @Test
    void whatWasLeftOutIsCountedAndProvedToWhoKnowsIt() {
        assertThat(TestRequest.get(path + "/exclusions").sendTo(routes).text())
                .contains("\"rule\":\"number excluded\"")
                .contains("\"updates\":1")
                .doesNotContain("12125550100");
        assertThat(proof("ID1")).contains("number excluded");
        assertThat(proof("ID2")).isEqualTo("{\"left_out\":[]}");
    }

    private String proof(String id) {
        return TestRequest.post(
                        "/v1/exclusions/proof",
                        "{\"chat\":\"12125550100@s.whatsapp.net\",\"id\":\"" + id + "\"}")
                .sendTo(routes)
                .text();
    }

    private Answer put(String body) {
        return TestRequest.of(Method.PUT, path + "/scope", body).sendTo(routes);
    }
}
