package dev.wharf.site.alert;

import dev.wharf.core.party.EmailAddress;
import dev.wharf.site.mail.Mail;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.Locale;

/// What people and programs are told. Pure.
final class AlertMessages {
    private AlertMessages() {}

    static Mail mail(EmailAddress to, StoredAlert alert, int level, boolean owner) {
        String what = alert.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        boolean over = level == AlertRepository.CLEARED;
        String subject =
                over
                        ? "Over: %s (alert %d)".formatted(what, alert.id())
                        : "%s: %s (alert %d)"
                                .formatted(
                                        level > 0 ? "Still open" : "WhatsApp archive",
                                        what,
                                        alert.id());
        String text =
                (over ? "This is over since " + alert.cleared() + ":\n\n" : "")
                        + alert.text()
                        + "\n\nSince "
                        + alert.raised()
                        + "\n"
                        + (owner && !over
                                ? "\nSay that you know: wharf site alerts acknowledge "
                                        + alert.id()
                                        + "\n"
                                : "");
        return new Mail(to, subject, text);
    }

    /// @param sent inside the signed body, so that an old one cannot be replayed as new
    static byte[] json(StoredAlert alert, int level, Instant sent) {
        return JsonMapper.shared()
                .writeValueAsBytes(
                        JsonMapper.shared()
                                .createObjectNode()
                                .put("version", 1)
                                .put("delivery", alert.id() + "/" + level)
                                .put("sent", sent.toString())
                                .put("event", event(level))
                                .put("level", Math.max(level, 0))
                                .put("alert", alert.id())
                                .put("kind", alert.kind().name())
                                .put("subject", alert.subject())
                                .put("account", alert.account())
                                .put("text", alert.text())
                                .put("raised", alert.raised().toString()));
    }

    private static String event(int level) {
        if (level == AlertRepository.CLEARED) {
            return "cleared";
        }
        return level == 0 ? "raised" : "escalated";
    }
}
