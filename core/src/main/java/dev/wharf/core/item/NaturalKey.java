package dev.wharf.core.item;

import dev.wharf.core.chat.ConversationId;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A name that WhatsApp itself gives a message, as the archive finds items by it: 64 bits of
/// SHA-256 over the chat and WhatsApp's id. An item may have several, one for each form in which
/// sources show its id; and several items may share one, since placeholders and what completes them
/// carry the same id. So it narrows a search down and is no identity.
///
/// An update without an id is named by a digest of its own bytes. As with the tag of an item's id,
/// whoever can guess those bytes can confirm the guess, after an erasure too.
public record NaturalKey(long value) {

    /// @param id as a source writes it: `3EB0…`, `wamid.…`
    public static NaturalKey of(ConversationId chat, String id) {
        MessageDigest sha256 = sha256();
        sha256.update("wharf-key/1\n".getBytes(StandardCharsets.US_ASCII));
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(chat.value()).flip());
        byte[] digest = sha256.digest(id.getBytes(StandardCharsets.UTF_8));
        return new NaturalKey(ByteBuffer.wrap(digest).getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
