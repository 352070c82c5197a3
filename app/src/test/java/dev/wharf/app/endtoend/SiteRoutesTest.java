package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.app.server.OpenApiAgreement;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.site.account.MethodForm;
import dev.wharf.site.account.NewAccount;
import dev.wharf.site.http.Access;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Route;
import dev.wharf.testkit.MemoryKeyVault;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Every way into a site that runs, and what strangers find there.
class SiteRoutesTest {
    private static final Set<Integer> CLOSED = Set.of(401, 403, 404, 405);

    /// Where servers of all kinds have told too much.
    private static final List<String> DIAGNOSTICS =
            List.of(
                    "/",
                    "/.env",
                    "/.git/HEAD",
                    "/.git/config",
                    "/actuator",
                    "/actuator/env",
                    "/actuator/heapdump",
                    "/actuator/prometheus",
                    "/admin",
                    "/console",
                    "/debug",
                    "/debug/pprof/",
                    "/env",
                    "/heapdump",
                    "/health",
                    "/hprof",
                    "/jmx",
                    "/jolokia",
                    "/manage/heapdump",
                    "/management/heapdump",
                    "/manager/html",
                    "/server-status",
                    "/swagger-ui.html",
                    "/threaddump",
                    "/trace",
                    "/v1/heapdump",
                    "/v3/api-docs",
                    "/WEB-INF/web.xml");

    private static final List<String> HEALTH = List.of("/health/live", "/health/ready", "/metrics");

    @TempDir private Path folder;
    private Map<Access, String> passwords;
    private RunningSite site;
    private SiteCalls health;
    private int asked;

    @BeforeEach
    void running() throws IOException {
        PreparedSite prepared = new PreparedSite(folder.resolve("home"), new MemoryKeyVault());
        // So that every request has an address of its own, and no limit hides what is behind it.
        prepared.with("WHARF_SITE_PROXIES", "127.0.0.1/32");
        passwords = prepared.firstStart();
        site = new RunningSite(prepared);
        health = new SiteCalls(site.process.healthAddress());
    }

    @AfterEach
    void end() {
        health.close();
        site.close();
    }

    @Test
    void theDocumentSaysWhatIsServedAndNothingElse() throws IOException {
        assertThat(OpenApiAgreement.complaints(site.process.routes())).isEmpty();
    }

    @Test
    void withoutCredentialsThereIsNothingButTheWayIn() throws Exception {
        Map<String, Integer> open = new TreeMap<>();
        for (String path : paths()) {
            for (Method method : Method.values()) {
                int status = status(site.calls, method, path, null);
                if (!CLOSED.contains(status)) {
                    open.put(method + " " + path, status);
                }
            }
        }

        // An empty sign-in is no JSON.
        assertThat(open).isEqualTo(Map.of("POST /v1/sign-in", 400));
    }

    @Test
    void aConnectorsTokenOpensNothingOfAdministrators() throws Exception {
        assertThat(opened(Access.ADMINISTRATOR, token("archive", Access.CONNECTOR))).isEmpty();
    }

    @Test
    void anAdministratorsTokenOpensNothingOfConnectors() throws Exception {
        assertThat(opened(Access.CONNECTOR, token("admin", Access.ADMINISTRATOR))).isEmpty();
    }

    @Test
    void anUploadersTokenOpensUploadsAndNothingElse() throws Exception {
        var account =
                site.open
                        .accounts()
                        .enrol(
                                new NewAccount(
                                        "Ana",
                                        new EmailAddress("ana@corp.example"),
                                        "",
                                        new MethodForm("upload", Map.of()),
                                        List.of()),
                                PreparedSite.ACTOR);
        var issued =
                site.open
                        .credentials()
                        .create("phone-ana", Access.UPLOADER, account.id(), PreparedSite.ACTOR);
        String password = new String(issued.password().bytes(), StandardCharsets.US_ASCII);
        String token = site.calls.signIn("phone-ana", password);

        assertThat(opened(Access.ADMINISTRATOR, token)).isEmpty();
        assertThat(opened(Access.CONNECTOR, token)).isEmpty();
        assertThat(opened(Access.UPLOADER, token).keySet())
                .containsExactlyInAnyOrder(
                        "POST /v1/uploads",
                        "PUT /v1/uploads/{id}",
                        "GET /v1/uploads/{id}",
                        "POST /v1/uploads/{id}/complete");
        assertThat(opened(Access.UPLOADER, token("admin", Access.ADMINISTRATOR))).isEmpty();

        site.open.credentials().revoke("phone-ana", PreparedSite.ACTOR);

        assertThat(opened(Access.UPLOADER, token)).isEmpty();
    }

    private String token(String name, Access role) throws IOException, InterruptedException {
        return site.calls.signIn(name, passwords.getOrDefault(role, ""));
    }

    private Map<String, Integer> opened(Access access, String token) throws Exception {
        Map<String, Integer> opened = new TreeMap<>();
        List<Route> routes =
                site.process.routes().stream().filter(route -> route.access() == access).toList();
        assertThat(routes).isNotEmpty();
        for (Route route : routes) {
            int status = status(site.calls, route.method(), route.path(), token);
            if (status != 401 && status != 403) {
                opened.put(route.method() + " " + route.path(), status);
            }
        }
        return opened;
    }

    @Test
    void noDiagnosticPathLeadsAnywhere() throws Exception {
        for (SiteCalls listener : List.of(site.calls, health)) {
            for (String path : DIAGNOSTICS) {
                HttpResponse<String> answer = listener.send("GET", path, null, "");
                assertThat(answer.statusCode()).as(path).isEqualTo(404);
                assertThat(answer.body()).as(path).isEmpty();
            }
        }
    }

    @Test
    void healthAndMetricsAreOnTheirOwnListenerAndNothingElseIs() throws Exception {
        for (String path : HEALTH) {
            assertThat(status(health, Method.GET, path, null)).as(path).isIn(200, 503);
            assertThat(status(site.calls, Method.GET, path, null)).as(path).isEqualTo(404);
        }
        String administrator = token("admin", Access.ADMINISTRATOR);
        for (String path : paths()) {
            assertThat(status(health, Method.GET, path, administrator)).as(path).isEqualTo(404);
        }
    }

    private List<String> paths() {
        return site.process.routes().stream().map(Route::path).distinct().toList();
    }

    /// With something in the place of every name.
    private int status(SiteCalls listener, Method method, String template, @Nullable String token)
            throws IOException, InterruptedException {
        String path = URI.create(template.replaceAll("\\{[^}]*}", "1")).getPath();
        String from = "198.51.%d.%d".formatted(asked / 200, asked++ % 200);
        return listener.send(method.name(), path, token, "", "X-Forwarded-For", from).statusCode();
    }
}
