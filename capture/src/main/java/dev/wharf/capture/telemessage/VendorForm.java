package dev.wharf.capture.telemessage;

import dev.wharf.core.event.Content.Call;
import dev.wharf.core.event.Content.Deletion;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// What kind of mail of the vendor's a mail is, by subject and headers.
///
/// @param subject null when it follows none of the forms
/// @param network whose message it holds; empty when nothing says it
record VendorForm(Kind kind, @Nullable SubjectLine subject, String network) {
    private static final String PREFIX = "x-telemessage-";
    private static final String ITEM_CLASS = "ipm.externaldata.";

    enum Kind {
        NOT_THE_VENDORS,
        UNKNOWN_FORM,
        OTHER_NETWORK,
        ENCRYPTED,
        MESSAGE,
        DIGEST,
        CALL,
        DELETION
    }

    static VendorForm of(MailHeaders headers) {
        SubjectLine subject = SubjectLine.parse(headers.text("subject")).orElse(null);
        boolean marked = isMarked(headers);
        boolean formed = subject != null && subject.kind() != SubjectLine.Kind.UNKNOWN;
        String network = network(headers, formed ? subject : null);
        boolean ours = network.toLowerCase(Locale.ROOT).contains("whatsapp");
        Kind kind;
        if (!marked && !formed) {
            kind = Kind.NOT_THE_VENDORS;
        } else if (!ours && !network.isEmpty()) {
            kind = marked || isKnownNetwork(network) ? Kind.OTHER_NETWORK : Kind.NOT_THE_VENDORS;
        } else if (headers.raw("x-telemessage-enc-datakey") != null) {
            kind = Kind.ENCRYPTED;
        } else {
            kind = kind(headers, subject, formed);
        }
        return new VendorForm(kind, formed ? subject : deletedOnly(subject), network);
    }

    private static @Nullable SubjectLine deletedOnly(@Nullable SubjectLine subject) {
        return subject != null && subject.deleted() != null ? subject : null;
    }

    private static Kind kind(MailHeaders headers, @Nullable SubjectLine subject, boolean formed) {
        if (subject != null && subject.deleted() != null) {
            return Kind.DELETION;
        }
        if (says(headers.text("x-telemessage-status"), "deleted")) {
            return Kind.DELETION;
        }
        if (subject != null && formed) {
            return switch (subject.kind()) {
                case MESSAGE, UNKNOWN -> Kind.MESSAGE;
                case CALL -> Kind.CALL;
                case DIGEST -> Kind.DIGEST;
            };
        }
        String type = headers.text("x-telemessage-messagetype");
        if (says(type, "call")) {
            return Kind.CALL;
        }
        boolean message = type == null || says(type, "message") || says(type, "chat");
        return message && headers.raw("from") != null && headers.raw("to") != null
                ? Kind.MESSAGE
                : Kind.UNKNOWN_FORM;
    }

    private static boolean says(@Nullable String value, String word) {
        return value != null && value.toLowerCase(Locale.ROOT).contains(word);
    }

    private static String network(MailHeaders headers, @Nullable SubjectLine subject) {
        if (subject != null) {
            return subject.network();
        }
        String named = headers.text("x-telemessage-network");
        if (named != null) {
            return named;
        }
        String source = headers.text("x-telemessage-archivesource");
        return source == null ? "" : source;
    }

    /// Of mails that nothing but their subject tells to be the vendor's.
    private static boolean isKnownNetwork(String network) {
        return switch (network.toLowerCase(Locale.ROOT)) {
            case "sms",
                    "mms",
                    "wechat",
                    "signal",
                    "telegram",
                    "imessage",
                    "android",
                    "phone",
                    "mobile",
                    "line",
                    "viber",
                    "kakaotalk",
                    "telemessage" ->
                    true;
            default -> false;
        };
    }

    /// Whether a header of the vendor's or the connector's own says so.
    static boolean isMarked(MailHeaders headers) {
        return headers.anyBeginsWith(PREFIX) || headers.anySays(ITEM_CLASS + "whatsapp");
    }

    /// Whether Wharf wrote it: the old folder and Wharf's have one name.
    static boolean isOurOwn(MailHeaders headers) {
        return headers.raw("x-wharf-item") != null && headers.raw("x-wharf-kind") != null;
    }

    SubjectLine.Deleted deleted() {
        return subject != null && subject.deleted() != null
                ? subject.deleted()
                : new SubjectLine.Deleted("DELETED", Deletion.Scope.UNKNOWN);
    }

    String how() {
        return subject == null ? "" : subject.how();
    }

    Call.Medium medium() {
        String medium = subject == null ? "" : subject.medium();
        return switch (medium) {
            case "voice", "audio", "phone" -> Call.Medium.VOICE;
            case "video" -> Call.Medium.VIDEO;
            default -> Call.Medium.UNKNOWN;
        };
    }
}
