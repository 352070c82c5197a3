package dev.wharf.store.staging;

import dev.wharf.core.key.KeyVault;
import dev.wharf.store.object.AzureStaging;
import dev.wharf.store.object.DiskStaging;
import dev.wharf.store.object.MeteredObjects;
import dev.wharf.store.object.ObjectStore;
import dev.wharf.store.object.S3Staging;
import dev.wharf.store.object.SealedObjects;
import dev.wharf.store.object.StagingSettings;
import dev.wharf.store.object.azure.AzurePlace;
import dev.wharf.store.object.disk.DiskObjects;
import dev.wharf.store.object.s3.S3Place;

import java.time.Clock;
import java.util.random.RandomGenerator;

/// Makes the one composition of a staging store: sealed outside, measured beneath, wherever it
/// lies. Classes of a cloud's SDK are loaded only when staging lies in that cloud.
public final class StagingStores {
    private StagingStores() {}

    /// Reaches the store, and says so when it cannot.
    ///
    /// @param vault stays the caller's to close, after what this opened
    /// @param random safe for many threads
    /// @throws dev.wharf.core.error.WharfException as [ObjectStore] says
    public static OpenedStaging open(
            StagingSettings settings, KeyVault vault, Clock clock, RandomGenerator random) {
        ObjectStore place =
                switch (settings) {
                    case DiskStaging disk -> DiskObjects.open(disk.folder());
                    case AzureStaging azure -> AzurePlace.open(azure, clock, random);
                    case S3Staging s3 -> S3Place.open(s3, random);
                };
        try {
            MeteredObjects metered = MeteredObjects.over(place, clock);
            return new OpenedStaging(new SealedObjects(metered, vault), metered);
        } catch (RuntimeException unreachable) {
            place.close();
            throw unreachable;
        }
    }
}
