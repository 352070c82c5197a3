package dev.wharf.site.account;

import dev.wharf.core.capture.SourceKind;

import org.jspecify.annotations.Nullable;

/// How an account's WhatsApp reaches the site.
public sealed interface CaptureMethod {

    /// Meta's own platform: the official way. Nothing of the employee's phone is touched.
    ///
    /// @param phoneNumberId Meta's id of the number, by which webhooks name it
    /// @param hook name in the webhook's path: which app's secret signs
    record CloudApi(String phoneNumberId, String wabaId, String hook) implements CaptureMethod {}

    /// The WhatsApp Business app and the platform on one number, by way of a partner: the official
    /// way for people who go on using their phone.
    record Coexistence(String phoneNumberId, String wabaId, String hook, String partner)
            implements CaptureMethod {}

    /// A linked device at a gateway: against WhatsApp's terms, and only with consent.
    ///
    /// @param session name of the device at the gateway; ours. Who is enrolled again gets another
    record Linked(String gateway, String session) implements CaptureMethod {}

    /// The employee exports chats and hands them in.
    record Export() implements CaptureMethod {}

    /// Somebody else, or a script, hands in exports or backups.
    record Upload() implements CaptureMethod {}

    /// As written in CSV, in JSON and in the database.
    default String kind() {
        return switch (this) {
            case CloudApi _ -> "cloud-api";
            case Coexistence _ -> "coexistence";
            case Linked _ -> "linked";
            case Export _ -> "export";
            case Upload _ -> "upload";
        };
    }

    /// What the source calls the account in its updates; null when it does not know of it.
    default @Nullable String source() {
        return switch (this) {
            case CloudApi cloud -> cloud.phoneNumberId;
            case Coexistence both -> both.phoneNumberId;
            case Linked linked -> linked.session;
            case Export _, Upload _ -> null;
        };
    }

    /// The kind of source whose updates it has; null when it has none.
    default @Nullable SourceKind sourceKind() {
        return switch (this) {
            case CloudApi _, Coexistence _ -> SourceKind.CLOUD_API;
            case Linked _ -> SourceKind.LINKED_DEVICE;
            case Export _, Upload _ -> null;
        };
    }
}
