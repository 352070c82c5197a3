package dev.wharf.destinations.microsoft365.graph;

import java.net.URI;
import java.util.regex.Pattern;

/// Who asks, and where.
///
/// @param tenant the directory's id, or one of its domains
/// @param client the application's (client) id
public record SignInSettings(
        Cloud cloud, String tenant, String client, GraphCredential credential) {
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,253}");
    private static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    public SignInSettings {
        if (!TENANT.matcher(tenant).matches()) {
            throw new IllegalArgumentException("tenant must be a directory id or a domain");
        }
        if (!GUID.matcher(client).matches()) {
            throw new IllegalArgumentException(
                    "client must be the application (client) id, a GUID as Entra shows it");
        }
    }

    URI tokenEndpoint() {
        return URI.create(cloud.login() + "/" + tenant + "/oauth2/v2.0/token");
    }
}
