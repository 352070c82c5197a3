package dev.wharf.destinations.microsoft365.graph;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Signs in as an application (OAuth 2.0 client credentials) and keeps the token until shortly
/// before it expires.
///
/// Safe for many threads: one fetches, the others wait for it.
public final class GraphSignIn {
    /// A token is renewed this long before its end, so that no request starts with a dying one.
    private static final Duration EARLY = Duration.ofMinutes(5);

    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final String ASSERTION_TYPE =
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final SignInSettings settings;
    private final HttpClient http;
    private final Clock clock;
    private final Supplier<UUID> ids;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable GraphToken token;

    /// @param http follows no redirects: a credential goes to the login server only
    /// @param ids random, for assertions
    public GraphSignIn(SignInSettings settings, HttpClient http, Clock clock, Supplier<UUID> ids) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
        this.ids = ids;
    }

    public SignInSettings settings() {
        return settings;
    }

    /// A token that works now, as far as its lifetime tells.
    ///
    /// @throws WharfException SOURCE_REFUSED when Entra does not accept us, SOURCE_UNAVAILABLE when
    ///   it is away
    public GraphToken token() {
        lock.lock();
        try {
            GraphToken known = token;
            if (known == null || !clock.instant().isBefore(known.renewAt())) {
                known = fetch();
                token = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    /// This token was answered with 401: the next [#token] is a new one, unless another thread has
    /// seen to that.
    public void forget(GraphToken refused) {
        lock.lock();
        try {
            if (refused.equals(token)) {
                token = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /// Some request was not accepted with the token of its time: the next [#token] is a new one.
    public void renew() {
        lock.lock();
        try {
            token = null;
        } finally {
            lock.unlock();
        }
    }

    private GraphToken fetch() {
        Instant asked = clock.instant();
        HttpResponse<byte[]> answer = post(form(asked));
        JsonNode body = json(answer.body());
        String value = body.path("access_token").asString("");
        if (answer.statusCode() != 200 || value.isEmpty()) {
            throw refused(answer.statusCode(), body);
        }
        Duration life = Duration.ofSeconds(Math.max(0, body.path("expires_in").asLong(0)));
        Duration early = EARLY.compareTo(life.dividedBy(2)) < 0 ? EARLY : life.dividedBy(2);
        return new GraphToken(value, asked.plus(life).minus(early));
    }

    private Map<String, String> form(Instant now) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", settings.client());
        form.put("scope", settings.cloud().scope());
        form.put("grant_type", "client_credentials");
        switch (settings.credential()) {
            case GraphCredential.ClientSecret(var secret) ->
                    form.put(
                            "client_secret",
                            new String(secret.bytes(), StandardCharsets.UTF_8).strip());
            case GraphCredential.Certificate certificate -> {
                URI audience = settings.tokenEndpoint();
                form.put("client_assertion_type", ASSERTION_TYPE);
                form.put(
                        "client_assertion",
                        ClientAssertion.sign(
                                certificate, settings.client(), audience, now, ids.get()));
            }
        }
        return form;
    }

    private HttpResponse<byte[]> post(Map<String, String> form) {
        StringJoiner body = new StringJoiner("&");
        form.forEach((name, value) -> body.add(name + "=" + encoded(value)));
        HttpRequest request =
                HttpRequest.newBuilder(settings.tokenEndpoint())
                        .timeout(ANSWER)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw unavailable("was not waited for: the process is stopping", stopped);
        } catch (IOException away) {
            throw unavailable("does not answer", away);
        }
    }

    private WharfException unavailable(String how, @Nullable Throwable cause) {
        return new WharfException(
                ErrorCode.SOURCE_UNAVAILABLE,
                "signing in to Microsoft 365: %s %s"
                        .formatted(settings.cloud().login().getHost(), how),
                cause);
    }

    private WharfException refused(int status, JsonNode body) {
        if (status == 429 || status >= 500) {
            return unavailable("answers %d; it is tried again later".formatted(status), null);
        }
        return new WharfException(
                ErrorCode.SOURCE_REFUSED,
                "signing in to Microsoft 365 as application %s of tenant %s: %s refuses it (%d %s%s, trace %s). Look at the tenant, the application's id, and whether its secret or certificate has expired"
                        .formatted(
                                settings.client(),
                                settings.tenant(),
                                settings.cloud().login().getHost(),
                                status,
                                GraphText.word(body.path("error").asString("without a reason")),
                                codes(body),
                                GraphText.word(body.path("trace_id").asString("unknown"))));
    }

    /// The AADSTS numbers; the text beside them may hold what somebody typed.
    private static String codes(JsonNode body) {
        StringBuilder codes = new StringBuilder();
        for (JsonNode code : body.path("error_codes")) {
            codes.append(" AADSTS").append(code.asLong());
        }
        return codes.toString();
    }

    private static JsonNode json(byte[] body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException notJson) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
