package dev.wharf.connector.collection;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;

import java.util.Locale;
import java.util.regex.Pattern;

/// What a collection is called: letters, digits, `.`, `_` and `-`, 1 to 48 of them, such as
/// `HR-2026-014`. Case does not tell two apart, since file systems may not either.
public record CaseId(String value) {
    private static final Pattern SHAPE =
            Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,46}[A-Za-z0-9])?");

    /// Below a name that is never routed (RFC 6761): no mail server takes anything for it.
    private static final String DOMAIN = "@collection.wharf.invalid";

    public CaseId {
        if (!SHAPE.matcher(value).matches() || value.contains("..")) {
            throw new IllegalArgumentException("not the id of a case");
        }
    }

    /// @throws WharfException `CONFIG_INVALID` saying what an id looks like
    public static CaseId parse(String text) {
        try {
            return new CaseId(text.strip());
        } catch (IllegalArgumentException e) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "'%s' is no id of a case: letters, digits, '.', '_' and '-', at most 48, such as HR-2026-014."
                            .formatted(text),
                    e);
        }
    }

    /// The folder of the collection below a home's `collections`.
    public String folder() {
        return value.toLowerCase(Locale.ROOT);
    }

    /// The one mailbox that holds everything of the collection. No person has it, and no
    /// destination.
    public EmailAddress mailbox() {
        return new EmailAddress(folder() + DOMAIN);
    }

    public boolean isSame(CaseId other) {
        return folder().equals(other.folder());
    }

    @Override
    public String toString() {
        return value;
    }
}
