package dev.wharf.connector.intake;

import dev.wharf.core.archive.ArchiveReader;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;

/// Which captures of the journal the archive holds, by sequence: live ones as far as pages go,
/// files that were archived, whole or as far as they could be read, and those whose bytes another
/// one brought. What was refused with a question, could not be read at all, or was set aside, is
/// acknowledged too, and lies in the journal alone.
///
/// A picture of the archive as it was when it was taken: one number for all live captures, and what
/// is known of each file. Immutable.
public final class ArchivedCaptures implements LongPredicate {
    private final long live;
    private final Set<Long> archived;
    private final Set<Long> others;

    private ArchivedCaptures(long live, Set<Long> archived, Set<Long> others) {
        this.live = live;
        this.archived = archived;
        this.others = others;
    }

    public static ArchivedCaptures of(ArchiveReader reader) {
        // Before the documents: what is set aside meanwhile is then beyond it.
        long live = LiveProgress.of(reader).through();
        // Part 0 of a file is archived last, and its original with it.
        List<IntakeProgress> files =
                reader.documents(IntakeProgress.KIND).stream()
                        .map(document -> IntakeProgress.parse(document.json()))
                        .filter(reached -> reached.part() == 0)
                        .toList();
        Set<String> digests = new HashSet<>();
        files.stream().filter(ArchivedCaptures::kept).forEach(one -> digests.add(one.digest()));
        Set<Long> archived = new HashSet<>();
        Set<Long> others = new HashSet<>();
        for (IntakeProgress file : files) {
            boolean whole =
                    digests.contains(file.digest()) && file.state() != IntakeProgress.State.RUNNING;
            (whole ? archived : others).add(file.capture());
        }
        return new ArchivedCaptures(live, archived, others);
    }

    private static boolean kept(IntakeProgress reached) {
        return switch (reached.state()) {
            case DONE -> true;
            case FAILED -> reached.conversation() != null || reached.events() > 0;
            case RUNNING, REFUSED -> false;
        };
    }

    /// Captures that were dealt with and are not in the archive, or not known to be yet.
    public Set<Long> setAside() {
        return Set.copyOf(others);
    }

    @Override
    public boolean test(long sequence) {
        return archived.contains(sequence) || (sequence <= live && !others.contains(sequence));
    }
}
