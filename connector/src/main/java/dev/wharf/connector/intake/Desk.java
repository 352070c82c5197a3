package dev.wharf.connector.intake;

import dev.wharf.core.progress.Progress;

/// Everything that an intake works with while it takes captures: what it knows of the archive, what
/// is on its way there, and who takes what. Thrown away whole when something of it failed, because
/// then nobody knows what of it is still true. For one thread.
final class Desk implements AutoCloseable {
    /// It costs two fsyncs, and what is not acknowledged is only passed over again.
    private static final long MUCH = 4_096;

    private final IntakePorts ports;
    private final Pipeline pipeline;
    private final KeyedImport named;
    private final LiveIntake live;
    private final FileIntake files;
    private final Progress progress;
    private final RunInHand run;
    private boolean fileBetween;
    private boolean shown;

    Desk(
            IntakePorts ports,
            IntakeOptions options,
            Reading reading,
            TakenFiles taken,
            RunInHand run,
            Progress progress) {
        this.ports = ports;
        this.progress = progress;
        this.run = run;
        IntakeState state = new IntakeState(ports.writer(), ports.reader());
        ChatBook chats = new ChatBook(ports.reader());
        pipeline =
                new Pipeline(ports.writer(), ports.renderer(), options.workers(), this::committed);
        named = new KeyedImport(state, pipeline, reading, chats, run::resolved);
        live = new LiveIntake(ports, state, pipeline, named, run);
        files = new FileIntake(ports, state, chats, reading, taken, pipeline, named, progress);
    }

    private void committed(long batch, long events, Pipeline.Result result) {
        if (live.committed(batch, result)) {
            progress.advance(events);
        } else {
            result.notImported().forEach(run::notImported);
            files.committed(events, result);
        }
    }

    /// For live captures. What is in the page still is submitted with [#settle].
    LiveIntake live() {
        if (fileBetween) {
            fileBetween = false;
            live.begin();
        }
        if (!shown) {
            shown = true;
            progress.begin("Archiving live captures", -1, "events");
        }
        return live;
    }

    /// For anything else; settle first.
    FileIntake files() {
        fileBetween = true;
        return files;
    }

    /// Everything taken is committed and acknowledged when this returns.
    void settle() {
        live.submit();
        pipeline.drain();
        named.settled();
        acknowledge();
        if (shown) {
            shown = false;
            progress.end();
        }
    }

    /// Whether it should settle before more is taken.
    boolean mustSettle() {
        return named.hasResolved();
    }

    /// Acknowledges what is committed by now, when it is much.
    void acknowledgeMuch() {
        if (live.archived() - ports.feed().acknowledged() >= MUCH) {
            acknowledge();
        }
    }

    /// Once the ledger's entries of it are durable.
    private void acknowledge() {
        long archived = live.archived();
        if (archived > ports.feed().acknowledged()) {
            ports.ledger().sync();
            ports.feed().acknowledge(archived);
        }
    }

    /// Forgets what need not be remembered; settle first.
    void forget() {
        named.forgetAll();
        pipeline.forgetUnrendered();
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
