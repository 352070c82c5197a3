package dev.wharf.app.home;

import dev.wharf.app.config.Configuration;
import dev.wharf.archive.backup.Restore;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.progress.Progress;
import dev.wharf.store.key.Custody;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/// The one home that a command in somebody else's process may open.
record LentHomes(SharedHome shared, Actor actor, String command) implements Homes {

    @Override
    public Home open(Path directory, Configuration configuration) {
        if (!isShared(directory)) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED,
                    "The process that was asked works in %s, not in %s."
                            .formatted(shared.home().directory(), directory));
        }
        return shared.home().lent(new Loan(actor, configuration.zone(), shared.terms()));
    }

    @Override
    public boolean exists(Path directory) {
        return isShared(directory);
    }

    private boolean isShared(Path directory) {
        try {
            return Files.exists(directory)
                    && Files.isSameFile(directory, shared.home().directory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void requireRest() {
        throw atWork();
    }

    private WharfException atWork() {
        return new WharfException(
                ErrorCode.HOME_LOCKED,
                "This needs the home to itself, and %s is working in it. Stop that first (systemctl stop wharf, or Ctrl-C where it runs), then run: %s"
                        .formatted(shared.holder(), command));
    }

    @Override
    public Home openInOldCustody(
            Path directory, Configuration configuration, Supplier<Secret> passphrase) {
        throw atWork();
    }

    @Override
    public Custody custody(Configuration configuration) {
        throw atWork();
    }

    @Override
    public NewHome create(Path directory, Configuration configuration) {
        throw atWork();
    }

    @Override
    public Restore.Report restore(
            Path backup,
            Path directory,
            String recoveryKey,
            @Nullable Path destroyed,
            Configuration configuration,
            Progress progress) {
        throw atWork();
    }
}
