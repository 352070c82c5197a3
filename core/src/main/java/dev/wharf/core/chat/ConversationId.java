package dev.wharf.core.chat;

import java.util.HexFormat;

/// The archive's own 64-bit id of a chat, minted once, never changed.
///
/// It is a digest of what was known of the chat when it was first archived, so the same journal in
/// the same order gives the same ids.
public record ConversationId(long value) {
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(value);
    }

    public static ConversationId parse(String hex) {
        return new ConversationId(Long.parseUnsignedLong(hex, 16));
    }
}
