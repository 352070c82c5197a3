package dev.wharf.core.linked;

import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// How far a gateway's session is on its way to being a linked device.
public sealed interface LinkState {

    /// No session of that name, or one that was never started.
    record Absent() implements LinkState {}

    record Starting() implements LinkState {}

    /// Waits for the phone to scan it.
    ///
    /// @param text what the code says; empty where the gateway only draws it, see
    ///   [LinkedDeviceGateway#qrPicture]
    /// @param until when the gateway shows another one; null when it does not say
    record QrShown(String text, @Nullable Instant until) implements LinkState {
        @Override
        public String toString() {
            return "QrShown[until=" + until + "]";
        }
    }

    /// WhatsApp wants the employee's passkey, which only a page of its own origin may ask for.
    ///
    /// @param challenge the WebAuthn request as JSON
    record PasskeyRequired(String challenge, @Nullable Instant until) implements LinkState {
        @Override
        public String toString() {
            return "PasskeyRequired[until=" + until + "]";
        }
    }

    /// The passkey was accepted; both screens show a code to compare.
    record PasskeyConfirmation(@Nullable String code) implements LinkState {}

    /// @param number of the phone that linked it; null while the gateway does not say
    record Linked(@Nullable PhoneNumber number, @Nullable String pushName) implements LinkState {}

    /// It was linked, and the gateway is trying to reach WhatsApp again.
    record Disconnected(String reason) implements LinkState {}

    /// It did not come about.
    record Failed(String reason) implements LinkState {}

    /// The phone, WhatsApp or we have ended it.
    record LoggedOut(String reason) implements LinkState {}
}
