package dev.wharf.app.site;

import dev.wharf.site.database.SiteDatabase;
import dev.wharf.site.feed.Acknowledgements;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongPredicate;

/// Captures that the archive has acknowledged without holding them: the journal keeps those until
/// somebody has dealt with them.
final class SetAside implements Acknowledgements {
    private final SiteDatabase database;

    SetAside(SiteDatabase database) {
        this.database = database;
    }

    @Override
    public void note(long upTo, Set<Long> notArchived) {
        if (notArchived.isEmpty()) {
            return;
        }
        database.write(
                sql -> {
                    notArchived.forEach(
                            sequence ->
                                    sql.update(
                                            "INSERT INTO set_aside (sequence) VALUES (?) ON CONFLICT (sequence) DO NOTHING",
                                            sequence));
                    return notArchived.size();
                });
    }

    /// What the archive holds of what it has acknowledged, as of now.
    LongPredicate archived() {
        Set<Long> aside =
                new HashSet<>(
                        database.read(
                                sql ->
                                        sql.list(
                                                row -> row.number("sequence"),
                                                "SELECT sequence FROM set_aside")));
        return sequence -> !aside.contains(sequence);
    }
}
