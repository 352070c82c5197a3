package dev.wharf.app.server;

/// Told of every answer, on the request's thread: for metrics. Safe for many threads, quick.
@FunctionalInterface
public interface AnswerObserver {

    /// @param route template of its path, or `-` when there is none: as many as there are routes
    void answered(String route, int status, long nanos);
}
