package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Gap;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.event.Content.Notice.Topic;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What a webhook says about the account and not in a chat. Where it means that WhatsApp shows us
/// nothing any more, or did not, it is a gap.
final class AccountReader {
    /// History goes back so far, where the person shares it.
    private static final Duration HISTORY = Duration.ofDays(180);

    private static final Set<String> ENDINGS =
            Set.of(
                    "PARTNER_REMOVED",
                    "PARTNER_APP_UNINSTALLED",
                    "ACCOUNT_OFFBOARDED",
                    "ACCOUNT_DELETED",
                    "ACCOUNT_RESTRICTION",
                    "ACCOUNT_VIOLATION",
                    "DISABLED_UPDATE");

    /// Fields that are about the account; every other one that this version does not know is
    /// unknown.
    private static final Set<String> FIELDS =
            Set.of(
                    "account_alerts",
                    "account_review_update",
                    "account_settings_update",
                    "account_update",
                    "automatic_events",
                    "business_capability_update",
                    "business_status_update",
                    "business_username_update",
                    "business_username_updates",
                    "flows",
                    "partner_solutions",
                    "payment_configuration_update",
                    "phone_number_name_update",
                    "phone_number_quality_update",
                    "security",
                    "tracking_events");

    /// Fields whose updates are lost when an app has "Include Values" switched off.
    private static final Set<String> CHATS =
            Set.of(
                    "messages",
                    "message_echoes",
                    "smb_message_echoes",
                    "smb_app_state_sync",
                    "history",
                    "calls",
                    "standby",
                    "group_lifecycle_update",
                    "group_participants_update",
                    "group_settings_update",
                    "group_status_update");

    /// Errors after which nothing arrives until somebody acts: sign-in, permission, a locked or
    /// unregistered account, an outage.
    private static final Set<String> BLOCKING =
            Set.of(
                    "0", "3", "10", "190", "200", "368", "130497", "131005", "131031", "131042",
                    "131045", "131057", "133010", "133004");

    private final Scene scene;

    AccountReader(Scene scene) {
        this.scene = scene;
    }

    static boolean knows(String field) {
        return FIELDS.contains(field) || isTemplate(field);
    }

    private static boolean isTemplate(String field) {
        return field.startsWith("message_template_") || field.equals("template_category_update");
    }

    Draft read(String field, JsonNode value) {
        Draft draft = scene.ofAccount();
        String event = Nodes.text(value, "event");
        String text = field + ": " + Nodes.described(value);
        if (event != null && ends(event, value)) {
            return draft.saying(
                    new Gap(draft.time().at(), "capture has ended or is about to (" + text + ")"));
        }
        return draft.saying(new Notice(isTemplate(field) ? Topic.BUSINESS : Topic.ACCOUNT, text));
    }

    private static boolean ends(String event, JsonNode value) {
        String state = Nodes.text(Nodes.object(value, "ban_info"), "waba_ban_state");
        return ENDINGS.contains(event) && !"REINSTATE".equals(state);
    }

    /// A change that came without what changed.
    Draft empty(@Nullable String field) {
        Draft draft = scene.ofAccount();
        String named = field == null ? "?" : field;
        String text =
                "a webhook of field %s came without its value: see \"Include Values\" in the app's webhook settings"
                        .formatted(named);
        return draft.saying(
                CHATS.contains(named)
                        ? new Gap(draft.time().at(), text)
                        : new Content.Unknown("field:" + named, text));
    }

    /// `value.errors`: of the system, the app or the account, not of a message.
    Draft error(JsonNode error) {
        Draft draft = scene.ofAccount();
        String code = Nodes.text(error, "code");
        String text = Nodes.errors(List.of(error));
        return draft.saying(
                code != null && BLOCKING.contains(code)
                        ? new Gap(draft.time().at(), text)
                        : new Notice(Topic.ACCOUNT, text));
    }

    /// `history[].errors`: the person keeps what was before to themselves.
    Draft declined(JsonNode error) {
        Draft draft = scene.ofAccount();
        return draft.saying(
                new Gap(
                        draft.time().at().minus(HISTORY),
                        "no history: " + Nodes.errors(List.of(error))));
    }
}
