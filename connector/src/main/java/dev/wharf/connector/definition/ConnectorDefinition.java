package dev.wharf.connector.definition;

import java.util.List;

/// Everything that somebody decides about a connector. Immutable; no secret stands in it, only
/// where secrets lie.
///
/// @param destinations besides the built-in archive, which is one always; may be none
public record ConnectorDefinition(
        ConnectorName name,
        TermsAcceptance terms,
        SiteDefinition site,
        MappingDefinition mapping,
        UserScope users,
        List<DestinationDefinition> destinations,
        Schedule schedule,
        Start start,
        StagingDefinition staging,
        DirectoryDefinition directory,
        AlertThresholds alerts) {

    public ConnectorDefinition {
        destinations = List.copyOf(destinations);
        if (destinations.stream().map(DestinationDefinition::name).distinct().count()
                < destinations.size()) {
            throw new IllegalArgumentException("two destinations have the same name");
        }
    }

    /// The least that a connector is: the built-in archive, daily.
    public static ConnectorDefinition standard(ConnectorName name, TermsAcceptance terms) {
        return new ConnectorDefinition(
                name,
                terms,
                new SiteDefinition.Own(),
                MappingDefinition.STANDARD,
                new UserScope.All(),
                List.of(),
                Schedule.standard(),
                new Start.Everything(),
                StagingDefinition.NONE,
                DirectoryDefinition.NONE,
                AlertThresholds.STANDARD);
    }

    public ConnectorDefinition with(MappingDefinition other) {
        return new ConnectorDefinition(
                name,
                terms,
                site,
                other,
                users,
                destinations,
                schedule,
                start,
                staging,
                directory,
                alerts);
    }
}
