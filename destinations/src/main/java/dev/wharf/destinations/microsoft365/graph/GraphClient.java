package dev.wharf.destinations.microsoft365.graph;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Requests to Microsoft Graph with a token that is renewed when it must be. [#exchange] sends once
/// and tells what came back; [#json] and [#pages] also wait when Graph asks for that.
///
/// Safe for many threads.
public final class GraphClient {
    private static final String VERSION = "/v1.0";
    private static final Duration ANSWER = Duration.ofSeconds(100);
    private static final int ATTEMPTS = 6;

    private final GraphSignIn signIn;
    private final HttpClient http;
    private final Clock clock;
    private final Pause pause;
    private final Supplier<UUID> ids;

    /// @param http follows no redirects: the token goes to Graph only. See [#newHttp]
    /// @param ids random, for `client-request-id`
    public GraphClient(
            GraphSignIn signIn, HttpClient http, Clock clock, Pause pause, Supplier<UUID> ids) {
        this.signIn = signIn;
        this.http = http;
        this.clock = clock;
        this.pause = pause;
        this.ids = ids;
    }

    /// As this client and [GraphSignIn] want it. The caller closes it.
    public static HttpClient newHttp() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
    }

    public Cloud cloud() {
        return signIn.settings().cloud();
    }

    public GraphSignIn signIn() {
        return signIn;
    }

    /// Sends once, and once more with a new token when the first is not accepted.
    ///
    /// @throws IOException when the answer, or the request, was lost: it may have been carried out
    /// @throws WharfException when there is no token
    public GraphAnswer exchange(GraphCall call) throws IOException {
        return exchange(URI.create(cloud().graph() + VERSION + call.path()), call);
    }

    private GraphAnswer exchange(URI address, GraphCall call) throws IOException {
        GraphToken token = signIn.token();
        GraphAnswer answer = send(address, call, token);
        if (answer.status() != 401) {
            return answer;
        }
        signIn.forget(token);
        return send(address, call, signIn.token());
    }

    private GraphAnswer send(URI address, GraphCall call, GraphToken token) throws IOException {
        if (!cloud().isGraph(address)) {
            throw new WharfException(
                    ErrorCode.INPUT_HOSTILE,
                    "not asked for %s: host %s is not Microsoft Graph (%s), and would be shown the token"
                            .formatted(call.what(), address.getHost(), cloud().graph()));
        }
        String id = ids.get().toString();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .timeout(ANSWER)
                        .header("Authorization", "Bearer " + token.value())
                        .header("Accept", "application/json")
                        .header("User-Agent", "Wharf")
                        .header("client-request-id", id);
        call.headers().forEach(request::header);
        byte[] body = call.body();
        if (body == null) {
            request.method(call.method().name(), HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(call.method().name(), HttpRequest.BodyPublishers.ofByteArray(body));
        }
        return answer(send(request.build()), id);
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while waiting for Microsoft Graph");
        }
    }

    private GraphAnswer answer(HttpResponse<byte[]> response, String id) {
        String wait = response.headers().firstValue("retry-after").orElse(null);
        return new GraphAnswer(
                response.statusCode(),
                RetryAfter.parse(wait, clock.instant()),
                GraphAnswer.json(response.body()),
                id);
    }

    /// Asks until there is an answer, at most six times: waits when Graph asks for that (429, 503,
    /// 504), and asks again after a lost answer unless that could do something twice.
    ///
    /// @throws WharfException for every answer that is not good
    public JsonNode json(GraphCall call) {
        return json(URI.create(cloud().graph() + VERSION + call.path()), call);
    }

    private JsonNode json(URI address, GraphCall call) {
        for (int attempt = 1; ; attempt++) {
            GraphAnswer answer = tried(address, call, attempt);
            if (answer != null && answer.isGood()) {
                return answer.body();
            }
            if (answer != null && (attempt == ATTEMPTS || !mayRepeat(call, answer))) {
                throw GraphErrorPolicy.of(call, answer);
            }
            rest(answer == null ? null : answer.retryAfter(), attempt);
        }
    }

    /// @return null when the answer was lost, and asking again is allowed
    private @Nullable GraphAnswer tried(URI address, GraphCall call, int attempt) {
        try {
            return exchange(address, call);
        } catch (IOException lost) {
            boolean stopped = Thread.currentThread().isInterrupted();
            if (attempt == ATTEMPTS || stopped || !call.method().isRepeatable()) {
                throw new WharfException(
                        ErrorCode.SOURCE_UNAVAILABLE,
                        "Microsoft Graph (%s), asked for %s, does not answer (%s)"
                                .formatted(
                                        cloud().graph().getHost(),
                                        call.what(),
                                        lost.getClass().getSimpleName()),
                        lost);
            }
            return null;
        }
    }

    private static boolean mayRepeat(GraphCall call, GraphAnswer answer) {
        return answer.isThrottled() || (answer.isInDoubt() && call.method().isRepeatable());
    }

    private void rest(@Nullable Duration asked, int attempt) {
        try {
            pause.rest(asked != null ? asked : Duration.ofSeconds(1L << attempt));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE, "stopped while waiting for Microsoft Graph");
        }
    }

    /// Every element of a list, page by page. The address of the next page is Graph's own and is
    /// followed only to Graph.
    ///
    /// @param call a GET
    public void pages(GraphCall call, Consumer<JsonNode> each) {
        URI address = URI.create(cloud().graph() + VERSION + call.path());
        while (address != null) {
            JsonNode page = json(address, call);
            page.path("value").forEach(each);
            address = next(page, call);
        }
    }

    private @Nullable URI next(JsonNode page, GraphCall call) {
        String link = page.path("@odata.nextLink").asString("");
        if (link.isEmpty()) {
            return null;
        }
        try {
            return URI.create(link);
        } catch (IllegalArgumentException noAddress) {
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE,
                    "Microsoft Graph, asked for %s, names a next page that is no address"
                            .formatted(call.what()));
        }
    }
}
