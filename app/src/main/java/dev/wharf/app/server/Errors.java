package dev.wharf.app.server;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.http.Access;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Route;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a failure is answered with, and what of it is logged.
///
/// Only who has a token, or a link, is told what to do about it; a stranger learns the status.
final class Errors {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
    private static final String RETRY_AFTER = "Retry-After";

    private Errors() {}

    static Reply reply(Route route, Throwable failure) {
        if (failure instanceof WharfException known) {
            return reply(route, known);
        }
        LOG.error("{} {} failed", route.method(), route.path(), new Bare(failure));
        return Reply.empty(500);
    }

    /// A failure before any route was found.
    static Reply bug(RuntimeException failure) {
        LOG.error("a request failed before its route was found", new Bare(failure));
        return Reply.empty(500);
    }

    private static Reply reply(Route route, WharfException known) {
        ErrorKind kind = known.code().kind();
        return switch (kind) {
            case INPUT ->
                    known.code() == ErrorCode.NOT_FOUND
                            ? problem(route, 404, "Not there", known)
                            : problem(route, 400, "Cannot be taken as it is", known);
            case REFUSED -> problem(route, 403, "Not allowed", known);
            case TRANSIENT -> {
                LOG.warn("{} {}: {}", route.method(), route.path(), known.getMessage());
                yield later(503, 5);
            }
            case INTEGRITY, INTERNAL -> {
                LOG.error("{} {}: {}", route.method(), route.path(), known.getMessage());
                yield Reply.empty(500);
            }
        };
    }

    private static Reply problem(Route route, int status, String title, WharfException known) {
        boolean stranger = route.access() == Access.OPEN || route.access() == Access.SIGNED;
        String detail = known.getMessage();
        return stranger || detail == null
                ? Reply.empty(status)
                : Reply.problem(status, title, detail);
    }

    static Reply later(int status, long seconds) {
        return Reply.empty(status).with(RETRY_AFTER, Long.toString(Math.max(1, seconds)));
    }

    /// A failure as it may be logged: its kind and where it happened. What a foreign exception says
    /// may hold what was sent.
    private static final class Bare extends Exception {
        private static final long serialVersionUID = 1L;

        Bare(Throwable failure) {
            this(failure, 8);
        }

        private Bare(Throwable failure, int depth) {
            super(
                    failure.getClass().getName(),
                    failure.getCause() == null || depth == 0
                            ? null
                            : new Bare(failure.getCause(), depth - 1));
            setStackTrace(failure.getStackTrace());
        }
    }
}
