package dev.wharf.store.object.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.store.object.AzureSignIn;

import reactor.core.publisher.Mono;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A workload identity of Kubernetes: the cluster's token, read anew each time since the cluster
/// renews it, against one for storage.
record WorkloadIdentityCredential(
        TokenEndpoint endpoint, String resource, AzureSignIn.WorkloadIdentity identity, Clock clock)
        implements TokenCredential {
    private static final String BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromCallable(() -> getTokenSync(request));
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        Map<String, String> form =
                new TreeMap<>(
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                identity.clientId(),
                                "client_assertion_type",
                                BEARER,
                                "client_assertion",
                                assertion(),
                                "scope",
                                resource.replaceFirst("/$", "") + "/.default"));
        URI address =
                endpoint.base().resolve("/" + encoded(identity.tenant()) + "/oauth2/v2.0/token");
        return endpoint.token(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encoded(form))),
                clock);
    }

    private String assertion() {
        try {
            return Files.readString(identity.tokenFile()).strip();
        } catch (IOException unreadable) {
            throw new WharfException(
                    ErrorCode.SOURCE_REFUSED,
                    "cannot read the workload identity's token file %s; is the cluster's webhook"
                                    .formatted(identity.tokenFile())
                            + " for workload identities installed?",
                    unreadable);
        }
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
