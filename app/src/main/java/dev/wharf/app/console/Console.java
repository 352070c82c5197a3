package dev.wharf.app.console;

import dev.wharf.core.progress.Progress;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Where a command's words go. With JSON asked for, standard output carries one object and nothing
/// else; with quiet, only results and errors.
///
/// For one thread, but for the progress bar.
public final class Console {

    private static final int JSON_BUFFER = 1 << 20;

    private final PrintStream out;
    private final PrintStream err;
    private final Look look;
    private final Mode mode;
    private final ProgressBar progress;

    /// @param outTerminal standard output is a terminal
    /// @param errTerminal standard error is a terminal
    /// @param width columns of it
    /// @param colours may be used
    public record Look(boolean outTerminal, boolean errTerminal, int width, boolean colours) {}

    public record Mode(boolean json, boolean quiet) {}

    public Console(PrintStream out, PrintStream err, Look look, Mode mode) {
        this.out = out;
        this.err = err;
        this.look = look;
        this.mode = mode;
        this.progress = new ProgressBar(err, look.errTerminal(), look.width(), System::nanoTime);
    }

    public boolean isJson() {
        return mode.json();
    }

    public boolean isQuiet() {
        return mode.quiet();
    }

    /// A line of what was asked for.
    public void print(String line) {
        if (!mode.json()) {
            progress.clear();
            out.println(line);
        }
    }

    /// A line that explains: not with `--quiet`.
    public void say(String line) {
        if (!mode.quiet()) {
            print(line);
        }
    }

    /// A line a person should notice, whatever was asked for: on standard error.
    public void warn(String line) {
        progress.clear();
        err.println(line);
    }

    public void print(Table table) {
        List<String> lines = table.lines(look.outTerminal() ? look.width() : 0);
        print(bold(lines.getFirst()));
        lines.stream().skip(1).forEach(this::print);
    }

    /// The one object of `--json`.
    public void print(Json json) {
        if (mode.json()) {
            progress.clear();
            // Large: whatever fails while a usual object is made leaves room for the error's.
            Writer writer =
                    new BufferedWriter(
                            new OutputStreamWriter(out, StandardCharsets.UTF_8), JSON_BUFFER);
            json.write(writer);
            try {
                writer.write('\n');
                writer.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// The stream itself, for what is written without being held in memory.
    public PrintStream out() {
        return out;
    }

    public Progress progress() {
        return mode.quiet() || (mode.json() && !look.errTerminal()) ? Progress.NONE : progress;
    }

    public String bold(String text) {
        return look.colours() ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    public int width() {
        return look.width();
    }
}
