package dev.wharf.app.site;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.mail.Mail;
import dev.wharf.site.mail.Mailer;

/// Where no mail server is configured.
final class NoMailer implements Mailer {
    @Override
    public void send(Mail mail) {
        throw new WharfException(
                ErrorCode.SOURCE_REFUSED,
                "No mail server is configured; set smtp-host and smtp-from in config.yaml.");
    }
}
