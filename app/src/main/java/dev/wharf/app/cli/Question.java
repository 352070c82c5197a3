package dev.wharf.app.cli;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Asks the person at the terminal. Without a terminal nobody can answer, and `--yes` must have
/// been said before.
final class Question {

    private Question() {}

    static void confirm(Verb verb, boolean yes, String question) {
        if (yes) {
            return;
        }
        if (!verb.surroundings().terminals().contains("0")) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED,
                    "This cannot be undone, and there is no terminal to ask at: say --yes.");
        }
        String answer = ask(verb, question + " [y/N] ").toLowerCase(Locale.ROOT);
        if (!answer.equals("y") && !answer.equals("yes")) {
            throw new WharfException(ErrorCode.NOT_ALLOWED, "Nothing was done.");
        }
    }

    /// One line from standard input; the question goes to standard error.
    static String ask(Verb verb, String question) {
        if (verb.surroundings().terminals().contains("0")) {
            verb.surroundings().err().print(question);
            verb.surroundings().err().flush();
        }
        try {
            String line =
                    new BufferedReader(
                                    new InputStreamReader(
                                            verb.surroundings().in(), StandardCharsets.UTF_8))
                            .readLine();
            return line == null ? "" : line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
