package dev.wharf.store.object.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;

import org.jspecify.annotations.Nullable;

import reactor.core.publisher.Mono;

/// Takes `Content-Length` out of the headers of every request after it was signed: the JDK's client
/// writes that header itself, takes it from nobody, and the SDK warns of that on every request.
record LengthFreeClient(HttpClient client) implements HttpClient {

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return client.send(free(request));
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        return client.send(free(request), context);
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        return client.sendSync(free(request), context);
    }

    /// A copy: the SDK signs its own again for the next try.
    private static HttpRequest free(HttpRequest request) {
        HttpRequest copy = request.copy();
        return copy.setHeaders(new LengthApart(copy.getHeaders()));
    }

    /// Still says how long the body is to whoever asks by name, as the SDK's body does.
    private static final class LengthApart extends HttpHeaders {
        private final @Nullable String length;

        LengthApart(HttpHeaders headers) {
            super(headers);
            this.length = headers.getValue(HttpHeaderName.CONTENT_LENGTH);
            remove(HttpHeaderName.CONTENT_LENGTH);
        }

        @Override
        public @Nullable String getValue(HttpHeaderName name) {
            return name.equals(HttpHeaderName.CONTENT_LENGTH) ? length : super.getValue(name);
        }
    }
}
