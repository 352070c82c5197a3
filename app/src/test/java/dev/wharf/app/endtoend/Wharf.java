package dev.wharf.app.endtoend;

import dev.wharf.app.cli.CommandLineRun;
import dev.wharf.app.cli.Stop;
import dev.wharf.app.cli.Surroundings;
import dev.wharf.app.home.EmbeddedHomes;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The command line in this process, with a folder of its own to work in and a home in it.
final class Wharf {

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private String terminals = "";

    Wharf(Path folder) {
        this.folder = folder;
        environment.put("WHARF_HOME", folder.resolve("home").toString());
    }

    /// @param exit the exit code
    record Result(int exit, String out, String err) {

        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }

        Result succeeded() {
            if (exit != 0) {
                throw new AssertionError("exit %d\n%s%s".formatted(exit, out, err));
            }
            return this;
        }
    }

    Wharf with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /// @param digits of the standard streams that are terminals
    Wharf atTerminals(String digits) {
        terminals = digits;
        return this;
    }

    Path home() {
        return folder.resolve("home");
    }

    Path folder() {
        return folder;
    }

    Result run(String... args) {
        return answering("", args);
    }

    /// @param input what standard input holds
    Result answering(String input, String... args) {
        return run(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), args);
    }

    /// @param atInput what happens when standard input is read, which then ends
    Result reading(Runnable atInput, String... args) {
        InputStream in =
                new FilterInputStream(InputStream.nullInputStream()) {
                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        atInput.run();
                        return super.read(bytes, offset, length);
                    }
                };
        return run(in, args);
    }

    /// For output too large to hold.
    ///
    /// @param out where it goes
    void into(Path out, String... args) throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (OutputStream file = Files.newOutputStream(out)) {
            int exit = run(new Stop(), InputStream.nullInputStream(), file, err, args);
            new Result(exit, "", err.toString(StandardCharsets.UTF_8)).succeeded();
        }
    }

    private Result run(InputStream in, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = run(new Stop(), in, out, err, args);
        return new Result(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private int run(Stop stop, InputStream in, OutputStream out, OutputStream err, String... args) {
        Surroundings surroundings =
                new Surroundings(
                        environment,
                        in,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        terminals,
                        folder,
                        folder,
                        "tester",
                        "testhost",
                        Clock.systemUTC());
        return new CommandLineRun(
                        surroundings,
                        stop,
                        new EmbeddedHomes(surroundings.actor(), surroundings.clock(), environment))
                .run(args);
    }

    /// A command that stays, in this process; stopped when closed.
    ///
    /// @param ready its first line of output that says so
    record Staying(String ready, Stop stop, Thread thread) implements AutoCloseable {
        @Override
        public void close() {
            stop.request();
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Starts one that says nothing before it is ready.
    Staying start(String... args) throws IOException {
        return startSaying("", args);
    }

    /// @param ready how the line begins by which it says that it is ready
    Staying startSaying(String ready, String... args) throws IOException {
        Stop stop = new Stop();
        PipedOutputStream out = new PipedOutputStream();
        BufferedReader said =
                new BufferedReader(
                        new InputStreamReader(new PipedInputStream(out), StandardCharsets.UTF_8));
        Thread thread =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try (out) {
                                        run(
                                                stop,
                                                InputStream.nullInputStream(),
                                                out,
                                                OutputStream.nullOutputStream(),
                                                args);
                                    } catch (IOException e) {
                                        throw new UncheckedIOException(e);
                                    }
                                });
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(ready)) {
                return new Staying(line, stop, thread);
            }
        }
        throw new AssertionError("it ended before it was ready");
    }

    JsonNode json(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--json");
        return run(all.toArray(String[]::new)).json();
    }

    Path write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
