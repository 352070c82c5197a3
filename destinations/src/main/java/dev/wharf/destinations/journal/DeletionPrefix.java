package dev.wharf.destinations.journal;

import dev.wharf.destinations.journal.JournalSettings.DeletionSubject;
import dev.wharf.mail.Header;
import dev.wharf.mail.Mail;

/// Subjects of deletions in the words of TeleMessage, for receivers whose policies look for them.
final class DeletionPrefix {
    private static final String OURS = "DELETED ";
    private static final String READ_STATE_UNKNOWN = "DELETED \u2013 UNKNOWN \u2013 ";

    private DeletionPrefix() {}

    /// The mail's subject as the receiver gets it; that of anything but a deletion as it is.
    static String subject(Mail mail, DeletionSubject form) {
        String subject = mail.subject();
        boolean deletion = property(mail, "X-Wharf-Kind").equals("deletion");
        if (!deletion || form == DeletionSubject.AS_IN_ARCHIVE || !subject.startsWith(OURS)) {
            return subject;
        }
        String rest = subject.substring(OURS.length());
        if (form == DeletionSubject.READ_STATE) {
            return READ_STATE_UNKNOWN + rest;
        }
        return switch (property(mail, "X-Wharf-Deletion-Scope")) {
            case "for-everyone", "by-admin" -> "DELETED For All - " + rest;
            case "for-me" -> "DELETED For Me - " + rest;
            default -> READ_STATE_UNKNOWN + rest;
        };
    }

    private static String property(Mail mail, String name) {
        return mail.properties().stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }
}
