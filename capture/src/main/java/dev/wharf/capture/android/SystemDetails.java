package dev.wharf.capture.android;

import dev.wharf.capture.database.Row;
import dev.wharf.core.event.Field;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What stands beside a system message in the tables `message_system_…`: whom it is about, what was
/// there before. For one thread.
final class SystemDetails implements AutoCloseable {
    private final People people;
    private final Satellite participants;
    private final Satellite joined;
    private final Satellite numbers;
    private final Satellite lids;
    private final List<Table> tables;

    /// A table whose values are shown as they are.
    private record Table(Satellite rows, List<Column> columns) {}

    /// @param person whether it holds a row of `jid`
    private record Column(String name, String words, boolean person) {}

    SystemDetails(Store store, People people) throws IOException {
        this.people = people;
        participants =
                store.satellite(
                        "message_system_chat_participant", "message_row_id", "user_jid_row_id");
        joined = store.satellite("message_system_group", "message_row_id", "is_me_joined");
        numbers =
                store.satellite(
                        "message_system_number_change",
                        "message_row_id",
                        "old_jid_row_id",
                        "new_jid_row_id");
        lids =
                store.satellite(
                        "message_system_lid_change",
                        "message_row_id",
                        "old_lid_row_id",
                        "new_lid_row_id");
        tables = tables(store);
    }

    private static List<Table> tables(Store store) throws IOException {
        List<Table> all = new ArrayList<>();
        all.add(table(store, "value_change", value("old_data", "before")));
        all.add(table(store, "photo_change", value("new_photo_id", "picture")));
        all.add(
                table(
                        store,
                        "device_change",
                        value("device_added_count", "devices added"),
                        value("device_removed_count", "devices removed")));
        all.add(table(store, "block_contact", value("is_blocked", "blocked")));
        all.add(table(store, "business_state", value("business_name", "business")));
        all.add(table(store, "initial_privacy_provider", value("verified_biz_name", "business")));
        all.add(
                table(
                        store,
                        "username_change",
                        person("user_jid", "of"),
                        value("old_username", "before"),
                        value("new_username", "now")));
        all.add(table(store, "group_with_parent", value("linked_parent_group_name", "community")));
        all.add(table(store, "with_group_nodes", value("group_subject", "group")));
        all.add(
                table(
                        store,
                        "linked_group_call",
                        value("call_id", "call"),
                        value("is_video_call", "video")));
        all.add(
                table(
                        store,
                        "chat_assignment",
                        value("agent_name", "assigned to"),
                        value("is_unassigned_chat", "unassigned")));
        all.add(
                table(
                        store,
                        "ephemeral_setting_not_applied",
                        value("setting_duration", "seconds")));
        Satellite timer =
                store.satellite("message_ephemeral_setting", "message_row_id", "setting_duration");
        all.add(new Table(timer, List.of(value("setting_duration", "seconds"))));
        return List.copyOf(all);
    }

    private static Table table(Store store, String name, Column... columns) throws IOException {
        List<Column> all = List.of(columns);
        return new Table(
                store.satellite(
                        "message_system_" + name,
                        "message_row_id",
                        all.stream().map(Column::name).toArray(String[]::new)),
                all);
    }

    private static Column value(String name, String words) {
        return new Column(name, words, false);
    }

    private static Column person(String name, String words) {
        return new Column(name, words, true);
    }

    /// Whom it is about, in the order of the rows.
    List<Person> about(long message) throws IOException {
        List<Person> about = new ArrayList<>();
        participants.each(
                message,
                row -> {
                    Person person = people.person(row.integer("s.user_jid_row_id"));
                    if (person != null) {
                        about.add(person);
                    }
                });
        return about.stream().distinct().toList();
    }

    /// Whether it tells that the owner joined.
    boolean ownerJoined(long message) throws IOException {
        return joined.first(message, row -> row.flag("s.is_me_joined")).orElse(false);
    }

    /// Who somebody was, and who they are now.
    List<Person> numbers(long message) throws IOException {
        List<Person> both = new ArrayList<>();
        numbers.each(message, row -> both(row, "s.old_jid_row_id", "s.new_jid_row_id", both));
        lids.each(message, row -> both(row, "s.old_lid_row_id", "s.new_lid_row_id", both));
        return both;
    }

    private void both(Row row, String before, String now, List<Person> into) throws IOException {
        for (String column : List.of(before, now)) {
            Person person = people.person(row.integer(column));
            if (person != null) {
                into.add(person);
            }
        }
    }

    /// Everything else.
    List<Field> values(long message) throws IOException {
        List<Field> values = new ArrayList<>();
        for (Table table : tables) {
            table.rows().each(message, row -> values(table, row, values));
        }
        return values;
    }

    private void values(Table table, Row row, List<Field> into) throws IOException {
        for (Column column : table.columns()) {
            String name = "s." + column.name();
            String value = column.person() ? label(row.integer(name)) : row.someText(name);
            if (value != null && !value.isBlank()) {
                into.add(new Field(column.words(), value));
            }
        }
    }

    private @Nullable String label(@Nullable Long row) throws IOException {
        Person person = people.person(row);
        return person == null ? null : person.label();
    }

    @Override
    public void close() {
        participants.close();
        joined.close();
        numbers.close();
        lids.close();
        tables.forEach(table -> table.rows().close());
    }
}
