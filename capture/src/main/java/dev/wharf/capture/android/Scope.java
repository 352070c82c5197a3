package dev.wharf.capture.android;

import dev.wharf.core.chat.ChatKind;

import java.util.Map;

/// Which kinds of chats are archived: status posts and channels are public or nearly so, and only
/// taken when somebody says so.
///
/// @param status `--include-status`
/// @param channels `--include-channels`
record Scope(boolean status, boolean channels) {
    static final String STATUS = "status";
    static final String CHANNELS = "channels";
    private static final String INCLUDE = "include";

    static Scope of(Map<String, String> options) {
        return new Scope(
                INCLUDE.equals(options.get(STATUS)), INCLUDE.equals(options.get(CHANNELS)));
    }

    boolean leavesOut(ChatKind kind) {
        return (kind == ChatKind.STATUS && !status) || (kind == ChatKind.CHANNEL && !channels);
    }

    /// For the report, with a count in front.
    String words(ChatKind kind) {
        return kind == ChatKind.STATUS
                ? "status posts, left out; --include-status takes them"
                : "messages of channels, left out; --include-channels takes them";
    }
}
