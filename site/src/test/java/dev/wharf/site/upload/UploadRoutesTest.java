package dev.wharf.site.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.key.Secret;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.AccountState;
import dev.wharf.site.account.CaptureMethod;
import dev.wharf.site.http.LoopbackRoutes;
import dev.wharf.store.key.RecordCipher;
import dev.wharf.testkit.MemoryJournal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

class UploadRoutesTest {
    @TempDir private Path folder;

    @Test
    void anUploadGoesItsWayOverHttp() throws Exception {
        MemoryJournal journal = new MemoryJournal();
        try (UploadStore store = store(journal);
                LoopbackRoutes server =
                        new LoopbackRoutes(
                                new UploadRoutes(store, UploadRoutesTest::account).routes());
                HttpClient client = HttpClient.newHttpClient()) {
            Asked asked = new Asked(server.base(), client);
            String plan = "{\"name\":\"a.zip\",\"source\":\"CHAT_EXPORT\",\"size\":5";

            assertThat(asked.status("POST", "/v1/uploads", "not json")).isEqualTo(400);
            assertThat(asked.status("POST", "/v1/uploads", plan + ",\"account\":\"a2\"}"))
                    .isEqualTo(400);
            String id =
                    asked.json(201, "POST", "/v1/uploads", plan + ",\"account\":\"a1\"}")
                            .path("id")
                            .stringValue();
            String upload = "/v1/uploads/" + id;
            assertThat(asked.status("PUT", upload, "hel")).isEqualTo(400);
            assertThat(offset(asked.json(200, "PUT", upload + "?offset=0", "hel"))).isEqualTo(3);
            assertThat(offset(asked.json(409, "PUT", upload + "?offset=0", "hel"))).isEqualTo(3);
            assertThat(offset(asked.json(409, "POST", upload + "/complete", ""))).isEqualTo(3);
            assertThat(offset(asked.json(200, "GET", upload, ""))).isEqualTo(3);
            assertThat(offset(asked.json(200, "PUT", upload + "?offset=3", "lo"))).isEqualTo(5);
            JsonNode captured = asked.json(200, "POST", upload + "/complete", "");

            assertThat(captured.path("sequence").longValue()).isEqualTo(1);
            assertThat(captured.path("sha256").stringValue())
                    .startsWith("2cf24dba5fb0a30e26e83b2ac5b9e29e");
            assertThat(asked.status("GET", "/v1/uploads/nothing", "")).isEqualTo(404);
        }
    }

    private static Optional<Account> account(String id) {
        return Optional.of(
                        new Account(
                                "a1",
                                "Ana",
                                new EmailAddress("ana@corp.example"),
                                "",
                                AccountState.ACTIVE,
                                new CaptureMethod.Upload(),
                                List.of(),
                                Instant.EPOCH))
                .filter(account -> account.id().equals(id));
    }

    private UploadStore store(MemoryJournal journal) {
        return new UploadStore(
                folder,
                journal,
                new RecordCipher(Secret.copyOf(new byte[32])),
                new SecureRandom(),
                Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC));
    }

    private static long offset(JsonNode state) {
        return state.required("offset").longValue();
    }

    private record Asked(URI base, HttpClient client) {

        int status(String method, String path, String body) throws Exception {
            return ask(method, path, body).statusCode();
        }

        JsonNode json(int status, String method, String path, String body) throws Exception {
            HttpResponse<String> answer = ask(method, path, body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            return JsonMapper.shared().readTree(answer.body());
        }

        private HttpResponse<String> ask(String method, String path, String body) throws Exception {
            return client.send(
                    HttpRequest.newBuilder(URI.create(base + path))
                            .header("Authorization", "Bearer x")
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
