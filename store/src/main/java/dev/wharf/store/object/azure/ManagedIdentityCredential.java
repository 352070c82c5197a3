package dev.wharf.store.object.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;

import org.jspecify.annotations.Nullable;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/// The identity of an Azure machine. The SDK's own library for it brings native code and a hundred
/// classes of sign-in that staging has no use for; this is one request. The SDK keeps the token and
/// asks again before it ends.
///
/// @param clientId of a user-assigned identity; null for the machine's own
record ManagedIdentityCredential(
        TokenEndpoint endpoint, String resource, @Nullable String clientId, Clock clock)
        implements TokenCredential {

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromCallable(() -> getTokenSync(request));
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        String query = "api-version=2018-02-01&resource=" + encoded(resource);
        if (clientId != null) {
            query += "&client_id=" + encoded(clientId);
        }
        URI address = endpoint.base().resolve("/metadata/identity/oauth2/token?" + query);
        return endpoint.token(HttpRequest.newBuilder(address).header("Metadata", "true"), clock);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
