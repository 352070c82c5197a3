package dev.wharf.destinations.journal;

import dev.wharf.core.Finding;
import dev.wharf.core.destination.Destination;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.party.EmailAddress;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.SSLSocketFactory;

/// The journal of another archive, by SMTP: one copy of each item, sent to the address that the
/// receiver gave.
///
/// SMTP tells whether a mail was taken, and cannot be asked later. Within a process the mails that
/// were taken most lately are known and not sent again; a connection that is lost between a mail's
/// end and the answer to it leaves a doubt, and the mail is sent again. The receiver then has two
/// with one Message-ID.
public final class JournalDestination implements Destination {
    private static final int REMEMBERED = 20_000;
    private static final long BATCH_BYTES = 32L << 20;

    private final JournalSettings settings;
    private final SmtpHandshake handshake;
    private final WriteGuard guard = new WriteGuard();
    private final SentMails sent = new SentMails(REMEMBERED);
    private final Clock clock;

    /// @param tls knows whom to trust
    public JournalDestination(JournalSettings settings, SSLSocketFactory tls, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        SmtpReplyPolicy policy = new SmtpReplyPolicy("journal " + settings.server());
        handshake = new SmtpHandshake(settings, tls, policy, guard);
    }

    @Override
    public Traits traits() {
        return new Traits(
                Traits.Addressing.JOURNAL,
                false,
                1,
                settings.limits().mailsPerConnection(),
                BATCH_BYTES,
                Duration.ZERO);
    }

    @Override
    public EmailAddress address(EmailAddress mailbox) {
        return settings.envelope().journal();
    }

    @Override
    public Opened open(EmailAddress mailbox) {
        if (!mailbox.equals(settings.envelope().journal())) {
            return new Opened.Refused(
                    new Refusal(
                            ErrorCode.NOT_FOUND,
                            Refusal.Scope.MAILBOX,
                            mailbox + " is not the address of journal " + settings.server()));
        }
        try {
            return new Opened.Ready(
                    new JournalSession(settings, handshake, handshake.connect(), sent, clock));
        } catch (SmtpFailure failure) {
            return new Opened.Refused(failure.verdict().why());
        }
    }

    /// Connects, and asks whether the envelope would be taken. A journal has one address, so the
    /// mailboxes given make no difference.
    @Override
    public List<Finding> examine(List<EmailAddress> inside, List<EmailAddress> outside) {
        return new JournalExamination(settings, handshake).findings();
    }

    @Override
    public void close() {
        guard.close();
    }
}
