package dev.wharf.testkit.android;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// Writes what is there before the first message: the owner, addresses, chats, members.
final class AndroidHeads implements AutoCloseable {
    private final AndroidShape shape;
    private final AndroidPeople people;
    private final TableRows props;
    private final TableRows jids;
    private final TableRows lids;
    private final TableRows lidNames;
    private final TableRows chats;
    private final TableRows chatList;
    private final TableRows participants;
    private final TableRows legacyParticipants;

    AndroidHeads(
            Connection connection,
            Map<String, List<String>> tables,
            AndroidShape shape,
            AndroidPeople people)
            throws SQLException {
        this.shape = shape;
        this.people = people;
        props = rows(connection, tables, "props", "key", "value");
        jids =
                rows(
                        connection,
                        tables,
                        "jid",
                        "_id",
                        "user",
                        "server",
                        "agent",
                        "device",
                        "type",
                        "raw_string");
        lids = rows(connection, tables, "jid_map", "lid_row_id", "jid_row_id");
        lidNames = rows(connection, tables, "lid_display_name", "lid_row_id", "display_name");
        chats =
                rows(
                        connection,
                        tables,
                        "chat",
                        "_id",
                        "jid_row_id",
                        "hidden",
                        "subject",
                        "created_timestamp",
                        "account_jid_row_id");
        chatList = rows(connection, tables, "chat_list", "key_remote_jid", "subject", "creation");
        participants =
                rows(
                        connection,
                        tables,
                        "group_participant_user",
                        "group_jid_row_id",
                        "user_jid_row_id",
                        "rank",
                        "pending",
                        "add_timestamp");
        legacyParticipants =
                rows(connection, tables, "group_participants", "gjid", "jid", "admin", "pending");
    }

    static TableRows rows(
            Connection connection,
            Map<String, List<String>> tables,
            String table,
            String... columns)
            throws SQLException {
        return new TableRows(connection, table, tables.get(table), columns);
    }

    void write() throws SQLException {
        props.add("user_push_name", "Olivia Owner");
        for (int p = AndroidPeople.OWNER; p < shape.direct(); p++) {
            person(p);
        }
        long created = shape.generation().start.toEpochMilli() - 1_000;
        for (int c = 0; c < people.chats(); c++) {
            chat(c, created);
        }
    }

    private void person(int p) throws SQLException {
        jids.add(
                AndroidPeople.row(p),
                AndroidPeople.phone(p),
                "s.whatsapp.net",
                0,
                0,
                0,
                AndroidPeople.jid(p));
        if (shape.generation().hasLids()) {
            jids.add(
                    AndroidPeople.lidRow(p),
                    AndroidPeople.lidUser(p),
                    "lid",
                    0,
                    0,
                    18,
                    AndroidPeople.lidJid(p));
            lids.add(AndroidPeople.lidRow(p), AndroidPeople.row(p));
            lidNames.add(AndroidPeople.lidRow(p), "~" + AndroidPeople.name(p));
        }
    }

    private void chat(int c, long created) throws SQLException {
        String jid = people.chatJid(c);
        if (people.isGroup(c)) {
            jids.add(
                    people.chatJidRow(c), jid.substring(0, jid.indexOf('@')), "g.us", 0, 0, 1, jid);
            member(c, AndroidPeople.OWNER, 2, created);
            for (int m = 0; m < shape.members(); m++) {
                member(c, people.member(c, m), m == 0 ? 1 : 0, created);
            }
        }
        chats.add(
                c + 1,
                people.chatJidRow(c),
                0,
                people.subject(c),
                created,
                people.hasLidChat(c) ? AndroidPeople.row(c) : null);
        chatList.add(jid, people.subject(c), created);
    }

    private void member(int chat, int person, int rank, long created) throws SQLException {
        participants.add(people.chatJidRow(chat), people.memberRow(person), rank, 0, created);
        // Old databases have an empty address for the owner.
        legacyParticipants.add(
                AndroidPeople.groupJid(chat),
                person == AndroidPeople.OWNER ? "" : AndroidPeople.jid(person),
                rank > 0 ? 1 : 0,
                0);
    }

    @Override
    public void close() throws SQLException {
        for (TableRows rows :
                List.of(
                        props,
                        jids,
                        lids,
                        lidNames,
                        chats,
                        chatList,
                        participants,
                        legacyParticipants)) {
            rows.close();
        }
    }
}
