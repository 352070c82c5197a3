package dev.wharf.connector.intake;

import dev.wharf.core.archive.ArchiveReader;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;

/// Which captures of the journal the archive holds, by sequence: those that were archived, whole or
/// as far as they could be read, and those whose bytes another one brought. What was refused with a
/// question, or could not be read at all, is acknowledged too, and lies in the journal alone.
///
/// A picture of the archive as it was when it was taken. Immutable.
public final class ArchivedCaptures implements LongPredicate {
    private final Set<Long> sequences;

    private ArchivedCaptures(Set<Long> sequences) {
        this.sequences = sequences;
    }

    public static ArchivedCaptures of(ArchiveReader reader) {
        // Part 0 of a capture is archived last, and its original with it.
        List<IntakeProgress> captures =
                reader.documents(IntakeProgress.KIND).stream()
                        .map(document -> IntakeProgress.parse(document.json()))
                        .filter(reached -> reached.part() == 0)
                        .toList();
        Set<String> digests = new HashSet<>();
        captures.stream().filter(ArchivedCaptures::kept).forEach(one -> digests.add(one.digest()));
        Set<Long> sequences = new HashSet<>();
        captures.stream()
                .filter(one -> digests.contains(one.digest()))
                .filter(one -> one.state() != IntakeProgress.State.RUNNING)
                .forEach(one -> sequences.add(one.capture()));
        return new ArchivedCaptures(sequences);
    }

    private static boolean kept(IntakeProgress reached) {
        return switch (reached.state()) {
            case DONE -> true;
            case FAILED -> reached.conversation() != null;
            case RUNNING, REFUSED -> false;
        };
    }

    @Override
    public boolean test(long sequence) {
        return sequences.contains(sequence);
    }
}
