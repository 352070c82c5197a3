package dev.wharf.store.object.azure;

import com.azure.core.credential.AccessToken;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.store.object.AzureCloud;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

/// Asks for tokens, once each: who needs one tries again. Its messages say what was answered, never
/// the token or what it was asked with.
///
/// @param base address without a path
/// @param what how it is called in messages
record TokenEndpoint(URI base, String what) {
    /// Of every machine in Azure; reachable from there alone.
    static final TokenEndpoint INSTANCE_METADATA =
            new TokenEndpoint(
                    URI.create("http://169.254.169.254"), "Azure's instance metadata service");

    private static final Duration TIME_OUT = Duration.ofSeconds(10);

    static TokenEndpoint login(AzureCloud cloud) {
        return new TokenEndpoint(URI.create("https://" + cloud.login()), cloud.login());
    }

    AccessToken token(HttpRequest.Builder request, Clock clock) {
        HttpResponse<String> answer = ask(request.timeout(TIME_OUT).build());
        if (answer.statusCode() != 200) {
            throw refused(answer);
        }
        try {
            JsonNode json = JsonMapper.shared().readTree(answer.body());
            long seconds = json.required("expires_in").asLong();
            return new AccessToken(
                    json.required("access_token").stringValue(),
                    clock.instant().plusSeconds(seconds).atOffset(ZoneOffset.UTC));
        } catch (JacksonException _) {
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE, "%s answers with no token".formatted(what));
        }
    }

    private HttpResponse<String> ask(HttpRequest request) {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(TIME_OUT).build()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException away) {
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE,
                    "cannot reach %s; a managed identity works only on a machine of Azure's"
                            .formatted(what),
                    away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE, "stopped while asking " + what, stopped);
        }
    }

    private WharfException refused(HttpResponse<String> answer) {
        int status = answer.statusCode();
        boolean busy = status == 404 || status == 410 || status == 429 || status >= 500;
        return new WharfException(
                busy ? ErrorCode.SOURCE_UNAVAILABLE : ErrorCode.SOURCE_REFUSED,
                "%s gives no token for storage (%d %s); check that the identity exists and is"
                                .formatted(what, status, error(answer.body()))
                        + " assigned here");
    }

    /// The error's code alone: its text may quote what was sent.
    private static String error(String body) {
        try {
            String code = JsonMapper.shared().readTree(body).path("error").asString("");
            return code.matches("[a-zA-Z_]{1,60}") ? code : "without a code";
        } catch (JacksonException _) {
            return "without a code";
        }
    }
}
