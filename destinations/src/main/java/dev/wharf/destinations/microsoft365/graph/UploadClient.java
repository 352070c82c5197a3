package dev.wharf.destinations.microsoft365.graph;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;

/// Sends pieces of a file to an address that Graph gave for it. The address itself is the
/// permission: it gets no token, and stands in no message.
///
/// Safe for many threads.
public final class UploadClient {
    private static final Duration ANSWER = Duration.ofMinutes(2);

    private final Cloud cloud;
    private final HttpClient http;
    private final Clock clock;

    /// @param http follows no redirects
    public UploadClient(Cloud cloud, HttpClient http, Clock clock) {
        this.cloud = cloud;
        this.http = http;
        this.clock = clock;
    }

    /// An address as Graph gave it, if files may go there.
    ///
    /// @throws WharfException SOURCE_REFUSED when they may not, and what to do about it
    public URI checked(String address) {
        URI uri = parsed(address);
        if (!cloud.takesUploads(uri)) {
            throw new WharfException(
                    ErrorCode.SOURCE_REFUSED,
                    "Microsoft 365 wants a file sent to host %s, which is none of cloud %s (%s). If it is Microsoft's, add it to the destination's setting upload-hosts"
                            .formatted(
                                    GraphText.word(String.valueOf(uri.getHost())),
                                    cloud.name(),
                                    String.join(", ", cloud.uploadHosts())));
        }
        return uri;
    }

    private static URI parsed(String address) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException noAddress) {
            return URI.create("none:");
        }
    }

    /// @param from where in the file the piece begins
    public GraphAnswer put(URI address, byte[] piece, long from, long total) throws IOException {
        String range = "bytes %d-%d/%d".formatted(from, from + piece.length - 1, total);
        return send(
                HttpRequest.newBuilder(address)
                        .timeout(ANSWER)
                        .header("Content-Type", "application/octet-stream")
                        .header("Content-Range", range)
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(piece))
                        .build());
    }

    /// Which pieces are still wanted.
    public GraphAnswer status(URI address) throws IOException {
        return send(HttpRequest.newBuilder(address).timeout(ANSWER).GET().build());
    }

    private GraphAnswer send(HttpRequest request) throws IOException {
        try {
            HttpResponse<byte[]> response =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            String wait = response.headers().firstValue("retry-after").orElse(null);
            return new GraphAnswer(
                    response.statusCode(),
                    RetryAfter.parse(wait, clock.instant()),
                    GraphAnswer.json(response.body()),
                    response.headers().firstValue("request-id").map(GraphText::word).orElse("-"));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while sending a file");
        }
    }
}
