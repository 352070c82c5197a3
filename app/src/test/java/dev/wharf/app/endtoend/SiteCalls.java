package dev.wharf.app.endtoend;

import dev.wharf.testkit.SignedWebhooks;
import dev.wharf.testkit.linked.FakeGateway;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// What Meta, administrators and monitors ask a running site, over HTTP. For many threads.
final class SiteCalls implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI site;

    SiteCalls(URI site) {
        this.site = site;
    }

    /// Meta delivers a webhook.
    ///
    /// @return the status it is answered with
    int deliver(byte[] body) throws IOException, InterruptedException {
        byte[] secret = CloudNumber.APP_SECRET.getBytes(StandardCharsets.UTF_8);
        return deliver(body, SignedWebhooks.sign(body, secret));
    }

    int deliver(byte[] body, String signature) throws IOException, InterruptedException {
        HttpRequest request =
                to("/webhook/cloud/" + CloudNumber.HOOK)
                        .header("X-Hub-Signature-256", signature)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /// @return the token
    String signIn(String name, String password) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                send("POST", "/v1/sign-in", null, json(Map.of("name", name, "password", password)));
        if (answer.statusCode() != 200) {
            throw new IOException("not signed in: " + answer.statusCode());
        }
        return JsonMapper.shared().readTree(answer.body()).path("token").stringValue();
    }

    static String json(Map<String, ?> members) {
        return JsonMapper.shared().writeValueAsString(members);
    }

    /// A gateway delivers a webhook.
    int deliver(String gateway, FakeGateway.Delivery delivery)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                to("/webhook/linked/" + gateway)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()));
        delivery.headers().forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    String page(String path) throws IOException, InterruptedException {
        return send("GET", path, null, "").body();
    }

    /// What must go well.
    JsonNode done(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, path, token, body);
        if (answer.statusCode() >= 300) {
            throw new IOException(
                    "%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
        }
        return answer.body().isEmpty()
                ? JsonMapper.shared().createObjectNode()
                : JsonMapper.shared().readTree(answer.body());
    }

    HttpResponse<String> send(
            String method,
            String path,
            @org.jspecify.annotations.Nullable String token,
            String body,
            String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                to(path).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// A form of the enrolment's pages.
    HttpResponse<String> form(String path, String fields) throws IOException, InterruptedException {
        return client.send(
                to(path).header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(fields))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(site.resolve(path)).timeout(PATIENCE);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
