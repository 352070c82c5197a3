package dev.wharf.store.object;

import dev.wharf.core.key.Secret;

/// How one signs in to an S3-compatible store.
public sealed interface S3SignIn {

    /// An access key of its own.
    record StaticKeys(String accessKeyId, Secret secretAccessKey) implements S3SignIn {}

    /// What the surroundings give: variables of the environment, else the role of the container or
    /// of the instance. Files in the home of whoever runs this are not looked at.
    record Surroundings() implements S3SignIn {}
}
