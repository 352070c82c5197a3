package dev.wharf.store.object;

import dev.wharf.core.key.Secret;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/// How one signs in to Azure Blob Storage.
public sealed interface AzureSignIn {

    /// The account's key, as the portal shows it (Base64). It may do everything in the account.
    record AccountKey(Secret key) implements AzureSignIn {}

    /// A shared access signature for the container: `sv=…&sig=…`, with or without `?`.
    record SasToken(Secret token) implements AzureSignIn {}

    /// The identity of the machine that this runs on, by Azure's instance metadata service.
    ///
    /// @param clientId of a user-assigned identity; null for the machine's own
    record ManagedIdentity(@Nullable String clientId) implements AzureSignIn {}

    /// A workload identity of Kubernetes: a token that the cluster renews in a file is exchanged
    /// for one of Azure's.
    ///
    /// @param tenant id of the directory
    /// @param clientId of the identity
    record WorkloadIdentity(String tenant, String clientId, Path tokenFile)
            implements AzureSignIn {}
}
