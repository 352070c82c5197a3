package dev.wharf.destinations.journal;

import dev.wharf.core.item.ContentSource;
import dev.wharf.core.item.MailImage;
import dev.wharf.destinations.journal.SmtpFailure.Aftermath;

import java.net.SocketException;
import java.util.List;

/// A connection that is ready for mails: greeted, secured, signed in. For one thread.
final class SmtpConnection implements AutoCloseable {
    private static final int LAST_WORD_MILLIS = 2_000;

    private final SmtpWire wire;
    private final SmtpCapabilities capabilities;
    private final SmtpReplyPolicy policy;
    private final JournalSettings settings;
    private int mails;
    private boolean needsReset;
    private boolean gone;

    SmtpConnection(
            SmtpWire wire,
            SmtpCapabilities capabilities,
            SmtpReplyPolicy policy,
            JournalSettings settings) {
        this.wire = wire;
        this.capabilities = capabilities;
        this.policy = policy;
        this.settings = settings;
    }

    SmtpCapabilities capabilities() {
        return capabilities;
    }

    /// Whether another mail may be sent over it.
    boolean isUsable() {
        return !gone && mails < settings.limits().mailsPerConnection();
    }

    /// Sends one mail to all recipients.
    ///
    /// @return the answer with which the server took it
    /// @throws dev.wharf.core.error.WharfException when a file of it cannot be read; the server
    ///   then has nothing of it
    SmtpReply send(MailImage image, ContentSource contents) throws SmtpFailure {
        return talk(transaction -> transaction.send(image, contents));
    }

    /// Asks whether sender and recipients would be taken, and takes it back.
    void probe() throws SmtpFailure {
        talk(
                transaction -> {
                    transaction.probe();
                    needsReset = true;
                    reset();
                    return new SmtpReply(250, List.of());
                });
    }

    private interface Talk {
        SmtpReply with(SmtpTransaction transaction) throws SmtpFailure, SmtpWire.Lost;
    }

    /// Whatever ends it unexpectedly, a file that cannot be read too, ends the connection.
    private SmtpReply talk(Talk talk) throws SmtpFailure {
        SmtpTransaction transaction = new SmtpTransaction(wire, capabilities, policy, settings);
        gone = true;
        mails++;
        try {
            reset();
            SmtpReply reply = talk.with(transaction);
            gone = false;
            return reply;
        } catch (SmtpFailure failure) {
            gone = failure.aftermath() != Aftermath.CONNECTION_STAYS;
            needsReset = true;
            throw failure;
        } catch (SmtpWire.Lost lost) {
            throw new SmtpFailure(
                    policy.lost(transaction.stage(), lost.what()),
                    transaction.ended() ? Aftermath.IN_DOUBT : Aftermath.TRY_ANOTHER);
        } finally {
            if (gone) {
                wire.close();
            }
        }
    }

    private void reset() throws SmtpWire.Lost, SmtpFailure {
        if (!needsReset) {
            return;
        }
        needsReset = false;
        wire.command("RSET");
        SmtpReply reply = wire.reply();
        if (!reply.isGood()) {
            throw new SmtpFailure(policy.verdict(SmtpStage.SENDER, reply), Aftermath.TRY_ANOTHER);
        }
    }

    /// Takes leave where the server still listens.
    @Override
    public void close() {
        if (!gone) {
            try {
                wire.socket().setSoTimeout(LAST_WORD_MILLIS);
                wire.command("QUIT");
                wire.reply();
            } catch (SocketException | SmtpWire.Lost _) {
                // It has said all that it will.
            }
        }
        wire.close();
    }
}
