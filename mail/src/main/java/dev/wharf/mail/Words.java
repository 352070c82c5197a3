package dev.wharf.mail;

import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.TimeBasis;
import dev.wharf.core.event.TimePrecision;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The words for what the model counts off, for people and for headers. Both are part of an item's
/// bytes: a change needs a new renderer version.
final class Words {
    private static final Map<Enum<?>, String> TOKENS = new ConcurrentHashMap<>();

    private Words() {}

    /// Name of a constant in a header: `VOICE_NOTE` is `voice-note`.
    static String token(Enum<?> constant) {
        return TOKENS.computeIfAbsent(
                constant, c -> c.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    static String of(MediaKind kind) {
        return switch (kind) {
            case IMAGE -> "image";
            case VIDEO -> "video";
            case AUDIO -> "audio";
            case VOICE_NOTE -> "voice note";
            case VIDEO_NOTE -> "video note";
            case GIF -> "GIF";
            case STICKER -> "sticker";
            case DOCUMENT -> "document";
            case THUMBNAIL -> "preview";
            case CONTACT_CARD -> "contact card";
            case UNKNOWN -> "file of unknown kind";
        };
    }

    static String of(AttachmentState state) {
        return switch (state) {
            case PENDING -> "not yet stored";
            case PRESENT -> "present";
            case OMITTED -> "the source left it out";
            case MISSING -> "the source names it but does not hold it";
            case UNAVAILABLE -> "it could be seen once only";
        };
    }

    static String of(SourceKind source) {
        return switch (source) {
            case CHAT_EXPORT -> "chat export";
            case CLOUD_API -> "WhatsApp Cloud API";
            case LINKED_DEVICE -> "linked device";
            case ANDROID_BACKUP -> "Android backup";
            case IOS_BACKUP -> "iPhone backup";
            case ARCHIVE_MAIL -> "mail of an older archive";
        };
    }

    static String of(ChatKind kind) {
        return switch (kind) {
            case DIRECT -> "direct chat";
            case GROUP -> "group";
            case BROADCAST -> "broadcast list";
            case STATUS -> "status";
            case CHANNEL -> "channel";
            case UNKNOWN -> "chat of unknown kind";
        };
    }

    static String of(TimeBasis basis) {
        return switch (basis) {
            case UTC -> "the source gives UTC";
            case ZONE_GIVEN -> "given by the operator";
            case ZONE_PROVEN -> "proven by the material";
            case ZONE_ASSUMED -> "assumed: nobody gave it and nothing proves it";
        };
    }

    static String of(TimePrecision precision) {
        return switch (precision) {
            case MILLISECOND -> "to the millisecond";
            case SECOND -> "to the second";
            case MINUTE -> "to the minute";
        };
    }
}
