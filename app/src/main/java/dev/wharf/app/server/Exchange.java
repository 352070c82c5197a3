package dev.wharf.app.server;

import dev.wharf.site.http.Reply;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.io.IOException;

/// One request and its one answer, on Jetty. For one thread.
final class Exchange {
    final Request request;
    final String route;
    final boolean signed;

    private final Response response;
    private final Callback callback;
    private final ReplyStream out;

    /// @param route template of its path, for logs
    /// @param signed whether the route is a webhook's
    Exchange(Request request, Response response, Callback callback, String route, boolean signed) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.route = route;
        this.signed = signed;
        this.out = new ReplyStream(response);
    }

    int status() {
        return response.getStatus();
    }

    long bytes() {
        return out.count();
    }

    /// Answers with what a handler gave, whose body may still fail.
    ///
    /// @throws IOException when the other end is gone, or the body cannot be made; then [#fail]
    ///   ends the exchange
    void answer(Reply reply) throws IOException {
        response.setStatus(reply.status());
        reply.headers().forEach(response.getHeaders()::put);
        if (!request.getMethod().equals("HEAD")) {
            reply.body().writeTo(out);
        }
        out.close();
        callback.succeeded();
    }

    /// Whether the one who asked is gone.
    boolean broken() {
        return out.broken();
    }

    /// Ends the exchange after a failure: with an answer, or by breaking off the one that was
    /// begun, so that nobody takes it for a whole one.
    void fail(Reply reply, Throwable failure) {
        if (response.isCommitted() || out.broken()) {
            callback.failed(failure);
            return;
        }
        try {
            out.drop();
            response.getHeaders().remove(HttpHeader.CONTENT_LENGTH);
            answer(reply);
        } catch (IOException gone) {
            callback.failed(gone);
        }
    }
}
