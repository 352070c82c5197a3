package dev.wharf.capture.cloudapi.graph;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;

/// GET with a token, and only where [HostPolicy] allows it: the one place from which a token leaves
/// this machine. Redirects are followed by hand, a few, each under the same rule.
///
/// Safe for many threads.
public final class GraphHttp implements AutoCloseable {
    private static final int MOST_REDIRECTS = 3;
    private static final int MOST_JSON = 1 << 20;
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final GraphSettings settings;
    private final HostPolicy hosts;
    private final HttpClient client;

    public GraphHttp(GraphSettings settings) {
        this(settings, InetAddress::getAllByName);
    }

    GraphHttp(GraphSettings settings, HostPolicy.Resolver resolver) {
        this.settings = settings;
        this.hosts = new HostPolicy(settings, resolver);
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(settings.connect())
                        .build();
    }

    GraphSettings settings() {
        return settings;
    }

    /// An answer whose body the caller reads and closes.
    record Answer(int status, InputStream body, long length) {
        byte[] error() throws IOException {
            try (body) {
                return body.readNBytes(MOST_JSON);
            }
        }
    }

    /// @param what for messages: "the file 12 of number 34"
    JsonNode json(String path, Map<String, String> query, Secret token, String what)
            throws IOException {
        StringJoiner asked = new StringJoiner("&", "?", "").setEmptyValue("");
        query.forEach((name, value) -> asked.add(name + "=" + encoded(value)));
        String base = settings.base().toString();
        Answer answer =
                get(URI.create(base + "/" + settings.version() + path + asked), token, what);
        byte[] body = answer.error();
        if (answer.status != 200) {
            throw GraphErrors.of(answer.status, body, what);
        }
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException notJson) {
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE,
                    "Meta's answer about %s is no JSON".formatted(what));
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Answer get(URI address, Secret token, String what) throws IOException {
        URI at = address;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            hosts.check(at);
            HttpResponse<InputStream> answer = send(at, token, what);
            URI next = redirect(at, answer);
            if (next == null) {
                long length = answer.headers().firstValueAsLong("content-length").orElse(-1);
                return new Answer(answer.statusCode(), answer.body(), length);
            }
            answer.body().close();
            at = next;
        }
        throw new WharfException(
                ErrorCode.SOURCE_UNAVAILABLE,
                "%s is moved on more than %d times".formatted(what, MOST_REDIRECTS));
    }

    private static @Nullable URI redirect(URI from, HttpResponse<InputStream> answer) {
        boolean moved =
                switch (answer.statusCode()) {
                    case 301, 302, 303, 307, 308 -> true;
                    default -> false;
                };
        if (!moved) {
            return null;
        }
        try {
            return from.resolve(answer.headers().firstValue("location").orElse(""));
        } catch (IllegalArgumentException noAddress) {
            throw new WharfException(
                    ErrorCode.INPUT_HOSTILE, "not fetched: moved to what is no address");
        }
    }

    private HttpResponse<InputStream> send(URI address, Secret token, String what)
            throws IOException {
        // Meta's media host answers nobody who does not say what they are.
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .timeout(settings.answer())
                        .header("Authorization", "Bearer " + text(token))
                        .header("User-Agent", "Wharf")
                        .GET()
                        .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while asking for " + what);
        } catch (IOException away) {
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE,
                    "%s could not be asked for: host %s does not answer (%s)"
                            .formatted(what, address.getHost(), away.getClass().getSimpleName()),
                    away);
        }
    }

    private static String text(Secret token) {
        return new String(token.bytes(), StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() {
        client.close();
    }
}
