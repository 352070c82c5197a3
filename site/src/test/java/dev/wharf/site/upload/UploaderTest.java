package dev.wharf.site.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.key.Secret;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.Consent;
import dev.wharf.site.account.Consents;
import dev.wharf.site.http.Access;
import dev.wharf.site.http.Caller;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Route;
import dev.wharf.site.testing.TestRequest;
import dev.wharf.site.testing.TestSite;
import dev.wharf.store.key.RecordCipher;
import dev.wharf.testkit.MemoryJournal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/// A phone hands in for the account that its credential is bound to, and for no other.
class UploaderTest {
    private static final String SHA256 =
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir private Path folder;
    private final MemoryJournal journal = new MemoryJournal();
    private TestSite site;
    private UploadStore uploads;
    private List<Route> routes;
    private Account ana;
    private Account boss;

    @BeforeEach
    void open() {
        site = new TestSite(folder);
        ana = site.linked("ana", "+447700900001");
        boss = site.linked("boss", "+447700900002");
        uploads =
                new UploadStore(
                        folder.resolve("uploads"),
                        journal,
                        new RecordCipher(Secret.copyOf(new byte[32])),
                        new SecureRandom(),
                        site.clock);
        routes = new UploadRoutes(uploads, site.accounts::find).routes();
    }

    @AfterEach
    void close() {
        uploads.close();
        site.close();
    }

    @Test
    void itsCapturesAreItsAccountsWhateverItSays() {
        String plan = plan("ANDROID_BACKUP", "\"account\":\"%s\"".formatted(boss.id()));

        String upload = "/v1/uploads/" + phone(ana, Method.POST, "/v1/uploads", plan).member("id");
        phone(ana, Method.PUT, upload + "?offset=0", "hello");
        assertThat(phone(ana, Method.POST, upload + "/complete", "").status()).isEqualTo(200);

        CaptureRecord record = journal.feed().after(0, 10).getFirst();
        assertThat(record.envelope().source()).isEqualTo(SourceKind.ANDROID_BACKUP);
        assertThat(record.envelope().account()).isEqualTo(ana.id());
        assertThat(record.envelope().options()).isEqualTo(Map.of("owner", ana.email().value()));
    }

    @Test
    void itNamesNeitherAnOwnerNorAKeyNorAnotherKindOfSource() {
        for (String plan :
                List.of(
                        plan("ANDROID_BACKUP", "\"options\":{\"owner\":\"boss@corp.example\"}"),
                        plan("ANDROID_BACKUP", "\"options\":{\"key\":\"00\"}"),
                        plan("CLOUD_API", "\"options\":{}"),
                        plan("LINKED_DEVICE", "\"options\":{}"),
                        plan("ARCHIVE_MAIL", "\"options\":{}"),
                        "{\"name\":\"a\",\"source\":\"ANDROID_BACKUP\",\"size\":5}")) {
            assertThat(phone(ana, Method.POST, "/v1/uploads", plan).status())
                    .as(plan)
                    .isEqualTo(400);
        }
        assertThat(
                        phone(
                                        ana,
                                        Method.POST,
                                        "/v1/uploads",
                                        plan("CHAT_EXPORT", "\"options\":{\"zone\":\"UTC\"}"))
                                .status())
                .isEqualTo(201);
    }

    @Test
    void nothingIsTakenBeforeConsentOrAfterTheAccountEnded() {
        Account waiting = site.enrol("new", TestSite.LINKED, "+447700900003");
        String plan = plan("ANDROID_BACKUP", "\"options\":{}");
        assertThat(phone(waiting, Method.POST, "/v1/uploads", plan).status()).isEqualTo(403);
        site.consents.record(
                waiting.id(),
                new Consents.Given("new", Consent.How.RECORDED, TestSite.NOTICE, null, null),
                TestSite.ADMIN);
        String upload =
                "/v1/uploads/" + phone(waiting, Method.POST, "/v1/uploads", plan).member("id");
        phone(waiting, Method.PUT, upload + "?offset=0", "hello");

        site.accounts.disable(waiting.id(), "left", TestSite.ADMIN);

        assertThat(phone(waiting, Method.POST, upload + "/complete", "").status()).isEqualTo(403);
        assertThat(journal.feed().after(0, 10)).isEmpty();
    }

    @Test
    void aConnectorsUploadForAnAccountIsForItsMailbox() {
        String plan = plan("CHAT_EXPORT", "\"account\":\"%s\"".formatted(ana.id()));
        Caller connector = new Caller("archive", Access.CONNECTOR, "s2");
        String upload =
                "/v1/uploads/" + send(connector, Method.POST, "/v1/uploads", plan).member("id");
        send(connector, Method.PUT, upload + "?offset=0", "hello");
        send(connector, Method.POST, upload + "/complete", "");

        assertThat(journal.feed().after(0, 10).getFirst().envelope().options())
                .containsEntry("owner", ana.email().value());
        assertThat(
                        send(
                                        connector,
                                        Method.POST,
                                        "/v1/uploads",
                                        plan("CHAT_EXPORT", "\"account\":\"a99\""))
                                .status())
                .isEqualTo(400);
    }

    private TestRequest.Answer phone(Account account, Method method, String path, String body) {
        Caller caller = new Caller("phone", Access.UPLOADER, "s1", account.id());
        return send(caller, method, path, body);
    }

    private TestRequest.Answer send(Caller caller, Method method, String path, String body) {
        return TestRequest.of(method, path, body).as(caller).sendTo(routes);
    }

    private static String plan(String source, String more) {
        return "{\"name\":\"msgstore.db.crypt15\",\"source\":\"%s\",\"size\":5,\"sha256\":\"%s\",%s}"
                .formatted(source, SHA256, more);
    }
}
