package dev.wharf.app.local;

import java.io.InputStream;
import java.io.PrintStream;

/// One command that somebody sent, while it runs. For one thread, except [#whenStopped].
public interface VerbCall {

    VerbRequest request();

    /// The name of the user who sent it, as the kernel says, not as the request claims.
    String caller();

    /// The client's standard input; asks for it only when it is read.
    InputStream in();

    /// The client's standard output. Writing to a client that has gone away throws
    /// [java.util.concurrent.CancellationException].
    PrintStream out();

    PrintStream err();

    /// Runs an action when the person presses Ctrl-C, when the client goes away, or when the server
    /// stops; at once when that has happened already. On any thread.
    void whenStopped(Runnable action);
}
