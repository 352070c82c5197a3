package dev.wharf.connector.directory;

import dev.wharf.core.directory.DirectoryEntry;
import dev.wharf.core.directory.DirectorySource;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads directories whole, and keeps the last good snapshot of each. Its caller says when: each
/// night, and when somebody asks.
///
/// A reading counts as a whole or not at all. One that finds nobody, or that has lost more users
/// than is likely in a night, is refused: a directory that answers half is worse than an old one,
/// since mail to everybody else would fail. For one thread.
public final class DirectorySync {
    /// Fewer lost users are never refused: in a firm of four, one who leaves is a quarter.
    private static final int FEW = 5;

    private final SnapshotFile file;
    private final DirectoryRules rules;
    private final Clock clock;

    public DirectorySync(SnapshotFile file, DirectoryRules rules, Clock clock) {
        this.file = file;
        this.rules = rules;
        this.clock = clock;
    }

    /// @param acceptLoss an operator has seen that the users are really gone
    public Synced sync(DirectorySource source, boolean acceptLoss) {
        DirectorySnapshot before = last(source.name()).orElse(null);
        DirectorySnapshot read;
        try {
            read = readWhole(source);
        } catch (WharfException failed) {
            ErrorKind kind = failed.code().kind();
            if (kind == ErrorKind.INTERNAL || kind == ErrorKind.INTEGRITY) {
                throw failed;
            }
            return new Synced.Kept(before, failed.code(), String.valueOf(failed.getMessage()));
        }
        return weigh(before, read, acceptLoss);
    }

    /// The last good snapshot; empty also when it cannot be opened any more, since it can be read
    /// again.
    public Optional<DirectorySnapshot> last(String source) {
        try {
            return file.read(source, rules.reader());
        } catch (WharfException unreadable) {
            if (unreadable.code() != ErrorCode.STORAGE_CORRUPT) {
                throw unreadable;
            }
            return Optional.empty();
        }
    }

    private DirectorySnapshot readWhole(DirectorySource source) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        DirectorySnapshot.Builder snapshot =
                new DirectorySnapshot.Builder(source.name(), now, rules.reader());
        source.read(snapshot::add);
        return snapshot.build();
    }

    private Synced weigh(
            @Nullable DirectorySnapshot before, DirectorySnapshot read, boolean acceptLoss) {
        if (read.size() == 0) {
            return new Synced.Kept(
                    before,
                    ErrorCode.SOURCE_REFUSED,
                    "the directory %s lists nobody with a mailbox; look at its search base, filter"
                                    .formatted(read.source())
                            + " and rights");
        }
        long[] loss = before == null ? new long[2] : loss(before, read);
        boolean sudden = loss[0] >= FEW && loss[0] * 100 > loss[1] * rules.mostLoss();
        if (sudden && !acceptLoss) {
            return new Synced.Kept(
                    before,
                    ErrorCode.SOURCE_REFUSED,
                    "the directory %s has lost %d of %d users at once, more than %d %%; the one of %s stays. If they are really gone, accept the loss"
                            .formatted(
                                    read.source(),
                                    loss[0],
                                    loss[1],
                                    rules.mostLoss(),
                                    before == null ? "" : before.taken()));
        }
        file.write(read);
        return new Synced.Taken(read, loss[0]);
    }

    /// Who was enabled before and is not any more, and how many were enabled before.
    private static long[] loss(DirectorySnapshot before, DirectorySnapshot read) {
        long lost = 0;
        long all = 0;
        for (int place = 0; place < before.size(); place++) {
            DirectoryEntry entry = before.entry(place);
            if (entry.enabled()) {
                all++;
                lost += read.hasEnabled(entry.id()) ? 0 : 1;
            }
        }
        return new long[] {lost, all};
    }

    /// Everything about a snapshot that a person should mend.
    ///
    /// @param waiting items that wait for delivery, by the mailbox they wait for
    public DirectoryFindings review(DirectorySnapshot snapshot, Map<EmailAddress, Long> waiting) {
        DirectoryFindings.Gathering more = new DirectoryFindings.Gathering();
        Duration age = Duration.between(snapshot.taken(), clock.instant());
        if (age.compareTo(rules.oldest()) > 0) {
            more.add(
                    DirectoryFinding.Kind.OLD,
                    snapshot.source(),
                    "the directory was last read whole at %s, %d hours ago; who came or left since is not known. See why it cannot be read"
                            .formatted(snapshot.taken(), age.toHours()));
        }
        SortedMap<EmailAddress, Long> inOrder = new TreeMap<>(waiting);
        inOrder.forEach((address, items) -> disabled(snapshot, address, items, more));
        return snapshot.findings().and(more.done());
    }

    private static void disabled(
            DirectorySnapshot snapshot,
            EmailAddress address,
            long items,
            DirectoryFindings.Gathering findings) {
        if (items > 0 && snapshot.find(address) instanceof AddressLookup.Disabled) {
            findings.add(
                    DirectoryFinding.Kind.DISABLED_WAITED_FOR,
                    address.value(),
                    "%d items wait for %s, whose account is disabled; enable it, or give them another mailbox"
                            .formatted(items, address));
        }
    }
}
