package dev.wharf.archive;

import dev.wharf.core.key.KeyVault;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Ledger;
import dev.wharf.store.file.Disk;
import dev.wharf.store.file.LocalDisk;

import java.security.SecureRandom;
import java.time.Clock;

/// What an archive stands on.
///
/// @param ledger gets one entry a commit group and one an erasure
/// @param actor in whose name the ledger records commits
/// @param packBytes a pack that has reached this size is closed
public record ArchiveSetup(
        KeyVault keys,
        Ledger ledger,
        Clock clock,
        ArchiveListener listener,
        Actor actor,
        Disk disk,
        SecureRandom random,
        long packBytes) {
    private static final long PACK_BYTES = 256L << 20;

    public static ArchiveSetup of(KeyVault keys, Ledger ledger, Clock clock, String host) {
        return new ArchiveSetup(
                keys,
                ledger,
                clock,
                ArchiveListener.NONE,
                Actor.job("archive", host),
                new LocalDisk(),
                new SecureRandom(),
                PACK_BYTES);
    }

    public ArchiveSetup listener(ArchiveListener listener) {
        return new ArchiveSetup(keys, ledger, clock, listener, actor, disk, random, packBytes);
    }

    public ArchiveSetup disk(Disk disk) {
        return new ArchiveSetup(keys, ledger, clock, listener, actor, disk, random, packBytes);
    }

    public ArchiveSetup packBytes(long packBytes) {
        return new ArchiveSetup(keys, ledger, clock, listener, actor, disk, random, packBytes);
    }
}
