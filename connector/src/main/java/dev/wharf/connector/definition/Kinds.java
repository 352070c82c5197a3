package dev.wharf.connector.definition;

import java.util.Map;

/// The kinds that this installation has, with their rules. A kind without rules is refused.
public record Kinds(
        Map<DestinationDefinition.Kind, KindRules> destinations,
        Map<StagingDefinition.Kind, KindRules> stagings,
        Map<DirectoryDefinition.Kind, KindRules> directories) {

    public Kinds {
        destinations = Map.copyOf(destinations);
        stagings = Map.copyOf(stagings);
        directories = Map.copyOf(directories);
    }
}
