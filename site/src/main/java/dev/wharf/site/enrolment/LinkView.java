package dev.wharf.site.enrolment;

import dev.wharf.core.linked.LinkState;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

/// How far linking is, as the employee is to see it.
sealed interface LinkView {
    record NotStarted() implements LinkView {}

    record Starting() implements LinkView {}

    record Scan(String code) implements LinkView {
        @Override
        public String toString() {
            return "Scan[]";
        }
    }

    /// The code as a picture, from a gateway that only draws it.
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Picture(byte[] png) implements LinkView {
        @Override
        public String toString() {
            return "Picture[]";
        }
    }

    record Passkey(String challenge) implements LinkView {
        @Override
        public String toString() {
            return "Passkey[]";
        }
    }

    record Confirm(@Nullable String code) implements LinkView {}

    /// Linked, and the gateway does not say yet as which number.
    record Checking() implements LinkView {}

    record Linked(PhoneNumber number) implements LinkView {}

    /// Another phone than the enrolled one: logged out, nothing kept.
    record WrongNumber() implements LinkView {}

    record Failed(String reason) implements LinkView {}

    record LoggedOut(String reason) implements LinkView {}

    /// The gateway cannot be asked now.
    record Away() implements LinkView {}

    /// What a gateway says, before numbers are compared.
    static LinkView of(LinkState state) {
        return switch (state) {
            case LinkState.Absent _ -> new NotStarted();
            case LinkState.Starting _ -> new Starting();
            // Of a picture that is not there yet there is nothing to scan.
            case LinkState.QrShown qr -> qr.text().isEmpty() ? new Starting() : new Scan(qr.text());
            case LinkState.PasskeyRequired passkey -> new Passkey(passkey.challenge());
            case LinkState.PasskeyConfirmation confirmation -> new Confirm(confirmation.code());
            case LinkState.Linked _ -> new Checking();
            case LinkState.Disconnected _ -> new Starting();
            case LinkState.Failed failed -> new Failed(failed.reason());
            case LinkState.LoggedOut out -> new LoggedOut(out.reason());
        };
    }

    /// Seconds after which it is worth asking again, 0 for never.
    default int again() {
        return switch (this) {
            case NotStarted _, Linked _, WrongNumber _, Failed _, LoggedOut _ -> 0;
            case Starting _, Scan _, Picture _, Passkey _, Confirm _, Checking _ -> 2;
            case Away _ -> 10;
        };
    }
}
