package dev.wharf.destinations.journal;

import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.DeliveryOutcome.AlreadyThere;
import dev.wharf.core.destination.DeliveryOutcome.Deferred;
import dev.wharf.core.destination.DeliveryOutcome.Delivered;
import dev.wharf.core.destination.DeliveryOutcome.Rejected;
import dev.wharf.core.destination.MailboxSession;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.error.ErrorCode;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Mails to one journal, over one connection after the other. For one thread.
final class JournalSession implements MailboxSession {
    private static final Logger LOG = LoggerFactory.getLogger(JournalSession.class);

    private final JournalSettings settings;
    private final SmtpHandshake handshake;
    private final SentMails sent;
    private final Clock clock;
    private final JournalForm form;
    private @Nullable SmtpConnection connection;

    JournalSession(
            JournalSettings settings,
            SmtpHandshake handshake,
            SmtpConnection connection,
            SentMails sent,
            Clock clock) {
        this.settings = settings;
        this.handshake = handshake;
        this.connection = connection;
        this.sent = sent;
        this.clock = clock;
        form = new JournalForm(settings);
    }

    /// Nobody can say: see [Destination.Traits#remembers].
    @Override
    public Map<String, String> present(Collection<String> messageIds) {
        return Map.of();
    }

    /// What concerns more than one mail ends the batch: those behind it end the same way, and are
    /// not tried.
    @Override
    public List<DeliveryOutcome> deliver(List<Outgoing> mails) {
        List<DeliveryOutcome> outcomes = new ArrayList<>(mails.size());
        DeliveryOutcome end = null;
        for (Outgoing mail : mails) {
            DeliveryOutcome outcome = end == null ? delivered(mail) : end;
            end = concernsAll(outcome) ? outcome : null;
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private static boolean concernsAll(DeliveryOutcome outcome) {
        return switch (outcome) {
            case Delivered _, AlreadyThere _ -> false;
            case Deferred deferred -> deferred.why().scope() != Refusal.Scope.MAIL;
            case Rejected rejected -> rejected.why().scope() != Refusal.Scope.MAIL;
        };
    }

    private DeliveryOutcome delivered(Outgoing mail) {
        String receipt = sent.receipt(mail.messageId());
        if (receipt != null) {
            return new AlreadyThere(receipt);
        }
        try {
            return attempt(mail);
        } catch (SmtpFailure first) {
            return switch (first.aftermath()) {
                case CONNECTION_STAYS, CONNECTION_GONE -> outcome(first);
                case TRY_ANOTHER, IN_DOUBT -> again(mail, first);
            };
        }
    }

    /// Servers close connections that were idle or long: another one is worth one attempt at once.
    private DeliveryOutcome again(Outgoing mail, SmtpFailure first) {
        if (first.aftermath() == SmtpFailure.Aftermath.IN_DOUBT) {
            LOG.warn(
                    "journal {}: no answer came to mail {}; it is sent again and may be there twice",
                    settings.server(),
                    mail.messageId());
        }
        try {
            return attempt(mail);
        } catch (SmtpFailure second) {
            return outcome(second);
        }
    }

    private DeliveryOutcome outcome(SmtpFailure failure) {
        return failure.verdict().outcome(clock.instant());
    }

    private DeliveryOutcome attempt(Outgoing mail) throws SmtpFailure {
        SmtpConnection open = connected();
        long largest = largest(open.capabilities());
        JournalForm.Composed composed = form.compose(mail, largest);
        if (!composed.fits()) {
            return new Rejected(
                    new Refusal(
                            ErrorCode.SOURCE_REFUSED,
                            Refusal.Scope.MAIL,
                            "mail "
                                    + mail.messageId()
                                    + " is larger than the "
                                    + largest
                                    + " bytes that journal "
                                    + settings.server()
                                    + " takes, even without its files"));
        }
        String receipt = QueueId.of(open.send(composed.image(), mail.contents()));
        sent.add(mail.messageId(), receipt);
        return new Delivered(receipt, composed.leftOut());
    }

    private long largest(SmtpCapabilities capabilities) {
        long server = capabilities.mostBytes();
        long ours = settings.limits().mostBytes();
        if (server == 0 || ours == 0) {
            return Math.max(server, ours);
        }
        return Math.min(server, ours);
    }

    private SmtpConnection connected() throws SmtpFailure {
        if (connection != null && connection.isUsable()) {
            return connection;
        }
        close();
        connection = handshake.connect();
        return connection;
    }

    @Override
    public ReadBack readBack(String receipt, Outgoing mail) {
        return new ReadBack.Unknown(
                new Refusal(
                        ErrorCode.SOURCE_REFUSED,
                        Refusal.Scope.DESTINATION,
                        "a journal cannot be read back: ask the receiver for " + receipt));
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
