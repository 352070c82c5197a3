package dev.wharf.site.credential;

import dev.wharf.site.database.Row;
import dev.wharf.site.database.Sql;
import dev.wharf.site.http.Access;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Rows of credentials and of the addresses they were used from.
final class CredentialRepository {
    private static final int ADDRESSES_KEPT = 20;

    private CredentialRepository() {}

    record Stored(Credential credential, PasswordHash hash) {}

    static void insert(Sql sql, Credential credential, PasswordHash hash) {
        sql.update(
                """
                INSERT INTO credential (name, role, account, salt, memory, passes, lanes, hash, created, changed)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                credential.name(),
                credential.role(),
                credential.account(),
                hash.salt(),
                hash.memoryKiB(),
                hash.passes(),
                hash.lanes(),
                hash.hash(),
                credential.created(),
                credential.changed());
    }

    static void password(Sql sql, String name, PasswordHash hash, Instant now) {
        sql.update(
                """
                UPDATE credential
                SET salt = ?, memory = ?, passes = ?, lanes = ?, hash = ?, changed = ?
                WHERE name = ?
                """,
                hash.salt(),
                hash.memoryKiB(),
                hash.passes(),
                hash.lanes(),
                hash.hash(),
                now,
                name);
    }

    static void revoke(Sql sql, String name, Instant now) {
        sql.update("UPDATE credential SET revoked = ? WHERE name = ?", now, name);
    }

    static Optional<Stored> find(Sql sql, String name) {
        return sql.first(
                CredentialRepository::stored, "SELECT * FROM credential WHERE name = ?", name);
    }

    static boolean enrolled(Sql sql, String account) {
        return sql.first(row -> row.text("id"), "SELECT id FROM account WHERE id = ?", account)
                .isPresent();
    }

    static List<Credential> all(Sql sql) {
        return sql.list(
                row -> stored(row).credential, "SELECT * FROM credential ORDER BY created, name");
    }

    static boolean knows(Sql sql, String name, String address) {
        return sql.first(
                        row -> row.text("name"),
                        "SELECT name FROM credential_address WHERE name = ? AND address = ?",
                        name,
                        address)
                .isPresent();
    }

    static void remember(Sql sql, String name, String address, Instant now) {
        sql.update(
                """
                INSERT INTO credential_address (name, address, newest) VALUES (?, ?, ?)
                ON CONFLICT (name, address) DO UPDATE SET newest = excluded.newest
                """,
                name,
                address,
                now);
        sql.update(
                """
                DELETE FROM credential_address WHERE name = ? AND address NOT IN
                    (SELECT address FROM credential_address WHERE name = ?
                     ORDER BY newest DESC, address LIMIT ?)
                """,
                name,
                name,
                ADDRESSES_KEPT);
    }

    private static Stored stored(Row row) throws SQLException {
        return new Stored(
                new Credential(
                        row.text("name"),
                        Access.valueOf(row.text("role")),
                        row.textOrNull("account"),
                        row.instant("created"),
                        row.instant("changed"),
                        row.instantOrNull("revoked")),
                new PasswordHash(
                        row.bytes("salt"),
                        row.count("memory"),
                        row.count("passes"),
                        row.count("lanes"),
                        row.bytes("hash")));
    }
}
