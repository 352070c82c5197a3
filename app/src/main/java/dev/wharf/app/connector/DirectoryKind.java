package dev.wharf.app.connector;

import dev.wharf.connector.directory.DirectoryRules;

import java.time.Duration;
import java.util.Set;

/// What all kinds of directory may be told.
final class DirectoryKind {
    static final Set<String> KEYS = Set.of("region", "most-loss", "oldest");

    private DirectoryKind() {}

    /// How a directory is read: docs/destination-directories.md.
    static DirectoryRules rules(KindSettings settings) {
        DirectoryRules usual = DirectoryRules.USUAL;
        return KindSettings.made(
                "region",
                key ->
                        new DirectoryRules(
                                settings.text(key).orElse(null),
                                settings.number("most-loss", usual.mostLoss()),
                                settings.time("oldest", Duration.ofDays(2))));
    }
}
