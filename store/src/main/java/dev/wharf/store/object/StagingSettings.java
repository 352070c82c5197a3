package dev.wharf.store.object;

/// Where staging lies, as configured and checked.
public sealed interface StagingSettings permits DiskStaging, AzureStaging, S3Staging {}
