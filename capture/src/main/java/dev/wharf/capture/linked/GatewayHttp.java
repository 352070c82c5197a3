package dev.wharf.capture.linked;

import dev.wharf.capture.json.JsonText;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// Calls to one gateway and no other host: addresses are built from its own, and a redirect is
/// never followed. Safe for many threads.
final class GatewayHttp {
    private static final int LARGEST_ANSWER = 64 << 20;
    private static final int FILE_PATIENCE = 10;

    private final String name;
    private final String base;
    private final Duration timeout;
    private final HttpClient client;

    GatewayHttp(String name, URI base, Duration timeout) {
        this.name = name;
        this.base = base.toString().replaceAll("/+$", "");
        this.timeout = timeout;
        this.client =
                HttpClient.newBuilder()
                        .connectTimeout(timeout)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    /// @param json null when the body is none
    record Answer(int status, @Nullable JsonNode json) {
        boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    /// @param path with its query, encoded; begins with a slash
    Answer call(String method, String path, @Nullable JsonNode body, Map<String, String> headers) {
        byte[] json = body == null ? new byte[0] : Reshaped.bytes(body);
        return send(method, path, json, headers);
    }

    Answer send(String method, String path, byte[] json, Map<String, String> headers) {
        HttpRequest.Builder request =
                request(path, headers, timeout)
                        .method(
                                method,
                                json.length == 0
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(json));
        if (json.length > 0) {
            request.header("content-type", "application/json");
        }
        HttpResponse<InputStream> response = exchange(request.build());
        try (InputStream in = response.body()) {
            byte[] bytes = in.readNBytes(LARGEST_ANSWER + 1);
            if (bytes.length > LARGEST_ANSWER) {
                throw away("its answer is larger than 64 MB", null);
            }
            judge(response.statusCode());
            return new Answer(response.statusCode(), JsonText.of(bytes).tree());
        } catch (IOException broken) {
            throw away("the answer broke off", broken);
        }
    }

    /// Opens a file. Whoever reads it limits how much of it they take.
    InputStream open(String path, Map<String, String> headers) throws IOException {
        HttpRequest request =
                request(path, headers, timeout.multipliedBy(FILE_PATIENCE)).GET().build();
        HttpResponse<InputStream> response = exchange(request);
        int status = response.statusCode();
        if (status == 200) {
            return response.body();
        }
        response.body().close();
        judge(status);
        if (status >= 300 && status < 400) {
            throw new WharfException(
                    ErrorCode.INPUT_HOSTILE,
                    "gateway %s sends us to another place for a file; it is not followed"
                            .formatted(name));
        }
        throw new WharfException(
                ErrorCode.SOURCE_GONE,
                "the gateway no longer has the file (HTTP %d)".formatted(status));
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers, Duration limit) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(limit);
        headers.forEach(request::header);
        return request;
    }

    private HttpResponse<InputStream> exchange(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (IOException unreachable) {
            throw away("check that it runs and that the address is right", unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw away("interrupted", stopped);
        }
    }

    private void judge(int status) {
        if (status == 401 || status == 403) {
            throw new WharfException(
                    ErrorCode.SOURCE_REFUSED,
                    "gateway %s does not accept our key (HTTP %d); set the key it was started with"
                            .formatted(name, status));
        }
        if (status == 429 || status >= 500) {
            throw away("HTTP " + status, null);
        }
    }

    private WharfException away(String why, @Nullable Throwable cause) {
        return new WharfException(
                ErrorCode.SOURCE_UNAVAILABLE,
                "gateway %s at %s does not answer: %s".formatted(name, base, why),
                cause);
    }

    WharfException refused(String doing, Answer answer) {
        return new WharfException(
                ErrorCode.SOURCE_REFUSED,
                "gateway %s refuses to %s (HTTP %d)".formatted(name, doing, answer.status()));
    }

    /// One step of a path, or one value of a query.
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// A path of several steps that stays below where it begins.
    ///
    /// @throws WharfException `INPUT_HOSTILE` when it does not
    static String below(String path) {
        StringBuilder encoded = new StringBuilder();
        for (String step : path.split("/", -1)) {
            if (step.isEmpty() || step.equals(".") || step.equals("..") || step.indexOf(':') >= 0) {
                throw new WharfException(
                        ErrorCode.INPUT_HOSTILE,
                        "a webhook names a file at an address that is not the gateway's own");
            }
            encoded.append('/').append(encoded(step));
        }
        return encoded.toString();
    }
}
