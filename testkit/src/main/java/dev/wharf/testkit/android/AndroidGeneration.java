package dev.wharf.testkit.android;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A shape of `msgstore.db`, by the year in which phones wrote it.
public enum AndroidGeneration {
    /// Only the table `messages`; addresses as text in every row.
    LEGACY(2018, "2018-03-01T08:00:00Z"),
    /// `messages` and `message`, both filled.
    BOTH(2021, "2019-03-01T08:00:00Z"),
    /// Only `message`; reactions and edits.
    PLAIN(2023, "2021-03-01T08:00:00Z"),
    /// People known by LIDs, calls linked to messages.
    LID(2026, "2021-03-01T08:00:00Z");

    final int year;
    final Instant start;

    AndroidGeneration(int year, String start) {
        this.year = year;
        this.start = Instant.parse(start);
    }

    public boolean hasLegacyMessages() {
        return year <= 2021;
    }

    public boolean hasMessage() {
        return year >= 2021;
    }

    public boolean hasAddOns() {
        return year >= 2023;
    }

    public boolean hasLids() {
        return year >= 2026;
    }

    /// The tables of `msgstore.db`, each with its columns in order, as in `CREATE TABLE`.
    public Map<String, List<String>> tables() {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        for (String line : TABLES.strip().split("\n")) {
            int colon = line.indexOf(':');
            String[] head = line.substring(0, colon).strip().split(" ");
            String[] years = head[1].split("-");
            if (year >= Integer.parseInt(years[0])
                    && (years.length == 1 || year <= Integer.parseInt(years[1]))) {
                tables.put(head[0], columns(line.substring(colon + 1)));
            }
        }
        return tables;
    }

    private List<String> columns(String list) {
        List<String> columns = new ArrayList<>();
        for (String column : list.split(",")) {
            String[] since = column.strip().split(" @");
            if (since.length == 1 || year >= Integer.parseInt(since[1])) {
                columns.add(since[0]);
            }
        }
        return columns;
    }

    private static final String LEGACY_COLUMNS =
            "_id INTEGER PRIMARY KEY AUTOINCREMENT, key_remote_jid TEXT NOT NULL, key_from_me INTEGER,"
                    + " key_id TEXT NOT NULL, status INTEGER, data TEXT, timestamp INTEGER, media_url TEXT,"
                    + " media_mime_type TEXT, media_wa_type TEXT, media_size INTEGER, media_name TEXT,"
                    + " media_caption TEXT, media_hash TEXT, media_duration INTEGER, origin INTEGER,"
                    + " latitude REAL, longitude REAL, thumb_image TEXT, remote_resource TEXT,"
                    + " received_timestamp INTEGER, receipt_server_timestamp INTEGER,"
                    + " receipt_device_timestamp INTEGER, read_device_timestamp INTEGER,"
                    + " played_device_timestamp INTEGER, raw_data BLOB, recipient_count INTEGER,"
                    + " starred INTEGER, quoted_row_id INTEGER, mentioned_jids TEXT, edit_version INTEGER,"
                    + " forwarded INTEGER";

    /// `table since[-until]: column type [@since], …`. What importers read of each, and what must
    /// not be NULL.
    private static final String TABLES =
            """
            android_metadata 2018: locale TEXT
            props 2018: _id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT UNIQUE, value TEXT
            chat_list 2018-2018: _id INTEGER PRIMARY KEY AUTOINCREMENT, key_remote_jid TEXT UNIQUE, message_table_id INTEGER, subject TEXT, creation INTEGER
            messages 2018-2021: LEGACY
            messages_quotes 2018-2021: LEGACY
            messages_vcards 2018-2021: _id INTEGER PRIMARY KEY AUTOINCREMENT, message_row_id INTEGER, sender_jid TEXT, chat_jid TEXT, vcard TEXT
            messages_links 2018-2021: _id INTEGER PRIMARY KEY AUTOINCREMENT, key_remote_jid TEXT, message_row_id INTEGER, link_index INTEGER
            message_thumbnails 2018-2021: thumbnail BLOB, timestamp DATETIME, key_remote_jid TEXT NOT NULL, key_from_me INTEGER, key_id TEXT NOT NULL
            receipts 2018-2021: _id INTEGER PRIMARY KEY AUTOINCREMENT, key_remote_jid TEXT NOT NULL, key_id TEXT NOT NULL, remote_resource TEXT, receipt_device_timestamp INTEGER, read_device_timestamp INTEGER, played_device_timestamp INTEGER
            group_participants 2018-2021: _id INTEGER PRIMARY KEY AUTOINCREMENT, gjid TEXT NOT NULL, jid TEXT NOT NULL, admin INTEGER, pending INTEGER
            jid 2021: _id INTEGER PRIMARY KEY AUTOINCREMENT, user TEXT NOT NULL, server TEXT NOT NULL, agent INTEGER, device INTEGER, type INTEGER, raw_string TEXT
            jid_map 2026: lid_row_id INTEGER PRIMARY KEY NOT NULL, jid_row_id INTEGER NOT NULL, sort_id INTEGER
            lid_display_name 2026: lid_row_id INTEGER PRIMARY KEY NOT NULL, display_name TEXT NOT NULL, username TEXT
            chat 2021: _id INTEGER PRIMARY KEY AUTOINCREMENT, jid_row_id INTEGER UNIQUE, hidden INTEGER, subject TEXT, created_timestamp INTEGER, archived INTEGER, sort_timestamp INTEGER, group_type INTEGER NOT NULL DEFAULT 0 @2023, account_jid_row_id INTEGER @2026
            message 2021: _id INTEGER PRIMARY KEY AUTOINCREMENT, chat_row_id INTEGER NOT NULL, from_me INTEGER NOT NULL, key_id TEXT NOT NULL, sender_jid_row_id INTEGER, status INTEGER, broadcast INTEGER, recipient_count INTEGER, origination_flags INTEGER, origin INTEGER, timestamp INTEGER, received_timestamp INTEGER, receipt_server_timestamp INTEGER, message_type INTEGER, text_data TEXT, starred INTEGER, lookup_tables INTEGER, message_add_on_flags INTEGER @2023, view_mode INTEGER @2023, sort_id INTEGER NOT NULL DEFAULT 0, translated_text TEXT @2026, server_sts INTEGER @2026
            message_details 2023: message_row_id INTEGER PRIMARY KEY, author_device_jid INTEGER
            message_media 2021: message_row_id INTEGER PRIMARY KEY, chat_row_id INTEGER, file_path TEXT, file_size INTEGER, media_key BLOB, direct_path TEXT, mime_type TEXT, file_length INTEGER, media_name TEXT, file_hash TEXT, media_duration INTEGER, media_caption TEXT @2023, raw_transcription_text TEXT @2026, is_offloaded INTEGER @2026
            message_thumbnail 2021: message_row_id INTEGER PRIMARY KEY, thumbnail BLOB
            message_text 2021: message_row_id INTEGER PRIMARY KEY, description TEXT, page_title TEXT, url TEXT
            message_quoted 2021: message_row_id INTEGER PRIMARY KEY AUTOINCREMENT, chat_row_id INTEGER NOT NULL, parent_message_chat_row_id INTEGER NOT NULL, from_me INTEGER NOT NULL, sender_jid_row_id INTEGER, key_id TEXT NOT NULL, timestamp INTEGER, message_type INTEGER, text_data TEXT, quoted_source INTEGER @2026, quoted_type INTEGER @2026
            message_mentions 2021: _id INTEGER PRIMARY KEY AUTOINCREMENT, message_row_id INTEGER, jid_row_id INTEGER, mention_type INTEGER @2026
            message_forwarded 2021: message_row_id INTEGER PRIMARY KEY, forward_score INTEGER
            message_add_on 2023: _id INTEGER PRIMARY KEY AUTOINCREMENT, chat_row_id INTEGER, from_me INTEGER, key_id TEXT NOT NULL, sender_jid_row_id INTEGER, parent_message_row_id INTEGER, timestamp INTEGER, status INTEGER, message_add_on_type INTEGER, received_timestamp INTEGER
            message_add_on_reaction 2023: message_add_on_row_id INTEGER PRIMARY KEY, reaction TEXT, sender_timestamp INTEGER
            message_add_on_poll_vote 2023: message_add_on_row_id INTEGER PRIMARY KEY, sender_timestamp INTEGER
            message_add_on_poll_vote_selected_option 2023: _id INTEGER PRIMARY KEY AUTOINCREMENT, message_add_on_row_id INTEGER, message_poll_option_id INTEGER
            message_poll 2023: message_row_id INTEGER PRIMARY KEY, selectable_options_count INTEGER, poll_type INTEGER @2026, correct_option_id INTEGER @2026, hide_participant_names INTEGER @2026, end_time INTEGER @2026
            message_poll_option 2023: _id INTEGER PRIMARY KEY AUTOINCREMENT, message_row_id INTEGER, option_name TEXT, vote_total INTEGER
            message_edit_info 2023: message_row_id INTEGER PRIMARY KEY, original_key_id TEXT NOT NULL, edited_timestamp INTEGER NOT NULL, sender_timestamp INTEGER NOT NULL
            message_ftsv2_content 2021: docid INTEGER PRIMARY KEY, c0content, c1fts_jid, c2fts_namespace
            message_revoked 2021: message_row_id INTEGER PRIMARY KEY, revoked_key_id TEXT NOT NULL, admin_jid_row_id INTEGER @2023, revoke_timestamp INTEGER @2023
            message_ephemeral 2021: message_row_id INTEGER PRIMARY KEY, duration INTEGER NOT NULL, expire_timestamp INTEGER NOT NULL, keep_in_chat INTEGER NOT NULL DEFAULT 0 @2023
            message_location 2021: message_row_id INTEGER PRIMARY KEY, chat_row_id INTEGER, latitude REAL, longitude REAL, place_name TEXT, place_address TEXT, url TEXT, live_location_share_duration INTEGER, live_location_final_latitude REAL, live_location_final_longitude REAL, live_location_final_timestamp INTEGER
            message_vcard 2021: _id INTEGER PRIMARY KEY AUTOINCREMENT, message_row_id INTEGER, vcard TEXT
            message_album 2026: message_row_id INTEGER PRIMARY KEY, image_count INTEGER NOT NULL DEFAULT 0, video_count INTEGER NOT NULL DEFAULT 0
            message_association 2026: _id INTEGER PRIMARY KEY AUTOINCREMENT, child_message_row_id INTEGER NOT NULL, parent_message_row_id INTEGER NOT NULL, association_type INTEGER NOT NULL
            message_system 2021: message_row_id INTEGER PRIMARY KEY, action_type INTEGER NOT NULL
            message_system_chat_participant 2021: message_row_id INTEGER, user_jid_row_id INTEGER
            message_system_group 2021: message_row_id INTEGER PRIMARY KEY, is_me_joined INTEGER
            message_system_value_change 2021: message_row_id INTEGER PRIMARY KEY, old_data TEXT
            message_call_log 2026: message_row_id INTEGER PRIMARY KEY, call_log_row_id INTEGER
            call_logs 2018-2018: _id INTEGER PRIMARY KEY AUTOINCREMENT, message_row_id INTEGER, timestamp INTEGER, video_call INTEGER, duration INTEGER, call_result INTEGER
            call_log 2021: _id INTEGER PRIMARY KEY AUTOINCREMENT, jid_row_id INTEGER, from_me INTEGER, call_id TEXT, transaction_id INTEGER, timestamp INTEGER, video_call INTEGER, duration INTEGER, call_result INTEGER, group_jid_row_id INTEGER NOT NULL DEFAULT 0, call_type INTEGER @2026
            call_log_participant_v2 2021: _id INTEGER PRIMARY KEY AUTOINCREMENT, call_log_row_id INTEGER, jid_row_id INTEGER, call_result INTEGER
            missed_call_logs 2018: _id INTEGER PRIMARY KEY AUTOINCREMENT, message_row_id INTEGER, timestamp INTEGER, video_call INTEGER, group_jid_row_id INTEGER NOT NULL DEFAULT 0 @2021
            receipt_user 2021: _id INTEGER PRIMARY KEY AUTOINCREMENT, message_row_id INTEGER NOT NULL, receipt_user_jid_row_id INTEGER NOT NULL, receipt_timestamp INTEGER, read_timestamp INTEGER, played_timestamp INTEGER
            group_participant_user 2021: _id INTEGER PRIMARY KEY AUTOINCREMENT, group_jid_row_id INTEGER NOT NULL, user_jid_row_id INTEGER NOT NULL, rank INTEGER, pending INTEGER, add_timestamp INTEGER @2023, label TEXT @2026, join_method INTEGER @2026
            group_past_participant_user 2023: _id INTEGER PRIMARY KEY AUTOINCREMENT, group_jid_row_id INTEGER NOT NULL, user_jid_row_id INTEGER NOT NULL, is_leave INTEGER NOT NULL, timestamp INTEGER
            deleted_chat_job 2021: _id INTEGER PRIMARY KEY AUTOINCREMENT, chat_row_id INTEGER NOT NULL, deleted_message_row_id INTEGER
            agent_message_attribution 2026: message_row_id INTEGER PRIMARY KEY, agent_id TEXT NOT NULL
            agent_devices 2026: agent_id TEXT PRIMARY KEY NOT NULL, agent_name TEXT UNIQUE NOT NULL
            """
                    .replace("LEGACY", LEGACY_COLUMNS);
}
