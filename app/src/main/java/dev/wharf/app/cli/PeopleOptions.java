package dev.wharf.app.cli;

import dev.wharf.app.config.Configuration;
import dev.wharf.app.config.Setting;
import dev.wharf.connector.intake.IntakeOptions;
import dev.wharf.connector.people.Mapping;
import dev.wharf.connector.people.MappingFile;
import dev.wharf.connector.people.UserDirectory;
import dev.wharf.connector.people.UsersFile;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Actor;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Options that say who the firm's people are. Both files are read whole and checked before
/// anything else happens.
final class PeopleOptions {

    @Option(
            names = "--users",
            paramLabel = "FILE",
            description = "Your people: CSV with the columns name, phone, email.")
    @Nullable String users;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description =
                    "Numbers to mailboxes: CSV as Microsoft's connector takes it. Asked first.")
    @Nullable String mapping;

    @Option(
            names = "--strict-mapping",
            negatable = true,
            description = "Nothing but the mapping leads to a mailbox.")
    @Nullable Boolean strictMapping;

    @Option(
            names = "--match-names",
            negatable = true,
            description = "Take somebody in a chat for a user of the same name; the item says so.")
    @Nullable Boolean matchNames;

    /// What the options and the configuration say together.
    ///
    /// @throws WharfException `MAPPING_INVALID` naming file, line and column
    IntakeOptions read(Verb verb, Actor actor) throws IOException {
        Configuration configuration = verb.configuration();
        Optional<Path> usersFile = path(verb, users, Setting.USERS);
        Optional<Path> mappingFile = path(verb, mapping, Setting.MAPPING);
        UserDirectory directory = UserDirectory.empty();
        if (usersFile.isPresent()) {
            directory = UsersFile.parse(usersFile.get().toString(), bytes(usersFile.get()));
        }
        Mapping map = Mapping.NONE;
        if (mappingFile.isPresent()) {
            map = MappingFile.parse(mappingFile.get().toString(), bytes(mappingFile.get()));
        }
        return new IntakeOptions(
                directory,
                map,
                isOn(configuration, strictMapping, Setting.STRICT_MAPPING),
                isOn(configuration, matchNames, Setting.MATCH_NAMES),
                actor,
                verb.reason,
                workers(configuration));
    }

    /// Whether this command itself says how numbers lead to mailboxes.
    boolean givesMapping() {
        return mapping != null || strictMapping != null;
    }

    private static Optional<Path> path(Verb verb, @Nullable String given, Setting setting) {
        return given == null
                ? verb.configuration().path(setting)
                : Optional.of(verb.surroundings().path(given));
    }

    private static boolean isOn(
            Configuration configuration, @Nullable Boolean given, Setting setting) {
        return given == null ? configuration.isOn(setting) : given;
    }

    private static int workers(Configuration configuration) {
        int workers = configuration.count(Setting.WORKERS);
        return workers == 0 ? Math.max(1, Runtime.getRuntime().availableProcessors() - 1) : workers;
    }

    private static byte[] bytes(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new WharfException(
                    ErrorCode.MAPPING_INVALID, "There is no file %s.".formatted(file));
        }
        return Files.readAllBytes(file);
    }
}
