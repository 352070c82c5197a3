package dev.wharf.app.home;

import dev.wharf.app.config.Configuration;
import dev.wharf.archive.backup.Restore;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.core.progress.Progress;
import dev.wharf.store.key.Custody;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.function.Supplier;

/// For a process that runs a site: it opens no archive, whoever asks, since no private key may ever
/// be in its memory.
public final class NoHomes implements Homes {

    private static WharfException refused() {
        return new WharfException(
                ErrorCode.NOT_ALLOWED, "The site's process opens no archive; run this by itself.");
    }

    @Override
    public Home open(Path directory, Configuration configuration) {
        throw refused();
    }

    @Override
    public Home openInOldCustody(
            Path directory, Configuration configuration, Supplier<Secret> passphrase) {
        throw refused();
    }

    @Override
    public Custody custody(Configuration configuration) {
        throw refused();
    }

    @Override
    public NewHome create(Path directory, Configuration configuration) {
        throw refused();
    }

    @Override
    public Restore.Report restore(
            Path backup,
            Path directory,
            String recoveryKey,
            @Nullable Path destroyed,
            Configuration configuration,
            Progress progress) {
        throw refused();
    }

    @Override
    public boolean exists(Path directory) {
        throw refused();
    }

    @Override
    public void requireRest() {
        throw refused();
    }
}
