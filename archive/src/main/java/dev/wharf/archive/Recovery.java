package dev.wharf.archive;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.progress.Progress;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/// Brings the catalog up to the packs: from where it ends (an interrupted commit), or from nothing
/// (`rebuild`), by the same steps.
///
/// A group that stands whole in a pack is complete: its keys and contents were durable before it
/// was written. So it is taken, whether or not its commit was acknowledged. Behind the last whole
/// group there can be one torn one, which nobody was promised; it is cut. Anything else that does
/// not fit is damage, and nothing is cut: the archive then opens for reading only.
final class Recovery {
    private static final int GROUPS_A_TRANSACTION = 64;

    private final Packs packs;
    private final GroupCipher cipher;
    private final Connection writer;
    private final Progress progress;

    Recovery(Packs packs, GroupCipher cipher, Connection writer, Progress progress) {
        this.packs = packs;
        this.cipher = cipher;
        this.writer = writer;
        this.progress = progress;
    }

    /// @param replayed groups that the catalog did not have
    /// @param cut bytes of a torn group that were cut off
    /// @param damage why nothing may be written; null when all is well
    record Outcome(Tail tail, long replayed, long cut, @Nullable String damage) {}

    Outcome run() throws IOException, SQLException {
        packs.removeUnfinished();
        Tail tail = committed();
        String damage = tail.pack() == 0 ? null : disagreement(tail);
        if (damage != null) {
            return new Outcome(tail, 0, 0, damage);
        }
        Projection projection = new Projection(writer);
        long replayed = 0;
        progress.begin("Replaying packs", -1, "groups");
        while (true) {
            Pack pack = packs.find(tail.pack());
            GroupHeader header = pack == null || tail.full() ? null : pack.group(tail.end());
            if (pack != null && header != null && follows(header, tail)) {
                tail = replay(projection, pack, header, tail);
                progress.advance(1);
                if (++replayed % GROUPS_A_TRANSACTION == 0) {
                    writer.commit();
                }
                continue;
            }
            boolean ended = pack == null || ended(pack, tail);
            Pack next = packs.find(tail.pack() + 1);
            if (!ended || next == null) {
                break;
            }
            tail = new Tail(tail.group(), next.number(), Pack.HEADER, false, tail.digest());
        }
        writer.commit();
        progress.end();
        return finish(tail, replayed);
    }

    private Tail committed() throws SQLException {
        Statements sql = new Statements(writer);
        try (ResultSet row =
                sql.query(
                        """
                        SELECT number, place, length, digest FROM commit_group
                        ORDER BY number DESC LIMIT 1
                        """)) {
            if (!row.next()) {
                return Tail.START;
            }
            Place place = Place.of(row.getLong(2));
            return new Tail(
                    row.getLong(1),
                    place.pack(),
                    place.offset() + row.getLong(3),
                    false,
                    row.getBytes(4));
        }
    }

    /// Whether the catalog's last group is the one in the pack.
    private @Nullable String disagreement(Tail tail) throws IOException, SQLException {
        Statements sql = new Statements(writer);
        long length =
                sql.number(0, "SELECT length FROM commit_group WHERE number = ?", tail.group());
        Pack pack = packs.find(tail.pack());
        String name = "pack " + tail.pack();
        if (pack == null) {
            return name + " is missing or has no header";
        }
        if (pack.size() < tail.end()) {
            return name + " ends at " + pack.size() + " but " + tail.end() + " were committed";
        }
        long start = tail.end() - length;
        GroupHeader header = pack.header(start);
        boolean same =
                header != null
                        && header.length() == length
                        && Arrays.equals(
                                tail.digest(), header.digest(pack.sealedManifest(header, start)));
        return same ? null : name + " does not hold the committed group at offset " + start;
    }

    private static boolean follows(GroupHeader header, Tail tail) {
        return header.group() == tail.group() + 1
                && Arrays.equals(header.previous(), tail.digest());
    }

    private Tail replay(Projection projection, Pack pack, GroupHeader header, Tail tail)
            throws IOException, SQLException {
        byte[] sealed = pack.sealedManifest(header, tail.end());
        Manifest manifest = cipher.open(pack, header, sealed);
        Projection.Position position = Positions.of(pack, header, tail.end(), sealed);
        projection.apply(position, manifest);
        return tail.after(position);
    }

    /// Whether the pack's footer stands where its groups end.
    private static boolean ended(Pack pack, Tail tail) throws IOException {
        PackFooter footer = PackFooter.read(pack);
        return footer != null && footer.start(pack) == tail.end();
    }

    private Outcome finish(Tail tail, long replayed) throws IOException {
        if (!packs.headless().isEmpty()) {
            return new Outcome(
                    tail, replayed, 0, "pack " + packs.headless().getFirst() + " has no header");
        }
        Pack pack = packs.find(tail.pack());
        Pack last = packs.last();
        if (last != null && (pack == null || last.number() != pack.number())) {
            return new Outcome(tail, replayed, 0, damaged(tail));
        }
        if (pack == null) {
            return new Outcome(Tail.START, replayed, 0, null);
        }
        if (ended(pack, tail)) {
            Tail full = new Tail(tail.group(), tail.pack(), tail.end(), true, tail.digest());
            return new Outcome(full, replayed, 0, null);
        }
        long torn = pack.size() - tail.end();
        if (torn > 0) {
            if (pack.nextHeader(tail.end() + 1) >= 0) {
                return new Outcome(tail, replayed, 0, damaged(tail));
            }
            pack.truncate(tail.end());
        }
        return new Outcome(tail, replayed, torn, null);
    }

    private static String damaged(Tail tail) {
        return "pack " + tail.pack() + " is damaged at offset " + tail.end();
    }

    static WharfException readOnly(String damage) {
        return new WharfException(
                ErrorCode.STORAGE_CORRUPT,
                damage
                        + "; the archive can be read but not written. Run `wharf verify`, and"
                        + " restore the pack from a backup");
    }
}
