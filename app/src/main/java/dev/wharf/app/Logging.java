package dev.wharf.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/// What libraries log: warnings and worse, one line each, on standard error. Only not Lucene's
/// advice to start Java with an incubator module, which prints a warning of its own and speeds up
/// nothing that we use.
///
/// Set up by the JDK's own hook when the first logger is asked for, so that a command which logs
/// nothing does not load logging at all.
public final class Logging {

    private static final String SETTINGS =
            """
            handlers = java.util.logging.ConsoleHandler
            .level = WARNING
            java.util.logging.ConsoleHandler.level = WARNING
            java.util.logging.ConsoleHandler.formatter = java.util.logging.SimpleFormatter
            java.util.logging.SimpleFormatter.format = wharf: %4$s %3$s: %5$s%n
            org.apache.lucene.internal.vectorization.VectorizationProvider.level = SEVERE
            """;

    /// For the JDK, which is told this class's name.
    public Logging() {
        try {
            LogManager.getLogManager()
                    .readConfiguration(
                            new ByteArrayInputStream(SETTINGS.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void install() {
        if (System.getProperty("java.util.logging.config.file") == null) {
            System.setProperty("java.util.logging.config.class", Logging.class.getName());
        }
    }
}
