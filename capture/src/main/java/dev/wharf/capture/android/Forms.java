package dev.wharf.capture.android;

import static dev.wharf.capture.android.FormTable.Reading.FLAG;
import static dev.wharf.capture.android.FormTable.Reading.MILLIS;
import static dev.wharf.capture.android.FormTable.Reading.PERSON;
import static dev.wharf.capture.android.FormTable.Reading.SECONDS;
import static dev.wharf.capture.android.FormTable.Reading.THOUSANDTHS;
import static dev.wharf.capture.android.FormTable.Reading.WORDS;
import static dev.wharf.capture.android.FormTable.as;
import static dev.wharf.capture.android.FormTable.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Messages with a form of their own: orders, products, payments, templates and their buttons,
/// interactive messages and the answers to them, events, invitations, albums, comments, link
/// previews, advertisements. For one thread.
final class Forms implements AutoCloseable {
    private final People people;
    private final List<FormTable> tables = new ArrayList<>();
    private final UiElements elements;
    private final Associations associations;

    Forms(Store store, People people) throws IOException {
        this.people = people;
        business(store);
        others(store);
        elements = new UiElements(store);
        associations = new Associations(store);
    }

    private void business(Store store) throws IOException {
        add(
                store,
                "message_order",
                "order",
                "order_title",
                text("order_id", "order"),
                text("item_count", "items"),
                as(THOUSANDTHS, "total_amount_1000", "total"),
                text("currency_code", "currency"),
                text("status", "status"),
                text("message", "message"),
                as(PERSON, "seller_jid", "seller"));
        add(
                store,
                "message_product",
                "product",
                "title",
                text("product_id", "product"),
                text("retailer_id", "article"),
                text("description", "description"),
                as(THOUSANDTHS, "amount_1000", "price"),
                as(THOUSANDTHS, "sale_amount_1000", "reduced price"),
                text("currency_code", "currency"),
                text("url", "link"),
                text("body", "body"),
                text("footer", "footer"),
                as(PERSON, "business_owner_jid", "seller"));
        add(
                store,
                "message_payment",
                "payment",
                null,
                text("amount_with_symbol", "amount"),
                as(PERSON, "sender_jid_row_id", "from"),
                as(PERSON, "receiver_jid_row_id", "to"));
        add(
                store,
                "pay_transaction",
                "payment",
                null,
                as(THOUSANDTHS, "amount_1000", "amount"),
                text("currency_code", "currency"),
                text("id", "transaction"),
                text("status", "status"),
                text("error_code", "error"),
                as(PERSON, "sender_jid_row_id", "from"),
                as(PERSON, "receiver_jid_row_id", "to"));
        add(store, "message_payment_invite", "payment_invite", null, text("service", "service"));
        add(
                store,
                "message_template",
                "template",
                null,
                as(WORDS, "content_text_data", "text"),
                text("footer_text_data", "footer"),
                text("template_id", "template"),
                text("category", "category"));
        add(
                store,
                "message_template_button",
                "template",
                null,
                text("text_data", "button"),
                text("extra_data", "button opens"));
        add(
                store,
                "message_ui_elements_reply",
                "interactive_reply",
                null,
                text("reply_description", "answer"),
                text("reply_values", "values"));
        add(
                store,
                "message_external_ad_content",
                "advertisement",
                "title",
                text("body", "text"),
                text("source_url", "link"),
                text("source_app", "shown in"));
    }

    private void others(Store store) throws IOException {
        add(
                store,
                "message_group_invite",
                "group_invite",
                "group_name",
                as(PERSON, "admin_jid_row_id", "invited by"),
                as(SECONDS, "expiration", "valid until"),
                text("invite_code", "code"),
                as(FLAG, "expired", "expired"));
        add(
                store,
                "message_event",
                "event",
                "name",
                text("description", "description"),
                as(MILLIS, "start_time", "begins at"),
                as(MILLIS, "end_time", "ends at"),
                text("location_name", "place"),
                text("location_address", "address"),
                text("join_link", "link"),
                as(FLAG, "is_canceled", "cancelled"));
        add(
                store,
                "message_scheduled_call",
                "scheduled_call",
                "title",
                as(MILLIS, "scheduled_timestamp_ms", "begins at"));
        add(
                store,
                "message_album",
                "album",
                null,
                text("image_count", "images"),
                text("video_count", "videos"));
        add(
                store,
                "message_text",
                "link_preview",
                "page_title",
                text("url", "link"),
                text("description", "description"));
        add(
                store,
                "message_ephemeral_setting",
                "message_timer",
                null,
                text("setting_duration", "seconds"));
        add(
                store,
                "group_history_metadata",
                "group_history",
                null,
                text("message_count", "messages"),
                as(SECONDS, "first_message_timestamp_seconds", "from"));
        add(
                store,
                "bot_message_info",
                "bot_message",
                null,
                text("message_disclaimer", "disclaimer"));
    }

    private void add(
            Store store,
            String table,
            String type,
            @org.jspecify.annotations.Nullable String title,
            FormTable.Column... columns)
            throws IOException {
        tables.add(FormTable.of(store, table, "message_row_id", type, title, columns));
    }

    void read(MessageRow message, MessageType type, Said said) throws IOException {
        for (FormTable table : tables) {
            table.read(message.id(), people, said);
        }
        elements.read(message.id(), said);
        associations.read(message.id(), said);
    }

    @Override
    public void close() {
        tables.forEach(FormTable::close);
        elements.close();
        associations.close();
    }
}
