package dev.wharf.site.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.site.api.Actors;
import dev.wharf.site.audit.AuditRoutes;
import dev.wharf.site.http.Route;
import dev.wharf.site.testing.TestRequest;
import dev.wharf.site.testing.TestRequest.Answer;
import dev.wharf.site.testing.TestSite;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

class SecretRoutesTest {
    @TempDir Path directory;
    private TestSite site;
    private List<Route> routes;

    @BeforeEach
    void open() {
        site = new TestSite(directory);
        SourceSecrets secrets =
                new SourceSecrets(
                        site.database,
                        site.audit,
                        SiteKey.open(directory, site.database, new SecureRandom()),
                        site.clock);
        routes = new ArrayList<>(new SecretRoutes(secrets, new Actors("host")).routes());
        routes.addAll(new AuditRoutes(site.audit).routes());
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aSecretGoesInAndNeverComesOut() {
        Answer put = post("/v1/secrets", "{\"name\":\"gateway/waha/key\",\"value\":\"canary\"}");
        Answer list = TestRequest.get("/v1/secrets").sendTo(routes);
        Answer audit = TestRequest.get("/v1/audit").sendTo(routes);

        assertThat(put.text()).isEqualTo("{\"version\":1}");
        assertThat(list.text()).contains("gateway/waha/key");
        assertThat(audit.text()).contains("version 1 added").contains("gateway/waha/key");
        assertThat(put.text() + list.text() + audit.text()).doesNotContain("canary");
    }

    @Test
    void aVersionIsRetiredOnce() {
        post("/v1/secrets", "{\"name\":\"smtp/password\",\"value\":\"x\"}");
        String retirement = "{\"name\":\"smtp/password\",\"version\":\"1\"}";

        assertThat(post("/v1/secrets/retirement", retirement).status()).isEqualTo(204);
        assertThat(post("/v1/secrets/retirement", retirement).status()).isEqualTo(404);
    }

    @Test
    void theAuditIsReadBehindASequenceAndVerified() {
        post("/v1/secrets", "{\"name\":\"smtp/password\",\"value\":\"x\"}");

        assertThat(TestRequest.get("/v1/audit?after=1").sendTo(routes).text())
                .isEqualTo("{\"entries\":[]}");
        assertThat(TestRequest.get("/v1/audit/verification").sendTo(routes).text())
                .isEqualTo("{\"whole\":true}");
        site.database.write(sql -> sql.update("UPDATE audit SET entry = 'x'"));
        assertThat(TestRequest.get("/v1/audit/verification").sendTo(routes).text())
                .contains("\"first_broken\":1");
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        assertThat(post("/v1/secrets", "{\"name\":\"../x\",\"value\":\"y\"}").status())
                .isEqualTo(400);
    }

    private Answer post(String path, String body) {
        return TestRequest.post(path, body).sendTo(routes);
    }
}
