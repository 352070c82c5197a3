package dev.wharf.app.cli;

import dev.wharf.app.home.Home;
import dev.wharf.store.secret.SealedSecrets;

import java.security.SecureRandom;

/// What connectors prove themselves with, in its place in a home.
final class ConnectorSecrets {
    private ConnectorSecrets() {}

    static SealedSecrets of(Home home) {
        return new SealedSecrets(
                home.directory().resolve("keys").resolve("connector-secrets"),
                home.keys(),
                new SecureRandom());
    }
}
