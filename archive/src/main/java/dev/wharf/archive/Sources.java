package dev.wharf.archive;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/// The interned source lines as the writer knows them. For one thread.
final class Sources {
    private static final int REMEMBERED = 4096;

    private final Statements sql;
    private final Map<SourceLine, Integer> numbers =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<SourceLine, Integer> eldest) {
                    return size() > REMEMBERED;
                }
            };
    private int last;

    Sources(Statements sql) throws SQLException {
        this.sql = sql;
        last = (int) sql.number(0, "SELECT max(number) FROM source");
    }

    int intern(SourceLine source) throws SQLException {
        Integer known = numbers.get(source);
        if (known == null) {
            known = find(source);
        }
        if (known == null) {
            known = insert(source);
        }
        numbers.put(source, known);
        return known;
    }

    private @Nullable Integer find(SourceLine source) throws SQLException {
        try (ResultSet row =
                sql.query(
                        """
                        SELECT number, kind, capture, digest, name, decoder, account, head, tail
                        FROM source WHERE capture = ? AND head = ? AND tail = ? ORDER BY number
                        """,
                        source.capture().sequence(),
                        source.before(),
                        source.after())) {
            while (row.next()) {
                if (Rows.source(row, 2).equals(source)) {
                    return row.getInt(1);
                }
            }
            return null;
        }
    }

    private int insert(SourceLine source) throws SQLException {
        last++;
        sql.update(
                """
                INSERT INTO source
                    (number, kind, capture, digest, name, decoder, account, head, tail)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                last,
                Codes.of(source.kind()),
                source.capture().sequence(),
                source.digest().sha256(),
                source.name(),
                source.decoder(),
                source.account(),
                source.before(),
                source.after());
        return last;
    }
}
