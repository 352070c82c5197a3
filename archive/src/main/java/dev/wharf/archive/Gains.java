package dev.wharf.archive;

import dev.wharf.core.archive.Audience;
import dev.wharf.core.party.EmailAddress;

import java.sql.SQLException;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/// Mailboxes that one commit group gives to items that are archived already, as runs of sequences.
/// For one thread.
final class Gains {
    /// A group that gives a mailbox more runs than this is told as one run that holds too much.
    static final int MOST_RUNS = 10_000;

    private final Map<EmailAddress, Runs> gained = new TreeMap<>();

    /// Sequences from the lowest on, as bits: a group seldom spans more than some millions.
    private static final class Runs {
        private long lowest;
        private long highest;
        private BitSet bits = new BitSet();

        void add(long sequence) {
            if (bits.isEmpty()) {
                lowest = sequence;
                highest = sequence;
            }
            if (sequence < lowest) {
                lower(sequence);
            }
            highest = Math.max(highest, sequence);
            bits.set(Math.toIntExact(sequence - lowest));
        }

        private void lower(long sequence) {
            int by = Math.toIntExact(lowest - sequence);
            BitSet moved = new BitSet();
            bits.stream().forEach(bit -> moved.set(bit + by));
            bits = moved;
            lowest = sequence;
        }

        int count() {
            int runs = 0;
            for (int at = bits.nextSetBit(0);
                    at >= 0;
                    at = bits.nextSetBit(bits.nextClearBit(at))) {
                runs++;
            }
            return runs;
        }
    }

    void add(Audience before, Audience after, long sequence) {
        for (EmailAddress mailbox : after.mailboxes()) {
            if (!before.mailboxes().contains(mailbox)) {
                gained.computeIfAbsent(mailbox, _ -> new Runs()).add(sequence);
            }
        }
    }

    void write(Statements sql, long group) throws SQLException {
        for (Map.Entry<EmailAddress, Runs> gain : gained.entrySet()) {
            Runs runs = gain.getValue();
            if (runs.count() > MOST_RUNS) {
                write(sql, group, gain.getKey(), runs.lowest, runs.highest);
                continue;
            }
            BitSet bits = runs.bits;
            int at = bits.nextSetBit(0);
            while (at >= 0) {
                int end = bits.nextClearBit(at);
                write(sql, group, gain.getKey(), runs.lowest + at, runs.lowest + end - 1);
                at = bits.nextSetBit(end);
            }
        }
    }

    private static void write(
            Statements sql, long group, EmailAddress mailbox, long first, long last)
            throws SQLException {
        sql.update(
                "INSERT INTO gain (commit_group, mailbox, first, last) VALUES (?, ?, ?, ?)",
                group,
                mailbox.value(),
                first,
                last);
    }
}
