package dev.wharf.app.connector;

import dev.wharf.core.directory.DirectorySource;
import dev.wharf.destinations.microsoft365.GraphDirectory;
import dev.wharf.destinations.microsoft365.graph.GraphClient;
import dev.wharf.destinations.microsoft365.graph.GraphSignIn;
import dev.wharf.destinations.microsoft365.graph.Pause;
import dev.wharf.destinations.microsoft365.graph.SignInSettings;

import java.net.http.HttpClient;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/// `graph`: the users of a tenant; docs/destination-directories.md says what each setting means.
final class GraphDirectoryKind implements Kind<DirectorySource> {

    @Override
    public Set<String> keys() {
        Set<String> keys = new HashSet<>(MicrosoftSignIn.KEYS);
        keys.addAll(DirectoryKind.KEYS);
        keys.add("listing");
        return keys;
    }

    @Override
    public Opening<DirectorySource> read(KindSettings settings) {
        Opening<SignInSettings> signIn = MicrosoftSignIn.read(settings);
        GraphDirectory.Listing listing = settings.choice("listing", GraphDirectory.Listing.USERS);
        return supplies -> {
            HttpClient http = GraphClient.newHttp();
            GraphSignIn tokens =
                    new GraphSignIn(
                            signIn.open(supplies), http, supplies.clock(), UUID::randomUUID);
            return new GraphDirectory(
                    new GraphClient(tokens, http, supplies.clock(), Pause.REAL, UUID::randomUUID),
                    listing);
        };
    }
}
