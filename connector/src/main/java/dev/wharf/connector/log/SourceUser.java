package dev.wharf.connector.log;

import dev.wharf.core.party.PartyId;
import dev.wharf.core.party.PhoneNumber;

/// Whose copy it is, as the source knows them.
public sealed interface SourceUser {
    /// By number, as a mapping file has it.
    record Phone(PhoneNumber number) implements SourceUser {}

    /// Somebody whose number is not known.
    record Party(PartyId party) implements SourceUser {}

    /// Nobody was expected.
    record Nobody() implements SourceUser {}

    /// Digits without a plus sign, `party 17`, or empty.
    default String text() {
        return switch (this) {
            case Phone known -> known.number.digits();
            case Party party -> PARTY + party.party.value();
            case Nobody _ -> "";
        };
    }

    String PARTY = "party ";

    /// Reads what [#text] wrote.
    static SourceUser parse(String text) {
        if (text.isEmpty()) {
            return new Nobody();
        }
        return text.startsWith(PARTY)
                ? new Party(new PartyId(Integer.parseInt(text.substring(PARTY.length()))))
                : new Phone(new PhoneNumber("+" + text));
    }
}
