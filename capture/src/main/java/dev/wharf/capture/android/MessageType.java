package dev.wharf.capture.android;

import dev.wharf.core.event.MediaKind;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// The values of `message.message_type` that somebody has seen and named.
enum MessageType {
    TEXT("a text", 0),
    IMAGE("an image", MediaKind.IMAGE, 1),
    AUDIO("an audio message", MediaKind.AUDIO, 2),
    VIDEO("a video", MediaKind.VIDEO, 3),
    CONTACT("a contact", 4),
    LOCATION("a location", 5),
    DOCUMENT("a document", MediaKind.DOCUMENT, 9),
    WAITING("a message that the phone was waiting for", 11),
    GIF("a GIF", MediaKind.GIF, 13),
    CONTACTS("contacts", 14),
    LIVE_LOCATION("a live location", 16),
    STICKER("a sticker", MediaKind.STICKER, 20),
    PRODUCT("a product", 23, 62),
    GROUP_INVITE("an invitation to a group", 24),
    TEMPLATE("a business template", 25, 26, 27, 28),
    TEMPLATE_REPLY("an answer to a business template", 32),
    TIMER("a change of the message timer", 36, 56),
    VIEW_ONCE_IMAGE("an image to be seen once", MediaKind.IMAGE, 42),
    VIEW_ONCE_VIDEO("a video to be seen once", MediaKind.VIDEO, 43),
    ORDER("an order", 44),
    INTERACTIVE("an interactive business message", 45, 55, 57),
    INTERACTIVE_REPLY("an answer to an interactive business message", 46, 49),
    POLL("a poll", 66, 106),
    VIDEO_NOTE("a video note", MediaKind.VIDEO_NOTE, 81),
    VIEW_ONCE_AUDIO("a voice message to be heard once", MediaKind.VOICE_NOTE, 82),
    UI_MESSAGE("a business message", 85),
    BOT_FEEDBACK("feedback to a bot", 88),
    EVENT("an event", 92),
    CHANNEL_INVITE("an invitation to run a channel", 94),
    ALBUM("an album", 99),
    STATUS_MENTION("a mention in a status", 103),
    CHAT_PRIVACY("a change of the chat's privacy", 112),
    /// Everything else, 110, 116 and 118 among them, which were seen and not understood.
    UNKNOWN("a message");

    /// With which an audio file is a voice message.
    private static final long RECORDED = 1;

    private static final Map<Long, MessageType> BY_CODE = new HashMap<>();

    static {
        for (MessageType type : values()) {
            for (long code : type.codes) {
                BY_CODE.put(code, type);
            }
        }
    }

    private final String words;
    private final @Nullable MediaKind file;
    private final long[] codes;

    MessageType(String words, long... codes) {
        this(words, null, codes);
    }

    MessageType(String words, @Nullable MediaKind file, long... codes) {
        this.words = words;
        this.file = file;
        this.codes = codes;
    }

    static MessageType of(long code) {
        return BY_CODE.getOrDefault(code, UNKNOWN);
    }

    String words() {
        return words;
    }

    /// @return null when it is no file
    @Nullable MediaKind file(long origin) {
        return this == AUDIO && origin == RECORDED ? MediaKind.VOICE_NOTE : file;
    }

    boolean viewOnce() {
        return this == VIEW_ONCE_IMAGE || this == VIEW_ONCE_VIDEO || this == VIEW_ONCE_AUDIO;
    }
}
