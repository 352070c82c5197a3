package dev.wharf.core.linked;

import dev.wharf.core.Finding;
import dev.wharf.core.capture.EnvelopeReader;
import dev.wharf.core.capture.MediaSource;
import dev.wharf.core.party.Lid;
import dev.wharf.core.party.PhoneNumber;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A program beside Wharf that speaks WhatsApp's linked-device protocol. Wharf only receives: there
/// is no method to send, to mark as read or to show as online, and there will be none.
///
/// A session is one linked account; its name is Wharf's. Safe for many threads; every call has a
/// time-out. All throw [dev.wharf.core.error.WharfException] `SOURCE_UNAVAILABLE` when the gateway
/// cannot be reached and `SOURCE_REFUSED` when it does not accept our key.
public interface LinkedDeviceGateway extends MediaSource {

    /// As in configuration: `waha`, `gowa`.
    String name();

    /// Starts linking, or resumes a session that is there. The gateway will tell the webhook what
    /// happens, signed with the secret given here where it takes one per session.
    ///
    /// @param metadata echoed in every webhook where the gateway can
    void start(String session, Map<String, String> metadata);

    /// Asked anew each time: the current QR code among others.
    LinkState state(String session);

    /// The QR code as a PNG, where the gateway only draws it: then [LinkState.QrShown#text] is
    /// empty. Empty for every other gateway, and when there is none now.
    default Optional<byte[]> qrPicture(String session) {
        return Optional.empty();
    }

    /// The employee's passkey, as `credential.toJSON()` gave it on WhatsApp's own page.
    void answerPasskey(String session, String credential);

    void confirmPasskey(String session);

    /// Unlinks, and removes what the gateway keeps of the session. Done already is done.
    void logout(String session);

    /// Empty when the gateway does not know; never guessed.
    Optional<PhoneNumber> phoneOf(String session, Lid lid);

    /// Chats with something newer than a time, for reconciliation.
    List<GatewayChat> chats(String session, Instant since);

    /// Messages of a chat not older than a time, each in the shape of the gateway's own webhook for
    /// it, so that it takes the same way as what arrived by itself.
    List<byte[]> messages(String session, String chat, Instant since);

    /// Whether a webhook's body came from this gateway: its signature over the raw bytes, compared
    /// in constant time.
    ///
    /// @param headers by lower-case name
    boolean authentic(byte[] body, Map<String, String> headers);

    EnvelopeReader envelopes();

    /// Looks at the gateway's own configuration: reachable, version pinned, no default secret, not
    /// published to the world, how long it keeps what on its own disk.
    List<Finding> check();
}
