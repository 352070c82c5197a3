package dev.wharf.archive;

import dev.wharf.core.archive.Expectation.Reason;
import dev.wharf.core.archive.PartyRecord.AliasKind;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.chat.ChatKind;

/// The numbers that stand for enumerations in packs and catalog. None is ever changed or reused.
final class Codes {
    private Codes() {}

    static int of(Reason reason) {
        return switch (reason) {
            case NAME_ONLY -> 1;
            case OWNER_UNMAPPED -> 2;
            case USER_UNMAPPED -> 3;
        };
    }

    static Reason reason(int code) {
        return switch (code) {
            case 1 -> Reason.NAME_ONLY;
            case 2 -> Reason.OWNER_UNMAPPED;
            case 3 -> Reason.USER_UNMAPPED;
            default -> throw WireReader.corrupt();
        };
    }

    static int of(SourceKind kind) {
        return switch (kind) {
            case CHAT_EXPORT -> 1;
            case CLOUD_API -> 2;
            case LINKED_DEVICE -> 3;
            case ANDROID_BACKUP -> 4;
            case IOS_BACKUP -> 5;
            case ARCHIVE_MAIL -> 6;
        };
    }

    static SourceKind source(int code) {
        return switch (code) {
            case 1 -> SourceKind.CHAT_EXPORT;
            case 2 -> SourceKind.CLOUD_API;
            case 3 -> SourceKind.LINKED_DEVICE;
            case 4 -> SourceKind.ANDROID_BACKUP;
            case 5 -> SourceKind.IOS_BACKUP;
            case 6 -> SourceKind.ARCHIVE_MAIL;
            default -> throw WireReader.corrupt();
        };
    }

    static int of(ChatKind kind) {
        return switch (kind) {
            case UNKNOWN -> 0;
            case DIRECT -> 1;
            case GROUP -> 2;
            case BROADCAST -> 3;
            case STATUS -> 4;
            case CHANNEL -> 5;
        };
    }

    static ChatKind chat(int code) {
        return switch (code) {
            case 0 -> ChatKind.UNKNOWN;
            case 1 -> ChatKind.DIRECT;
            case 2 -> ChatKind.GROUP;
            case 3 -> ChatKind.BROADCAST;
            case 4 -> ChatKind.STATUS;
            case 5 -> ChatKind.CHANNEL;
            default -> throw WireReader.corrupt();
        };
    }

    static int of(AliasKind kind) {
        return switch (kind) {
            case PHONE -> 1;
            case LID -> 2;
            case USER_ID -> 3;
            case EMAIL -> 4;
            case NAME -> 5;
        };
    }

    static AliasKind alias(int code) {
        return switch (code) {
            case 1 -> AliasKind.PHONE;
            case 2 -> AliasKind.LID;
            case 3 -> AliasKind.USER_ID;
            case 4 -> AliasKind.EMAIL;
            case 5 -> AliasKind.NAME;
            default -> throw WireReader.corrupt();
        };
    }
}
