package dev.wharf.app.cli;

/// Whether somebody asked the process to stop (Ctrl-C, a service manager). Long work looks at it
/// between commit groups. For any thread.
public final class Stop {

    private volatile boolean requested;

    public void request() {
        requested = true;
    }

    public boolean isRequested() {
        return requested;
    }
}
