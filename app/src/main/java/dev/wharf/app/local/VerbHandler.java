package dev.wharf.app.local;

/// Runs what clients send. Called by several threads at once.
@FunctionalInterface
public interface VerbHandler {

    /// @return the exit code
    int run(VerbCall call);
}
