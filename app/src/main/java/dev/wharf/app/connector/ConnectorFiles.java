package dev.wharf.app.connector;

import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.definition.ConnectorDefinition;
import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.connector.definition.ConnectorState;
import dev.wharf.connector.definition.ConnectorStore;
import dev.wharf.connector.definition.ConnectorText;
import dev.wharf.connector.definition.TermsAcceptance;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Connector files that stand in the configuration: a connector that is not there is created, one
/// that the file defines otherwise is replaced, and what the file says already stays as it is.
///
/// For one thread. Files are read once, before any home is asked for, and everything is checked
/// before anything is taken.
public final class ConnectorFiles {
    private final List<Given> files;
    private final @Nullable TermsAcceptance accepted;

    /// @param definition as if whoever starts had accepted the terms, where the file does not say
    private record Given(ConnectorText text, ConnectorDefinition definition) {}

    /// @param before null for a connector that is to be created
    private record Step(String file, ConnectorDefinition definition, @Nullable Connector before) {
        boolean changesNothing() {
            return before != null && before.definition().equals(definition);
        }
    }

    /// What became of a file.
    ///
    /// @param missing what a person must do before the connector can run; a sentence each
    public record Taken(Connector connector, Change change, List<String> missing) {
        public enum Change {
            CREATED,
            REPLACED,
            NONE
        }

        public Taken {
            missing = List.copyOf(missing);
        }
    }

    private ConnectorFiles(List<Given> files, @Nullable TermsAcceptance accepted) {
        this.files = List.copyOf(files);
        this.accepted = accepted;
    }

    /// @param starting how whoever starts would accept the terms
    /// @param accepts whether they do, for files that do not say who does
    /// @throws WharfException CONFIG_INVALID for the first that cannot be read, naming it
    public static ConnectorFiles read(List<Path> paths, TermsAcceptance starting, boolean accepts) {
        List<Given> files = new ArrayList<>();
        Map<ConnectorName, String> known = new HashMap<>();
        for (Path path : paths) {
            ConnectorText text = ConnectorText.of(path);
            Given given = new Given(text, ConnectorParts.file().read(text, starting));
            String other = known.put(given.definition.name(), text.name());
            if (other != null) {
                throw new WharfException(
                        ErrorCode.CONFIG_INVALID,
                        "%s and %s both define the connector '%s'; a name is one connector."
                                .formatted(other, text.name(), given.definition.name()));
            }
            files.add(given);
        }
        return new ConnectorFiles(files, accepts ? starting : null);
    }

    /// For a home that is still to be made, in which nobody has accepted anything.
    ///
    /// @throws WharfException CONFIG_INVALID for the first file whose terms nobody accepts
    public void demandAccepted() {
        files.forEach(this::accepted);
    }

    private ConnectorDefinition accepted(Given given) {
        return ConnectorParts.file().read(given.text, accepted);
    }

    /// @throws WharfException the first that stands in the way, naming the file; nothing is taken
    ///   then
    public List<Taken> take(ConnectorParts parts, ConnectorStore.By by) {
        List<Step> steps = files.stream().map(given -> step(parts.store(), given)).toList();
        List<Step> changing = steps.stream().filter(step -> !step.changesNothing()).toList();
        demandSecrets(parts, changing);
        changing.forEach(step -> demandReady(parts, step));
        return steps.stream().map(step -> take(parts, step, by)).toList();
    }

    /// Who accepted the terms once need not do so at every start: an acceptance stands as long as
    /// the terms and the rest of the definition are the same.
    private Step step(ConnectorStore store, Given given) {
        String file = given.text.name();
        Connector before =
                store.find(given.definition.name())
                        .filter(one -> one.state() != ConnectorState.DELETED)
                        .orElse(null);
        if (before != null && standing(given, before)) {
            return new Step(file, before.definition(), before);
        }
        return new Step(file, accepted(given), before);
    }

    private static boolean standing(Given given, Connector before) {
        TermsAcceptance then = before.definition().terms();
        boolean holds = then.terms().equals(given.definition.terms().terms());
        return holds && ConnectorParts.file().read(given.text, then).equals(before.definition());
    }

    private static void demandSecrets(ConnectorParts parts, List<Step> steps) {
        String missing =
                steps.stream()
                        .flatMap(step -> parts.missingSecrets(step.definition).stream())
                        .distinct()
                        .collect(Collectors.joining(" "));
        if (!missing.isEmpty()) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "Connectors need what is not there; enter it and start again. " + missing);
        }
    }

    private static void demandReady(ConnectorParts parts, Step step) {
        try {
            new ConnectorCheck(parts).demandReady(step.definition);
        } catch (WharfException e) {
            throw of(step, e);
        }
    }

    private static Taken take(ConnectorParts parts, Step step, ConnectorStore.By by) {
        if (step.before != null && step.changesNothing()) {
            return new Taken(step.before, Taken.Change.NONE, parts.missingSecrets(step.definition));
        }
        try {
            return step.before == null
                    ? new Taken(
                            parts.store().create(step.definition, by),
                            Taken.Change.CREATED,
                            List.of())
                    : new Taken(
                            parts.store().replace(step.definition, by),
                            Taken.Change.REPLACED,
                            List.of());
        } catch (WharfException e) {
            throw of(step, e);
        }
    }

    private static WharfException of(Step step, WharfException e) {
        return new WharfException(e.code(), "%s: %s".formatted(step.file, e.getMessage()), e);
    }
}
