package dev.wharf.app.home;

import dev.wharf.app.config.Configuration;
import dev.wharf.archive.backup.Restore;
import dev.wharf.capture.chatexport.SurveyAhead;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.capture.file.HandedFile;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Subject;
import dev.wharf.core.progress.Progress;
import dev.wharf.store.key.Custody;
import dev.wharf.store.key.FileKeyVault;
import dev.wharf.store.key.RecoveryKey;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Homes on this machine's disk: the embedded composition.
public final class EmbeddedHomes implements Homes {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");

    /// What may lie in a home before there is one.
    private static final Set<String> OWN =
            Set.of(
                    "lock",
                    "socket",
                    "keys",
                    "site",
                    "working",
                    "collections",
                    "users.csv",
                    "mapping.csv");

    private final Actor actor;
    private final Clock clock;
    private final Map<String, String> environment;
    private final SecureRandom random = new SecureRandom();
    private final SurveyAhead ahead = new SurveyAhead();

    /// @param actor who works at this process
    public EmbeddedHomes(Actor actor, Clock clock) {
        this(actor, clock, Map.of());
    }

    /// @param environment in which a passphrase may be given
    public EmbeddedHomes(Actor actor, Clock clock, Map<String, String> environment) {
        this.actor = actor;
        this.clock = clock;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public boolean exists(Path directory) {
        return FileKeyVault.exists(keys(directory));
    }

    @Override
    public void readAhead(HandedFile file, Instant now) {
        // With media beside it, a text is captured as a pack, which has another digest.
        if (file.size() == file.file().size()) {
            ahead.begin(file.file(), file.name(), now);
        }
    }

    @Override
    public Home open(Path directory, Configuration configuration) {
        return open(directory, configuration, () -> custody(configuration));
    }

    @Override
    public Home openInOldCustody(
            Path directory, Configuration configuration, Supplier<Secret> passphrase) {
        return open(
                directory,
                configuration,
                () ->
                        FileKeyVault.needsPassphrase(keys(directory))
                                ? new Custody.Passphrase(passphrase.get())
                                : new Custody.KeyFile());
    }

    @Override
    public Custody custody(Configuration configuration) {
        return GivenPassphrase.custody(configuration, environment);
    }

    /// @param custody asked for once the home is this process's alone: nobody types a passphrase,
    ///   or needs one, for a home that another process has open
    private Home open(Path directory, Configuration configuration, Supplier<Custody> custody) {
        if (!exists(directory)) {
            throw new WharfException(
                    ErrorCode.NOT_FOUND,
                    "There is no archive in %s. 'wharf import' or 'wharf up' begins one; --home or WHARF_HOME names another place."
                            .formatted(directory));
        }
        HomeLock lock = lock(directory);
        try {
            FileKeyVault keys = FileKeyVault.open(keys(directory), custody.get(), clock, random);
            return home(directory, configuration, lock, keys);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public NewHome create(Path directory, Configuration configuration) {
        prepare(directory);
        HomeLock lock = lock(directory);
        try {
            FileKeyVault.Created made =
                    FileKeyVault.create(keys(directory), custody(configuration), clock, random);
            EmbeddedHome home = home(directory, configuration, lock, made.vault());
            home.ledger().append(Act.of(ActKind.START, Subject.ARCHIVE, actor, clock.instant()));
            home.archive();
            return new NewHome(home, made.recovery().reveal());
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public Restore.Report restore(
            Path backup,
            Path directory,
            String recoveryKey,
            @Nullable Path destroyed,
            Configuration configuration,
            Progress progress) {
        return new Restore(clock, random, progress)
                .run(
                        backup,
                        directory,
                        RecoveryKey.parse(recoveryKey),
                        custody(configuration),
                        destroyed);
    }

    private EmbeddedHome home(
            Path directory, Configuration configuration, HomeLock lock, FileKeyVault keys) {
        // What a crash left of somebody's phone.
        WorkingFolder.below(directory).clear();
        return new EmbeddedHome(
                directory,
                lock,
                keys,
                new EmbeddedHome.Setting(
                        actor,
                        clock,
                        random,
                        configuration.zone(),
                        Duration.ofDays(
                                configuration.count(dev.wharf.app.config.Setting.JOURNAL_DAYS)),
                        ahead));
    }

    private HomeLock lock(Path directory) {
        return HomeLock.take(directory, HomeLock.holder(actor, clock.instant()));
    }

    /// An empty directory that only its owner reads. What configures it may be there already.
    private static void prepare(Path directory) {
        try {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            try (Stream<Path> inside = Files.list(directory)) {
                if (inside.anyMatch(EmbeddedHomes::isForeign)) {
                    throw new WharfException(
                            ErrorCode.NOT_ALLOWED,
                            "%s holds files that are not an archive's; name another home with --home."
                                    .formatted(directory));
                }
            }
            Files.setPosixFilePermissions(directory, OWNER_ONLY);
        } catch (IOException e) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED,
                    "Could not make the home %s; check the rights of what is above it."
                            .formatted(directory),
                    e);
        }
    }

    private static boolean isForeign(Path file) {
        String name = String.valueOf(file.getFileName());
        return !name.endsWith(".yaml") && !OWN.contains(name);
    }

    private static Path keys(Path directory) {
        return directory.resolve("keys");
    }
}
