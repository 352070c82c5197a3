package dev.wharf.app.cli;

import dev.wharf.app.home.Home;
import dev.wharf.connector.collection.CaseId;
import dev.wharf.connector.collection.Collection;
import dev.wharf.connector.collection.CollectionBook;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;

import picocli.CommandLine.Command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Where collections lie, and what verbs ask of one.
final class Collections {
    private static final String FOLDER = "collections";

    private Collections() {}

    /// @param home that the collection belongs to
    static Path place(Path home, CaseId collection) {
        return home.resolve(FOLDER).resolve(collection.folder());
    }

    /// Folders of all collections of a home, by name.
    static List<Path> places(Path home) throws IOException {
        Path folder = home.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(Files::isDirectory).sorted().toList();
        }
    }

    /// @throws WharfException `NOT_FOUND` for an ordinary archive
    static Collection of(Home home) {
        return Collection.of(home.archive())
                .orElseThrow(
                        () ->
                                new WharfException(
                                        ErrorCode.NOT_FOUND,
                                        "%s is no collection.".formatted(home.directory())));
    }

    static CollectionBook book(Verb verb, Home home) {
        return new CollectionBook(
                home.archive(), home.writer(), home.ledger(), verb.surroundings().clock());
    }

    static CollectionBook.By by(Verb verb, Home home) {
        return new CollectionBook.By(home.actor(), verb.reason);
    }

    /// What a verb is called, for the ledger.
    static String typed(Verb verb) {
        Command command = verb.getClass().getAnnotation(Command.class);
        return command == null ? verb.getClass().getSimpleName() : command.name();
    }

    /// @throws WharfException `CONFIG_INVALID` for what is no address
    static EmailAddress person(String text) {
        return EmailAddress.parse(text)
                .orElseThrow(
                        () ->
                                new WharfException(
                                        ErrorCode.CONFIG_INVALID,
                                        "'%s' is no e-mail address of somebody who may see a collection."
                                                .formatted(text)));
    }
}
