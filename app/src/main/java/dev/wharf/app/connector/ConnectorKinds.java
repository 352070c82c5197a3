package dev.wharf.app.connector;

import dev.wharf.connector.definition.ConnectorDefinition;
import dev.wharf.connector.definition.DestinationDefinition;
import dev.wharf.connector.definition.DirectoryDefinition;
import dev.wharf.connector.definition.KindRules;
import dev.wharf.connector.definition.Kinds;
import dev.wharf.connector.definition.SecretReference;
import dev.wharf.connector.definition.Settings;
import dev.wharf.connector.definition.StagingDefinition;
import dev.wharf.connector.directory.DirectoryRules;
import dev.wharf.connector.execution.Destinations;
import dev.wharf.core.destination.Destination;
import dev.wharf.core.directory.DirectorySource;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.destinations.imap.ImapSettings;
import dev.wharf.destinations.microsoft365.Microsoft365Settings;
import dev.wharf.store.object.StagingSettings;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Every kind of destination, directory and staging there is. Safe for many threads.
public final class ConnectorKinds implements Destinations {
    private final Kind.Supplies supplies;

    public ConnectorKinds(Kind.Supplies supplies) {
        this.supplies = supplies;
    }

    /// How their settings are checked.
    public static Kinds rules() {
        Map<DestinationDefinition.Kind, KindRules> destinations =
                new EnumMap<>(DestinationDefinition.Kind.class);
        for (DestinationDefinition.Kind one : DestinationDefinition.Kind.values()) {
            destinations.put(one, kind(one));
        }
        return new Kinds(
                destinations,
                Map.of(
                        StagingDefinition.Kind.DISK, new DiskKind(),
                        StagingDefinition.Kind.AZURE, new AzureKind(),
                        StagingDefinition.Kind.S3, new S3Kind()),
                Map.of(
                        DirectoryDefinition.Kind.LIST, new ListKind(),
                        DirectoryDefinition.Kind.LDAP, new LdapKind(),
                        DirectoryDefinition.Kind.GRAPH, new GraphDirectoryKind()));
    }

    private static Kind<Destination> kind(DestinationDefinition.Kind kind) {
        return switch (kind) {
            case IMAP -> new ImapKind();
            case MICROSOFT365 -> new Microsoft365Kind();
            case JOURNAL -> new JournalKind();
        };
    }

    @Override
    public Destination open(ConnectorDefinition connector, DestinationDefinition destination) {
        return open(kind(destination.kind()), destination.settings());
    }

    Secret secret(SecretReference reference) {
        return supplies.secrets().apply(reference);
    }

    /// The settings of a tenant, for proving them.
    Microsoft365Settings tenant(DestinationDefinition destination) {
        return read(() -> Microsoft365Kind.settings(settings(destination.settings())))
                .open(supplies);
    }

    /// How an IMAP server is reached, for reading from it.
    ImapSettings imap(DestinationDefinition destination) {
        return read(() -> ImapKind.settings(settings(destination.settings()))).open(supplies);
    }

    /// Empty when the connector asks nobody.
    Optional<DirectorySource> directory(ConnectorDefinition connector) {
        Settings settings = connector.directory().settings();
        return switch (connector.directory().kind()) {
            case NONE -> Optional.empty();
            case LIST -> Optional.of(open(new ListKind(), settings));
            case LDAP -> Optional.of(open(new LdapKind(), settings));
            case GRAPH -> Optional.of(open(new GraphDirectoryKind(), settings));
        };
    }

    static DirectoryRules rules(ConnectorDefinition connector) {
        return read(() -> DirectoryKind.rules(settings(connector.directory().settings())));
    }

    /// Empty when what is pulled is archived at once.
    Optional<StagingSettings> staging(ConnectorDefinition connector) {
        Settings settings = connector.staging().settings();
        return switch (connector.staging().kind()) {
            case NONE -> Optional.empty();
            case DISK -> Optional.of(open(new DiskKind(), settings));
            case AZURE -> Optional.of(open(new AzureKind(), settings));
            case S3 -> Optional.of(open(new S3Kind(), settings));
        };
    }

    private <T> T open(Kind<T> kind, Settings settings) {
        return read(() -> kind.read(settings(settings)).open(supplies));
    }

    private static KindSettings settings(Settings settings) {
        return new KindSettings(settings.values());
    }

    private interface Reading<T> {
        T read();
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (WrongSetting wrong) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "The setting '%s': %s.".formatted(wrong.key(), wrong.what()),
                    wrong);
        }
    }
}
