package dev.wharf.app.local;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A server over a directory, and clients of it.
final class Served implements AutoCloseable {

    static final String VERSION = "1.2.3";
    private static final VerbServer.Limits LIMITS =
            new VerbServer.Limits(16, 4, Duration.ofSeconds(20));

    private final Path directory;
    final VerbServer server;

    Served(Path directory, VerbHandler handler) {
        this(directory, handler, LIMITS);
    }

    Served(Path directory, VerbHandler handler, VerbServer.Limits limits) {
        this.directory = directory;
        this.server = VerbServer.start(directory, VERSION, handler, limits);
    }

    record Answer(OptionalInt exit, String out, String err) {}

    Answer ask(String... arguments) {
        return ask(directory, VERSION, "", _ -> {}, arguments);
    }

    static Answer ask(
            Path directory,
            String version,
            String input,
            Consumer<Runnable> whenStopped,
            String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OptionalInt exit =
                new VerbClient(directory, version)
                        .run(
                                request(arguments),
                                new VerbClient.Streams(
                                        new ByteArrayInputStream(
                                                input.getBytes(StandardCharsets.UTF_8)),
                                        out,
                                        err),
                                whenStopped);
        return new Answer(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    CompletableFuture<Answer> asking(String... arguments) {
        return CompletableFuture.supplyAsync(() -> ask(arguments), this::started);
    }

    private void started(Runnable work) {
        Thread.ofPlatform().daemon().start(work);
    }

    static VerbRequest request(String... arguments) {
        return new VerbRequest(
                List.of(arguments), Path.of("/somewhere"), Path.of("/"), "", Map.of("A", "ä"));
    }

    @Override
    public void close() {
        server.close();
    }
}
