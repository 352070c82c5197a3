package dev.wharf.site.feed;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks a site over HTTP, signed in, and again when it is away for a moment. Safe for many threads.
///
/// Never follows a redirect: the token is for this site only.
final class SiteClient implements AutoCloseable {
    private static final int ATTEMPTS = 6;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final long MOST_PAUSE_SECONDS = 30;

    /// Several times what is asked for: a site that was taken over shall not fill our memory.
    private static final long MOST_ANSWER = 64 << 20;

    private static final int MOST_DETAIL = 300;
    private static final Set<Integer> AGAIN = Set.of(408, 429, 502, 503, 504);

    private final SiteAddress address;
    private final Pause pause;
    private final HttpClient http;
    private @Nullable String token;
    private volatile boolean closed;

    SiteClient(SiteAddress address, Pause pause) {
        this.address = address;
        this.pause = pause;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT)
                        .build();
    }

    /// What to ask; whatever it is, asking twice does no harm.
    ///
    /// @param range null for the whole
    /// @param body null for none
    /// @param most how long the answer may take, whole
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Ask(
            String method,
            String path,
            @Nullable String range,
            byte @Nullable [] body,
            Duration most) {

        static Ask get(String path, Duration most) {
            return new Ask("GET", path, null, null, most);
        }
    }

    /// The answer, when it is 200, 201, 206, 404 or 409.
    ///
    /// @throws WharfException `SOURCE_UNAVAILABLE` when the site stays away, `SOURCE_REFUSED` when
    ///   it does not accept us
    HttpResponse<byte[]> ask(Ask ask) {
        IOException last = null;
        Duration next = FIRST_PAUSE;
        boolean renewed = false;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                HttpResponse<byte[]> answer = send(request(ask, token(renewed)), ask.most());
                if (answer.statusCode() == 401 && !renewed) {
                    renewed = true;
                    continue;
                }
                if (!AGAIN.contains(answer.statusCode())) {
                    return understood(ask, answer);
                }
                next = longer(next, answer);
            } catch (IOException away) {
                last = away;
            }
            if (closed) {
                break;
            }
            rest(next);
            next = next.multipliedBy(2);
        }
        throw unavailable(ask, last);
    }

    private HttpResponse<byte[]> understood(Ask ask, HttpResponse<byte[]> answer) {
        return switch (answer.statusCode()) {
            case 200, 201, 206, 404, 409 -> answer;
            case 401 -> throw refused();
            case 400, 403 -> throw new WharfException(ErrorCode.SOURCE_REFUSED, said(answer));
            default ->
                    throw new WharfException(
                            ErrorCode.SOURCE_REFUSED,
                            "The site at %s answers %s %s with %d; is it of this version?"
                                    .formatted(
                                            address.base(),
                                            ask.method(),
                                            path(ask),
                                            answer.statusCode()));
        };
    }

    /// Its own words, without what controls a terminal: a site may have been taken over.
    private String said(HttpResponse<byte[]> answer) {
        String detail = "nothing that says why";
        try {
            detail = JsonMapper.shared().readTree(answer.body()).path("detail").asString(detail);
        } catch (JacksonException strange) {
            // Something in between has answered.
        }
        return "The site at %s refuses (%d): %s"
                .formatted(
                        address.base(),
                        answer.statusCode(),
                        detail.substring(0, Math.min(MOST_DETAIL, detail.length()))
                                .replaceAll("\\p{C}", " "));
    }

    private WharfException refused() {
        return new WharfException(
                ErrorCode.SOURCE_REFUSED,
                ("The site at %s does not accept the credential '%s'; check its password, and that it"
                                + " is of the role for this, and not withdrawn.")
                        .formatted(address.base(), address.name()));
    }

    private WharfException unavailable(Ask ask, @Nullable IOException last) {
        return new WharfException(
                ErrorCode.SOURCE_UNAVAILABLE,
                "The site at %s does not answer %s %s; asked %d times."
                        .formatted(address.base(), ask.method(), path(ask), ATTEMPTS),
                last);
    }

    private static String path(Ask ask) {
        int query = ask.path().indexOf('?');
        return query < 0 ? ask.path() : ask.path().substring(0, query);
    }

    private HttpRequest request(Ask ask, String bearer) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.at(ask.path()))
                        .header("Authorization", "Bearer " + bearer);
        byte[] body = ask.body();
        String range = ask.range();
        if (range != null) {
            request.header("Range", range);
        }
        return request.method(
                        ask.method(),
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    /// @param renew whether the one in use was refused
    private synchronized String token(boolean renew) throws IOException {
        String known = token;
        if (known != null && !renew) {
            return known;
        }
        String fresh = signIn();
        token = fresh;
        return fresh;
    }

    private String signIn() throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(address.at("/v1/sign-in"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(credentials()))
                        .build();
        HttpResponse<byte[]> answer = send(request, CONNECT.multipliedBy(3));
        if (AGAIN.contains(answer.statusCode())) {
            throw new IOException("signing in was answered with " + answer.statusCode());
        }
        if (answer.statusCode() != 200) {
            throw refused();
        }
        try {
            JsonNode json = JsonMapper.shared().readTree(answer.body());
            return json.required("token").stringValue();
        } catch (JacksonException strange) {
            throw new IOException("signing in was answered with something else", strange);
        }
    }

    private byte[] credentials() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        byte[] password = address.password().bytes();
        json.put("name", address.name());
        json.put("password", new String(password, StandardCharsets.UTF_8));
        Arrays.fill(password, (byte) 0);
        return JsonMapper.shared().writeValueAsBytes(json);
    }

    /// The whole answer within the time, headers and body: the client's own time-out ends with the
    /// headers.
    private HttpResponse<byte[]> send(HttpRequest request, Duration most) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(
                        request,
                        HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.ofByteArray(), MOST_ANSWER));
        try {
            return answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new IOException("no answer within " + most.toSeconds() + " s", late);
        } catch (ExecutionException failed) {
            throw new IOException("no answer", failed.getCause());
        } catch (InterruptedException stopping) {
            answer.cancel(true);
            throw stopped(stopping);
        }
    }

    private static Duration longer(Duration usual, HttpResponse<byte[]> answer) {
        String asked = answer.headers().firstValue("Retry-After").orElse("");
        if (!asked.matches("[0-9]{1,6}")) {
            return usual;
        }
        Duration wanted = Duration.ofSeconds(Math.min(MOST_PAUSE_SECONDS, Long.parseLong(asked)));
        return wanted.compareTo(usual) > 0 ? wanted : usual;
    }

    private void rest(Duration time) {
        try {
            pause.rest(time);
        } catch (InterruptedException stopping) {
            throw stopped(stopping);
        }
    }

    private WharfException stopped(InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return new WharfException(
                ErrorCode.SOURCE_UNAVAILABLE, "stopped while asking the site", stopping);
    }

    /// Whoever waits for an answer gets none, and it is not asked for again.
    @Override
    public void close() {
        closed = true;
        http.shutdownNow();
        http.close();
    }
}
