package dev.wharf.core.party;

import java.util.regex.Pattern;

/// WhatsApp's own id of a person that hides the phone number (`251556368777322@lid`): the digits.
///
/// Never shown as, compared with or turned into a phone number.
public record Lid(String digits) {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,20}");

    public Lid {
        if (!DIGITS.matcher(digits).matches()) {
            throw new IllegalArgumentException("not the digits of a LID");
        }
    }

    public String jid() {
        return digits + "@lid";
    }
}
