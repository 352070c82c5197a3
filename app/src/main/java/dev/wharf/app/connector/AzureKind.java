package dev.wharf.app.connector;

import dev.wharf.connector.definition.SecretReference;
import dev.wharf.store.object.AzureCloud;
import dev.wharf.store.object.AzureSignIn;
import dev.wharf.store.object.AzureStaging;
import dev.wharf.store.object.StagingSettings;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// `azure`: docs/staging.md says what each setting means.
final class AzureKind implements Kind<StagingSettings> {
    private static final Set<String> KEYS =
            Set.of(
                    "account",
                    "container",
                    "prefix",
                    "cloud",
                    "endpoint",
                    "account-key",
                    "sas",
                    "identity",
                    "tenant",
                    "token-file");

    @Override
    public Set<String> keys() {
        return KEYS;
    }

    @Override
    public Opening<StagingSettings> read(KindSettings settings) {
        String account = settings.demand("account");
        String container = settings.demand("container");
        String prefix = settings.text("prefix", "");
        AzureCloud cloud = settings.choice("cloud", AzureCloud.GLOBAL);
        Optional<URI> endpoint = settings.uri("endpoint");
        Opening<AzureSignIn> signIn = signIn(settings);
        return supplies ->
                new AzureStaging(
                        account,
                        container,
                        prefix,
                        cloud,
                        endpoint.orElse(null),
                        signIn.open(supplies));
    }

    /// The account's key, a signature, a workload's token, else the machine's identity.
    private static Opening<AzureSignIn> signIn(KindSettings settings) {
        Optional<SecretReference> key = settings.secret("account-key");
        if (key.isPresent()) {
            return supplies -> new AzureSignIn.AccountKey(supplies.secrets().apply(key.get()));
        }
        Optional<SecretReference> sas = settings.secret("sas");
        if (sas.isPresent()) {
            return supplies -> new AzureSignIn.SasToken(supplies.secrets().apply(sas.get()));
        }
        Optional<String> tokenFile = settings.text("token-file");
        if (tokenFile.isPresent()) {
            AzureSignIn workload =
                    new AzureSignIn.WorkloadIdentity(
                            settings.demand("tenant"),
                            settings.demand("identity"),
                            Path.of(tokenFile.get()));
            return _ -> workload;
        }
        AzureSignIn machine =
                new AzureSignIn.ManagedIdentity(settings.text("identity").orElse(null));
        return _ -> machine;
    }
}
