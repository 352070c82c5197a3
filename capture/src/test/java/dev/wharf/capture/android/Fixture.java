package dev.wharf.capture.android;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A message database in a test: the tables that the decoder reads, of the newest schema, with as
/// many rows as the test needs. Chats and people are there from the start:
///
/// | row of `jid` | who |
/// |---|---|
/// | 1 | Ann, `447700900011`, whose LID (2) the map knows |
/// | 2 | Ann's LID, `9000011` |
/// | 3 | Bob, `447700900012`, in no map |
/// | 4 | a group |
/// | 5 | somebody known by LID alone, `9000055` |
/// | 6 | the owner, `447700900001` |
///
/// Chat 10 is with Ann, 11 the group, 12 with Ann by her LID, 13 with the one known by LID alone.
final class Fixture {
    static final long NOON = 1_790_000_000_000L;
    static final int ANN = 1;
    static final int ANNS_LID = 2;
    static final int BOB = 3;
    static final int HIDDEN = 5;
    static final int OWNER = 6;
    static final int WITH_ANN = 10;
    static final int GROUP = 11;
    static final int WITH_ANNS_LID = 12;
    static final int WITH_HIDDEN = 13;

    private static final Map<String, String> TABLES = new LinkedHashMap<>();

    static {
        table("props", "_id INTEGER PRIMARY KEY, key TEXT, value TEXT");
        table(
                "jid",
                "_id INTEGER PRIMARY KEY, user TEXT, server TEXT, agent INTEGER, device INTEGER, type INTEGER, raw_string TEXT");
        table("jid_map", "lid_row_id INTEGER PRIMARY KEY, jid_row_id INTEGER, sort_id INTEGER");
        table(
                "lid_display_name",
                "lid_row_id INTEGER PRIMARY KEY, display_name TEXT, username TEXT");
        table(
                "chat",
                "_id INTEGER PRIMARY KEY, jid_row_id INTEGER UNIQUE, subject TEXT, account_jid_row_id INTEGER");
        table("newsletter", "chat_row_id INTEGER PRIMARY KEY, name TEXT");
        table(
                "message",
                "_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER, key_id TEXT, sender_jid_row_id INTEGER, status INTEGER, broadcast INTEGER, recipient_count INTEGER, origination_flags INTEGER, origin INTEGER, timestamp INTEGER, received_timestamp INTEGER, receipt_server_timestamp INTEGER, message_type INTEGER, text_data TEXT, starred INTEGER, view_mode INTEGER, sort_id INTEGER NOT NULL DEFAULT 0");
        table("message_details", "message_row_id INTEGER PRIMARY KEY, author_device_jid INTEGER");
        table(
                "message_text",
                "message_row_id INTEGER PRIMARY KEY, description TEXT, page_title TEXT, url TEXT");
        table(
                "message_media",
                "message_row_id INTEGER PRIMARY KEY, file_path TEXT, file_size INTEGER, file_length INTEGER, mime_type TEXT, media_name TEXT, file_hash TEXT, media_caption TEXT, media_duration INTEGER, page_count INTEGER, is_offloaded INTEGER, raw_transcription_text TEXT, direct_path TEXT");
        table("message_thumbnail", "message_row_id INTEGER PRIMARY KEY, thumbnail BLOB");
        table("media_hash_thumbnail", "media_hash TEXT PRIMARY KEY, thumbnail BLOB");
        table(
                "message_album",
                "message_row_id INTEGER PRIMARY KEY, image_count INTEGER, video_count INTEGER");
        table(
                "message_association",
                "_id INTEGER PRIMARY KEY, child_message_row_id INTEGER, parent_message_row_id INTEGER, association_type INTEGER");
        table("message_view_once_media", "message_row_id INTEGER PRIMARY KEY, state INTEGER");
        table(
                "message_quoted",
                "message_row_id INTEGER PRIMARY KEY, chat_row_id INTEGER, parent_message_chat_row_id INTEGER, from_me INTEGER, sender_jid_row_id INTEGER, key_id TEXT, timestamp INTEGER, message_type INTEGER, text_data TEXT, quoted_source INTEGER");
        table(
                "message_quoted_media",
                "message_row_id INTEGER PRIMARY KEY, media_caption TEXT, media_name TEXT, mime_type TEXT");
        table(
                "status_quoted_message",
                "message_row_id INTEGER PRIMARY KEY, description_text TEXT, original_status_key_id TEXT");
        table(
                "message_mentions",
                "_id INTEGER PRIMARY KEY, message_row_id INTEGER, jid_row_id INTEGER, display_name TEXT, mention_type INTEGER");
        table("message_forwarded", "message_row_id INTEGER PRIMARY KEY, forward_score INTEGER");
        table(
                "forwarded_newsletter_message_info",
                "message_row_id INTEGER PRIMARY KEY, newsletter_name TEXT, profile_name TEXT");
        table(
                "message_add_on",
                "_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER, key_id TEXT, sender_jid_row_id INTEGER, parent_message_row_id INTEGER, timestamp INTEGER, status INTEGER, message_add_on_type INTEGER, received_timestamp INTEGER, server_timestamp INTEGER");
        table(
                "message_add_on_reaction",
                "message_add_on_row_id INTEGER PRIMARY KEY, reaction TEXT, sender_timestamp INTEGER");
        table(
                "message_add_on_poll_vote",
                "message_add_on_row_id INTEGER PRIMARY KEY, sender_timestamp INTEGER");
        table(
                "message_add_on_poll_vote_selected_option",
                "_id INTEGER PRIMARY KEY, message_add_on_row_id INTEGER, message_poll_option_id INTEGER");
        table(
                "message_add_on_pin_in_chat",
                "message_add_on_row_id INTEGER PRIMARY KEY, pin_in_chat_state INTEGER");
        table(
                "message_add_on_keep_in_chat",
                "message_add_on_row_id INTEGER PRIMARY KEY, keep_in_chat_state INTEGER");
        table(
                "message_add_on_event_response",
                "message_add_on_row_id INTEGER PRIMARY KEY, response INTEGER, sender_timestamp INTEGER, extra_guest_count INTEGER");
        table(
                "message_poll",
                "message_row_id INTEGER PRIMARY KEY, selectable_options_count INTEGER, poll_type INTEGER, correct_option_id INTEGER, hide_participant_names INTEGER, end_time INTEGER");
        table(
                "message_poll_option",
                "_id INTEGER PRIMARY KEY, message_row_id INTEGER, option_name TEXT, vote_total INTEGER");
        table(
                "poll_edit_snapshot",
                "_id INTEGER PRIMARY KEY, parent_message_row_id INTEGER, previous_poll_name TEXT");
        table(
                "message_event",
                "message_row_id INTEGER PRIMARY KEY, is_canceled INTEGER, name TEXT, description TEXT, location_name TEXT, location_address TEXT, join_link TEXT, start_time INTEGER, end_time INTEGER");
        table(
                "message_comment",
                "_id INTEGER PRIMARY KEY, parent_message_row_id INTEGER, message_row_id INTEGER");
        table(
                "message_edit_info",
                "message_row_id INTEGER PRIMARY KEY, original_key_id TEXT, edited_timestamp INTEGER, sender_timestamp INTEGER");
        table("message_ftsv2_content", "docid INTEGER PRIMARY KEY, c0content TEXT, c1fts_jid TEXT");
        table(
                "message_revoked",
                "message_row_id INTEGER PRIMARY KEY, revoked_key_id TEXT, admin_jid_row_id INTEGER, revoke_timestamp INTEGER");
        table(
                "message_future",
                "message_row_id INTEGER PRIMARY KEY, version INTEGER, data BLOB, future_message_type INTEGER");
        table(
                "message_ephemeral",
                "message_row_id INTEGER PRIMARY KEY, duration INTEGER, expire_timestamp INTEGER, keep_in_chat INTEGER");
        table(
                "message_ephemeral_setting",
                "message_row_id INTEGER PRIMARY KEY, setting_duration INTEGER");
        table(
                "message_location",
                "message_row_id INTEGER PRIMARY KEY, latitude REAL, longitude REAL, place_name TEXT, place_address TEXT, url TEXT, live_location_share_duration INTEGER, live_location_final_latitude REAL, live_location_final_longitude REAL, live_location_final_timestamp INTEGER");
        table("message_vcard", "_id INTEGER PRIMARY KEY, message_row_id INTEGER, vcard TEXT");
        table(
                "message_group_invite",
                "message_row_id INTEGER PRIMARY KEY, group_jid_row_id INTEGER, admin_jid_row_id INTEGER, group_name TEXT, invite_code TEXT, expiration INTEGER, expired INTEGER");
        table(
                "message_template",
                "message_row_id INTEGER PRIMARY KEY, content_text_data TEXT, footer_text_data TEXT, template_id TEXT, category TEXT");
        table(
                "message_template_button",
                "_id INTEGER PRIMARY KEY, message_row_id INTEGER, text_data TEXT, extra_data TEXT");
        table(
                "message_ui_elements",
                "_id INTEGER PRIMARY KEY, message_row_id INTEGER, element_type INTEGER, element_content TEXT, description TEXT, footer_text TEXT, button_text TEXT");
        table(
                "message_ui_elements_reply",
                "message_row_id INTEGER PRIMARY KEY, reply_values TEXT, reply_description TEXT");
        table(
                "message_order",
                "message_row_id INTEGER PRIMARY KEY, order_id TEXT, order_title TEXT, item_count INTEGER, status INTEGER, message TEXT, seller_jid INTEGER, currency_code TEXT, total_amount_1000 INTEGER");
        table(
                "message_product",
                "message_row_id INTEGER PRIMARY KEY, business_owner_jid INTEGER, product_id TEXT, title TEXT, description TEXT, currency_code TEXT, amount_1000 INTEGER, retailer_id TEXT, url TEXT, sale_amount_1000 INTEGER, body TEXT, footer TEXT");
        table(
                "message_payment",
                "message_row_id INTEGER PRIMARY KEY, sender_jid_row_id INTEGER, receiver_jid_row_id INTEGER, amount_with_symbol TEXT");
        table(
                "message_external_ad_content",
                "message_row_id INTEGER PRIMARY KEY, title TEXT, body TEXT, source_url TEXT, source_app TEXT");
        table("message_system", "message_row_id INTEGER PRIMARY KEY, action_type INTEGER");
        table("message_system_chat_participant", "message_row_id INTEGER, user_jid_row_id INTEGER");
        table("message_system_group", "message_row_id INTEGER PRIMARY KEY, is_me_joined INTEGER");
        table("message_system_value_change", "message_row_id INTEGER PRIMARY KEY, old_data TEXT");
        table(
                "message_system_number_change",
                "message_row_id INTEGER PRIMARY KEY, old_jid_row_id INTEGER, new_jid_row_id INTEGER");
        table(
                "message_system_device_change",
                "message_row_id INTEGER PRIMARY KEY, device_added_count INTEGER, device_removed_count INTEGER");
        table(
                "message_system_block_contact",
                "message_row_id INTEGER PRIMARY KEY, is_blocked INTEGER");
        table(
                "message_system_username_change",
                "message_row_id INTEGER PRIMARY KEY, user_jid INTEGER, old_username TEXT, new_username TEXT");
        table("agent_message_attribution", "message_row_id INTEGER PRIMARY KEY, agent_id TEXT");
        table("agent_devices", "agent_id TEXT PRIMARY KEY, agent_name TEXT, device INTEGER");
        table(
                "group_history_bundle_association",
                "message_row_id INTEGER PRIMARY KEY, bundle_sender_jid_row_id INTEGER, bundle_message_key_from_me INTEGER");
        table(
                "receipt_user",
                "_id INTEGER PRIMARY KEY, message_row_id INTEGER, receipt_user_jid_row_id INTEGER, receipt_timestamp INTEGER, read_timestamp INTEGER, played_timestamp INTEGER");
        table(
                "group_participant_user",
                "_id INTEGER PRIMARY KEY, group_jid_row_id INTEGER, user_jid_row_id INTEGER, rank INTEGER, pending INTEGER, add_timestamp INTEGER");
        table(
                "group_past_participant_user",
                "_id INTEGER PRIMARY KEY, group_jid_row_id INTEGER, user_jid_row_id INTEGER, is_leave INTEGER, timestamp INTEGER");
        table(
                "deleted_chat_job",
                "_id INTEGER PRIMARY KEY, chat_row_id INTEGER, deleted_message_row_id INTEGER, deleted_starred_message_row_id INTEGER, deleted_message_categories TEXT, deleted_categories_message_row_id INTEGER, deleted_categories_starred_message_row_id INTEGER, singular_message_delete_rows_id TEXT");
        table(
                "call_log",
                "_id INTEGER PRIMARY KEY, jid_row_id INTEGER, from_me INTEGER, call_id TEXT, timestamp INTEGER, video_call INTEGER, duration INTEGER, call_result INTEGER, group_jid_row_id INTEGER, call_creator_device_jid_row_id INTEGER");
    }

    private static void table(String name, String columns) {
        TABLES.put(name, columns);
    }

    private final List<String> rows = new ArrayList<>();

    Fixture() {
        jid(ANN, "447700900011@s.whatsapp.net");
        jid(ANNS_LID, "9000011@lid");
        jid(BOB, "447700900012@s.whatsapp.net");
        jid(4, "120363000000000001@g.us");
        jid(HIDDEN, "9000055@lid");
        jid(OWNER, "447700900001@s.whatsapp.net");
        insert("jid_map", "lid_row_id", ANNS_LID, "jid_row_id", ANN);
        insert("lid_display_name", "lid_row_id", HIDDEN, "display_name", "Hidden one");
        insert("chat", "_id", WITH_ANN, "jid_row_id", ANN);
        insert("chat", "_id", GROUP, "jid_row_id", 4, "subject", "Rowing club");
        insert("chat", "_id", WITH_ANNS_LID, "jid_row_id", ANNS_LID);
        insert("chat", "_id", WITH_HIDDEN, "jid_row_id", HIDDEN);
    }

    Fixture jid(int id, String raw) {
        int at = raw.indexOf('@');
        String user = raw.substring(0, at);
        return insert(
                "jid", "_id", id, "user", user, "server", raw.substring(at + 1), "raw_string", raw);
    }

    /// @param values column, value, column, value …
    Fixture insert(String table, Object... values) {
        List<String> columns = new ArrayList<>();
        List<String> literals = new ArrayList<>();
        for (int i = 0; i < values.length; i += 2) {
            columns.add((String) values[i]);
            literals.add(literal(values[i + 1]));
        }
        rows.add(
                "INSERT INTO %s (%s) VALUES (%s)"
                        .formatted(table, String.join(", ", columns), String.join(", ", literals)));
        return this;
    }

    private static String literal(Object value) {
        return switch (value) {
            case Number number -> number.toString();
            case byte[] bytes -> "x'" + HexFormat.of().formatHex(bytes) + "'";
            default -> "'" + value.toString().replace("'", "''") + "'";
        };
    }

    /// A message that the other side sent at a second of the day.
    Fixture received(int id, int chat, int sender, long type, String text) {
        return message(id, chat, 0, sender, type, text);
    }

    /// A message of the owner's.
    Fixture sent(int id, int chat, long type, String text) {
        return message(id, chat, 1, 0, type, text);
    }

    private Fixture message(int id, int chat, int mine, int sender, long type, String text) {
        return insert(
                "message",
                "_id",
                id,
                "chat_row_id",
                chat,
                "from_me",
                mine,
                "key_id",
                "KEY" + id,
                "sender_jid_row_id",
                sender,
                "message_type",
                type,
                "text_data",
                text,
                "timestamp",
                NOON + id * 1000L,
                "sort_id",
                id);
    }

    /// A system message, done by somebody.
    Fixture system(int id, int chat, int actor, int action) {
        return message(id, chat, 0, actor, 7, "")
                .insert("message_system", "message_row_id", id, "action_type", action);
    }

    Fixture sql(String statement) {
        rows.add(statement);
        return this;
    }

    static List<String> tables() {
        return List.copyOf(TABLES.keySet());
    }

    /// Of the widest table.
    static int mostColumns() {
        return TABLES.values().stream()
                .mapToInt(columns -> columns.split(", ").length)
                .max()
                .orElse(0);
    }

    /// The statements that make it.
    String[] statements() {
        return without("");
    }

    /// The same without a table; what is inserted into it goes too.
    String[] without(String table) {
        List<String> all = new ArrayList<>();
        TABLES.forEach(
                (name, columns) -> {
                    if (!name.equals(table)) {
                        all.add("CREATE TABLE %s (%s)".formatted(name, columns));
                    }
                });
        rows.stream()
                .filter(row -> !row.startsWith("INSERT INTO " + table + " ("))
                .forEach(all::add);
        return all.toArray(new String[0]);
    }

    /// The same without a column, counted from 0, of every table but some that has that many.
    String[] withoutColumn(int number, List<String> kept) {
        List<String> all = new ArrayList<>(List.of(statements()));
        TABLES.forEach(
                (table, columns) -> {
                    List<String> left =
                            Arrays.stream(columns.split(", "))
                                    .map(one -> one.substring(0, one.indexOf(' ')))
                                    .collect(Collectors.toCollection(ArrayList::new));
                    if (number < left.size()
                            && left.size() > 1
                            && !kept.contains(table + "." + left.get(number))) {
                        left.remove(number);
                        // SQLite drops no primary keys: the table is made anew.
                        all.add(
                                "CREATE TABLE kept AS SELECT %s FROM %s"
                                        .formatted(String.join(", ", left), table));
                        all.add("DROP TABLE " + table);
                        all.add("ALTER TABLE kept RENAME TO " + table);
                    }
                });
        return all.toArray(new String[0]);
    }

    Backup backup(Path folder) {
        return new Backup(folder).database("msgstore.db", statements()).owned();
    }
}
