package dev.wharf.compliance.kql;

import dev.wharf.core.search.Query;

import java.time.Clock;
import java.time.ZoneId;

/// Reads and prints queries. `parse(print(query))` gives the same query, whenever and wherever: a
/// printed query holds instants, not `today`.
public final class Kql {
    /// As in Microsoft's search of mailboxes.
    public static final int LONGEST = 10_000;

    private Kql() {}

    /// @param clock tells what `today` is; @param zone in which a day begins
    /// @throws dev.wharf.core.error.WharfException `QUERY_INVALID`, saying at which character, why,
    ///   and what to write instead
    public static Query parse(String text, Clock clock, ZoneId zone) {
        return new KqlParser(text, new KqlDates(clock, zone)).parse();
    }

    public static String print(Query query) {
        return KqlPrinter.print(query);
    }
}
