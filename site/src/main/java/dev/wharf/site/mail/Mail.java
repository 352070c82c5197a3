package dev.wharf.site.mail;

import dev.wharf.core.party.EmailAddress;

/// A plain-text mail to one person. Never content of a chat.
public record Mail(EmailAddress to, String subject, String text) {
    public Mail {
        if (subject.isBlank() || subject.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a subject is one line");
        }
    }

    /// Without the text: it may hold a link that is a secret.
    @Override
    public String toString() {
        return "Mail[to=" + to + ", subject=" + subject + "]";
    }
}
