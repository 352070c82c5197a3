package dev.wharf.site.credential;

import dev.wharf.core.ledger.Actor;
import dev.wharf.site.database.SiteDatabase;
import dev.wharf.site.http.Access;

import java.util.List;

/// Nothing is shipped with a password. The first start makes one administrator and one connector
/// and gives their passwords back once, to be printed where the operator sees them.
public final class FirstStart {
    public static final String ADMINISTRATOR = "admin";
    public static final String CONNECTOR = "archive";

    private final SiteDatabase database;
    private final Credentials credentials;

    public FirstStart(SiteDatabase database, Credentials credentials) {
        this.database = database;
        this.credentials = credentials;
    }

    /// @return both credentials, or nothing when there are some already. When the process ends
    ///   before they were shown, an operator rotates them at the machine
    public List<Issued> run(Actor actor) {
        if (!credentials.all().isEmpty()) {
            return List.of();
        }
        Credentials.Fresh administrator =
                credentials.fresh(ADMINISTRATOR, Access.ADMINISTRATOR, null);
        Credentials.Fresh connector = credentials.fresh(CONNECTOR, Access.CONNECTOR, null);
        database.write(
                sql -> {
                    credentials.insert(sql, administrator, actor);
                    return credentials.insert(sql, connector, actor);
                });
        return List.of(administrator.issued(), connector.issued());
    }
}
