package dev.wharf.destinations.imap;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/// Tokens by OAuth's client credentials (RFC 6749 §4.4), kept until shortly before they expire.
///
/// Safe for many threads: one asks, the others wait for its answer.
public final class ClientCredentials implements TokenSource, AutoCloseable {
    private static final Duration MARGIN = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_JSON = 1 << 18;

    private final Application application;
    private final Clock clock;
    private final HttpClient client;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Secret token;
    private Instant until = Instant.MIN;

    /// Who asks, and where.
    ///
    /// @param endpoint `https://login.microsoftonline.com/TENANT/oauth2/v2.0/token`; https, or a
    ///   test's on this machine
    /// @param scope `https://outlook.office365.com/.default`
    public record Application(URI endpoint, String id, Secret secret, String scope) {
        public Application {
            boolean here = "127.0.0.1".equals(endpoint.getHost());
            if (!"https".equals(endpoint.getScheme()) && !here) {
                throw new IllegalArgumentException(
                        "a client secret goes to https only, not to " + endpoint);
            }
            if (id.isBlank() || scope.isBlank()) {
                throw new IllegalArgumentException("client id and scope must be given");
            }
        }
    }

    public ClientCredentials(Application application, Clock clock) {
        this.application = application;
        this.clock = clock;
        this.client =
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(PATIENCE)
                        .build();
    }

    @Override
    public Secret token() {
        lock.lock();
        try {
            Secret kept = token;
            if (kept != null && clock.instant().isBefore(until)) {
                return kept;
            }
            return ask();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void refused(Secret old) {
        lock.lock();
        try {
            Secret kept = token;
            if (kept != null && kept.equals(old)) {
                token = null;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private Secret ask() {
        JsonNode answer = answer();
        String fresh = answer.path("access_token").asString("");
        Duration life = Duration.ofSeconds(answer.path("expires_in").asLong(0));
        if (fresh.isEmpty()) {
            throw refused("it answered without a token");
        }
        Duration margin = life.compareTo(MARGIN.multipliedBy(2)) > 0 ? MARGIN : life.dividedBy(2);
        Secret made = Secret.copyOf(fresh.getBytes(StandardCharsets.US_ASCII));
        token = made;
        until = clock.instant().plus(life).minus(margin);
        return made;
    }

    private JsonNode answer() {
        HttpRequest request =
                HttpRequest.newBuilder(application.endpoint())
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form()))
                        .build();
        try {
            HttpResponse<InputStream> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return read(answer.statusCode(), body.readNBytes(MOST_JSON));
            }
        } catch (IOException away) {
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE,
                    "asking %s for a token: %s".formatted(host(), away.getClass().getSimpleName()),
                    away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE, "asking for a token was interrupted", stopped);
        }
    }

    private JsonNode read(int status, byte[] body) {
        JsonNode answer;
        try {
            answer = JsonMapper.shared().readTree(body);
        } catch (JacksonException notJson) {
            answer = JsonMapper.shared().createObjectNode();
        }
        if (status == 200) {
            return answer;
        }
        if (status == 429 || status >= 500) {
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE,
                    "asking %s for a token: it answered %d".formatted(host(), status));
        }
        String error = answer.path("error").asString("no reason");
        String description = answer.path("error_description").asString("");
        throw refused(ServerWords.oneLine(error + ": " + description));
    }

    private WharfException refused(String why) {
        return new WharfException(
                ErrorCode.SOURCE_REFUSED,
                "%s gives application %s no token: %s; check tenant, client id, secret and its expiry, and the admin consent"
                        .formatted(host(), application.id(), why));
    }

    private String host() {
        return application.endpoint().getHost();
    }

    private String form() {
        return "grant_type=client_credentials&client_id="
                + encoded(application.id())
                + "&client_secret="
                + encoded(new String(application.secret().bytes(), StandardCharsets.UTF_8))
                + "&scope="
                + encoded(application.scope());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
