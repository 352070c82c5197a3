package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.Outcome;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// What went wrong, as the person at the command line is told: one paragraph that says what, where
/// and what to do; with JSON, the same as an object.
///
/// @param code stable; see `docs/cli-json.md`
record Failure(String code, ExitCode exit, String message, @Nullable Throwable cause) {

    static Failure usage(String message) {
        return new Failure("USAGE", ExitCode.INVALID, message, null);
    }

    static Failure of(Throwable thrown) {
        return switch (thrown) {
            case WharfException e ->
                    new Failure(
                            e.code().name(),
                            ExitCode.of(e.code()),
                            Optional.ofNullable(e.getMessage()).orElse("No message."),
                            e);
            case UncheckedIOException e when e.getCause() != null -> of(e.getCause());
            case FileSystemException e ->
                    storage(
                            "%s could not be read or written (%s). Check that it exists, its rights and the"
                                            .formatted(e.getFile(), reason(e))
                                    + " space on the disk, then try again.",
                            e);
            case IOException e ->
                    storage(
                            "Reading or writing failed (%s). Check the disk, then try again."
                                    .formatted(e.getClass().getSimpleName()),
                            e);
            case CancellationException e ->
                    new Failure(
                            "INTERRUPTED",
                            ExitCode.INTERRUPTED,
                            "Stopped. What was archived stays; the same command goes on with the"
                                    + " rest.",
                            e);
            default ->
                    new Failure(
                            ErrorCode.BUG.name(),
                            ExitCode.FAILED,
                            ("This is a bug in Wharf (%s at %s). Nothing that was archived is lost."
                                            + " Please report it with the output of the same command under"
                                            + " WHARF_DEBUG=1, which holds no chat content.")
                                    .formatted(thrown.getClass().getSimpleName(), place(thrown)),
                            thrown);
        };
    }

    private static Failure storage(String message, IOException e) {
        return new Failure(ErrorCode.STORAGE_FAILED.name(), ExitCode.FAILED, message, e);
    }

    private static String reason(FileSystemException e) {
        String reason = e.getReason();
        return reason != null
                ? reason
                : e.getClass().getSimpleName().replace("Exception", "").toLowerCase(Locale.ROOT);
    }

    private static String place(Throwable thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().startsWith("dev.wharf.")) {
                return frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return "an unknown place";
    }

    /// The act that ended so: refused, or failed with this code.
    Act recorded(Act act) {
        return act.ended(exit == ExitCode.REFUSED ? Outcome.REFUSED : Outcome.FAILED)
                .with("error", code);
    }

    /// Prints it and gives the exit code.
    ExitCode show(Surroundings surroundings, boolean json) {
        if (json) {
            surroundings.out().println(asJson());
            surroundings.out().flush();
        } else {
            surroundings.err().println("wharf: " + message);
        }
        if (cause != null && surroundings.variable("WHARF_DEBUG").isPresent()) {
            trace(cause, surroundings.err());
        }
        return exit;
    }

    private Json asJson() {
        return Json.object()
                .with(
                        "error",
                        Json.object()
                                .with("code", code)
                                .with("exit", exit.number())
                                .with("message", message));
    }

    /// Classes and places only: the message of a foreign exception may quote what it could not
    /// read.
    private static void trace(Throwable thrown, PrintStream err) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            err.println("  " + at.getClass().getName());
            for (StackTraceElement frame : at.getStackTrace()) {
                err.println("    at " + frame);
            }
        }
    }
}
