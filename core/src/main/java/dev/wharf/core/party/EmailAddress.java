package dev.wharf.core.party;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An SMTP address, kept in lower case: mailbox names are matched without regard to case.
///
/// ASCII only, at most 254 characters (RFC 5321 §4.5.3.1.3); no quoted local parts, no comments.
public record EmailAddress(String value) implements Comparable<EmailAddress> {
    private static final Pattern SHAPE =
            Pattern.compile(
                    "[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*");

    public EmailAddress {
        value = value.toLowerCase(Locale.ROOT);
        if (value.length() > 254 || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not an e-mail address");
        }
    }

    public static Optional<EmailAddress> parse(String text) {
        String address = text.strip().toLowerCase(Locale.ROOT);
        return address.length() <= 254 && SHAPE.matcher(address).matches()
                ? Optional.of(new EmailAddress(address))
                : Optional.empty();
    }

    @Override
    public int compareTo(EmailAddress other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
