package dev.wharf.app.connector;

import dev.wharf.store.object.DiskStaging;
import dev.wharf.store.object.StagingSettings;

import java.nio.file.Path;
import java.util.Set;

/// `disk`: docs/staging.md says what each setting means.
final class DiskKind implements Kind<StagingSettings> {

    @Override
    public Set<String> keys() {
        return Set.of("folder");
    }

    @Override
    public Opening<StagingSettings> read(KindSettings settings) {
        DiskStaging disk = new DiskStaging(Path.of(settings.demand("folder")));
        return _ -> disk;
    }
}
