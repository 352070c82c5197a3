package dev.wharf.testkit.android;

import dev.wharf.testkit.android.AndroidStory.Line;
import dev.wharf.testkit.android.AndroidWritten.Fact;
import dev.wharf.testkit.android.AndroidWritten.Named;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Makes up the folder of a phone: `Databases/msgstore.db`, `Backups/wa.db` and `Media`. Writes
/// about a hundred thousand messages a second; memory does not depend on how many there are.
public final class AndroidStore {
    private final AndroidShape shape;
    private final AndroidPeople people;
    private final AndroidStory story;

    private AndroidStore(AndroidShape shape) {
        this.shape = shape;
        people = new AndroidPeople(shape);
        story = new AndroidStory(shape, people);
    }

    /// @param folder is made if it is not there; must hold no databases
    /// @return what was written
    public static AndroidWritten write(AndroidShape shape, Path folder)
            throws IOException, SQLException {
        AndroidWritten written = new AndroidWritten(folder);
        Files.createDirectories(written.database().getParent());
        Files.createDirectories(written.contacts().getParent());
        AndroidStore store = new AndroidStore(shape);
        store.database(written);
        store.contacts(written.contacts());
        store.media(written);
        return written;
    }

    private void database(AndroidWritten written) throws SQLException {
        try (Connection connection = open(written.database())) {
            Map<String, List<String>> tables = shape.generation().tables();
            create(connection, tables);
            try (AndroidHeads heads = new AndroidHeads(connection, tables, shape, people)) {
                heads.write();
            }
            try (MessageTables messages =
                            new MessageTables(connection, tables, shape, people, story);
                    LegacyTables legacy = new LegacyTables(connection, tables, people, story);
                    CallTables calls = new CallTables(connection, tables, people, written)) {
                messages.sentinel();
                legacy.sentinel();
                for (long i = 0; i < shape.messages(); i++) {
                    Line line = story.line(i);
                    count(line, written);
                    messages.write(line);
                    legacy.write(line);
                    calls.write(line, story.callAt(i));
                }
            }
            connection.commit();
        }
    }

    private void count(Line line, AndroidWritten written) {
        written.add(line.kind());
        if (line.own()) {
            written.add(Fact.OWN);
        }
        if (people.isGroup(line.chat())) {
            written.add(Fact.IN_GROUP);
        }
        if (line.media() >= 0 && line.media() < shape.mediaThere()) {
            written.add(Fact.MEDIA_THERE);
        }
        satellites(line, written);
        if (written.wantsName(line.kind())) {
            written.name(
                    line.kind(),
                    new Named(
                            line.row(),
                            line.key(),
                            people.chatJid(line.chat()),
                            line.own() ? null : AndroidPeople.phone(line.sender()),
                            Instant.ofEpochMilli(line.at()),
                            line.kind() == Fact.TEXT ? story.text(line.index()) : null));
        }
    }

    private void satellites(Line line, AndroidWritten written) {
        boolean addOns = shape.generation().hasAddOns();
        for (int i = 0; i < line.receipts(); i++) {
            written.add(Fact.RECEIPT);
        }
        for (int i = 0; addOns && i < line.reactions(); i++) {
            written.add(line.reactionAt(i).isEmpty() ? Fact.REACTION_REMOVED : Fact.REACTION);
        }
        for (int i = 0; line.kind() == Fact.POLL && i < line.votes(); i++) {
            written.add(Fact.VOTE);
        }
        if (line.quotes() >= 0) {
            written.add(Fact.QUOTE);
        }
        if (addOns && line.edited()) {
            written.add(Fact.EDIT);
        }
        if (line.forwarded() > 0) {
            written.add(Fact.FORWARDED);
        }
        if (line.mentions() >= 0) {
            written.add(Fact.MENTION);
        }
    }

    private static Connection open(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=OFF");
            statement.execute("PRAGMA synchronous=OFF");
            statement.execute("PRAGMA user_version=1");
        }
        connection.setAutoCommit(false);
        return connection;
    }

    private static void create(Connection connection, Map<String, List<String>> tables)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, List<String>> table : tables.entrySet()) {
                statement.execute(
                        "CREATE TABLE %s (%s)"
                                .formatted(table.getKey(), String.join(", ", table.getValue())));
            }
        }
    }

    private void contacts(Path file) throws SQLException {
        Map<String, List<String>> tables =
                Map.of(
                        "wa_contacts",
                        List.of(
                                "_id INTEGER PRIMARY KEY AUTOINCREMENT",
                                "jid TEXT NOT NULL",
                                "is_whatsapp_user BOOLEAN NOT NULL",
                                "number TEXT",
                                "display_name TEXT",
                                "wa_name TEXT"),
                        "wa_vnames",
                        List.of(
                                "_id INTEGER PRIMARY KEY AUTOINCREMENT",
                                "jid TEXT NOT NULL",
                                "serial INTEGER NOT NULL",
                                "issuer TEXT NOT NULL",
                                "verified_name TEXT NOT NULL"));
        try (Connection connection = open(file)) {
            create(connection, tables);
            try (TableRows rows =
                    new TableRows(
                            connection,
                            "wa_contacts",
                            tables.get("wa_contacts"),
                            "jid",
                            "is_whatsapp_user",
                            "number",
                            "display_name",
                            "wa_name")) {
                for (int p = 0; p < shape.direct(); p++) {
                    String name = AndroidPeople.name(p);
                    boolean inBook = p % 5 != 4;
                    rows.add(
                            AndroidPeople.jid(p),
                            1,
                            "+" + AndroidPeople.phone(p),
                            inBook ? name : null,
                            inBook ? null : name);
                }
            }
            connection.commit();
        }
    }

    private void media(AndroidWritten written) throws IOException {
        for (long place = 0; place < shape.mediaThere(); place++) {
            Path file = written.folder().resolve(AndroidStory.path(place));
            Files.createDirectories(file.getParent());
            Files.write(file, story.media(place));
        }
    }
}
