package dev.wharf.destinations.journal;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.item.ContentSource;
import dev.wharf.core.item.MailImage;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.journal.SmtpFailure.Aftermath;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// One mail over a connection. Commands leave together where the server takes that (PIPELINING, RFC
/// 2920), and with BDAT (RFC 3030) the mail with them. All recipients take it, or none is given it.
/// For one mail.
final class SmtpTransaction {
    private static final int START_OF_MAIL = 354;
    private static final int CLOSING = 421;

    private final SmtpWire wire;
    private final SmtpCapabilities capabilities;
    private final SmtpReplyPolicy policy;
    private final JournalSettings settings;
    private final boolean together;
    private final List<Command> unanswered = new ArrayList<>();
    private SmtpStage stage = SmtpStage.SENDER;
    private boolean ended;

    private record Command(SmtpStage stage, String line) {}

    SmtpTransaction(
            SmtpWire wire,
            SmtpCapabilities capabilities,
            SmtpReplyPolicy policy,
            JournalSettings settings) {
        this.wire = wire;
        this.capabilities = capabilities;
        this.policy = policy;
        this.settings = settings;
        together = capabilities.has("PIPELINING");
    }

    /// How far it came.
    SmtpStage stage() {
        return ended ? SmtpStage.END : stage;
    }

    /// Whether the end of the mail may have reached the server.
    boolean ended() {
        return ended;
    }

    SmtpReply send(MailImage image, ContentSource contents) throws SmtpFailure, SmtpWire.Lost {
        boolean chunks = settings.limits().chunking() && capabilities.has("CHUNKING");
        List<Command> envelope = envelope(image.size());
        return chunks ? byChunks(envelope, image, contents) : byDot(envelope, image, contents);
    }

    void probe() throws SmtpFailure, SmtpWire.Lost {
        for (Command command : envelope(0)) {
            ask(command);
        }
        answers();
    }

    private List<Command> envelope(long size) {
        List<Command> commands = new ArrayList<>();
        EmailAddress sender = settings.envelope().sender();
        String declared = size > 0 && capabilities.has("SIZE") ? " SIZE=" + size : "";
        commands.add(
                new Command(
                        SmtpStage.SENDER,
                        "MAIL FROM:<" + (sender == null ? "" : sender.value()) + ">" + declared));
        for (EmailAddress recipient : settings.envelope().recipients()) {
            commands.add(new Command(SmtpStage.RECIPIENT, "RCPT TO:<" + recipient + ">"));
        }
        return commands;
    }

    private SmtpReply byDot(List<Command> envelope, MailImage image, ContentSource contents)
            throws SmtpFailure, SmtpWire.Lost {
        for (Command command : envelope) {
            ask(command);
        }
        ask(new Command(SmtpStage.DATA, "DATA"));
        answers();
        DottedOutput body = new DottedOutput(wire);
        write(image, contents, body);
        ended = true;
        body.finish();
        return taken(wire.reply());
    }

    /// With one recipient the envelope's answers are not waited for: a server that refuses it
    /// refuses the chunk too. With several the chunk could reach some of them.
    private SmtpReply byChunks(List<Command> envelope, MailImage image, ContentSource contents)
            throws SmtpFailure, SmtpWire.Lost {
        for (Command command : envelope) {
            ask(command);
        }
        if (settings.envelope().recipients().size() > 1) {
            answers();
        }
        ChunkedOutput body = new ChunkedOutput(wire, () -> taken(answerToChunk()));
        write(image, contents, body);
        ended = true;
        body.finish();
        return taken(answerToChunk());
    }

    /// Reads what is open before it, too. A chunk that is taken behind an envelope that is not
    /// cannot be taken back: the connection is given up.
    private SmtpReply answerToChunk() throws SmtpFailure, SmtpWire.Lost {
        SmtpFailure refused = null;
        try {
            answers();
        } catch (SmtpFailure failure) {
            refused = failure;
        }
        if (refused != null && refused.aftermath() != Aftermath.CONNECTION_STAYS) {
            throw refused;
        }
        stage = SmtpStage.DATA;
        SmtpReply reply = wire.reply();
        if (refused != null) {
            throw reply.isGood()
                    ? new SmtpFailure(refused.verdict(), Aftermath.CONNECTION_GONE)
                    : refused;
        }
        return reply;
    }

    private SmtpReply taken(SmtpReply reply) throws SmtpFailure {
        if (!reply.isGood()) {
            throw refused(SmtpStage.END, reply);
        }
        return reply;
    }

    /// A file that cannot be read leaves the mail without its end, so the server takes nothing.
    private static void write(MailImage image, ContentSource contents, MailOutput body)
            throws SmtpFailure, SmtpWire.Lost {
        try {
            image.writeTo(body, contents);
        } catch (SmtpWire.Lost lost) {
            throw lost;
        } catch (MailOutput.Refused refused) {
            throw refused.failure();
        } catch (IOException unreadable) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED,
                    "reading a file of a mail that was being sent: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    private void ask(Command command) throws SmtpFailure, SmtpWire.Lost {
        if (!together) {
            answers();
            stage = command.stage();
        }
        wire.command(command.line());
        unanswered.add(command);
    }

    /// Reads what is still to be answered. A server that is ready for the mail of an envelope that
    /// it refused in part cannot be told otherwise: the connection is given up.
    private void answers() throws SmtpFailure, SmtpWire.Lost {
        SmtpFailure first = null;
        for (Command command : unanswered) {
            stage = command.stage();
            SmtpReply reply = wire.reply();
            boolean isData = command.stage() == SmtpStage.DATA;
            boolean good = isData ? reply.code() == START_OF_MAIL : reply.isGood();
            if (good && isData && first != null) {
                throw new SmtpFailure(first.verdict(), Aftermath.CONNECTION_GONE);
            }
            if (!good && first == null) {
                first = refused(command.stage(), reply);
            }
            if (reply.code() == CLOSING) {
                throw refused(command.stage(), reply);
            }
        }
        unanswered.clear();
        throwIf(first);
    }

    private static void throwIf(@Nullable SmtpFailure failure) throws SmtpFailure {
        if (failure != null) {
            throw failure;
        }
    }

    private SmtpFailure refused(SmtpStage at, SmtpReply reply) {
        return new SmtpFailure(
                policy.verdict(at, reply),
                reply.code() == CLOSING ? Aftermath.TRY_ANOTHER : Aftermath.CONNECTION_STAYS);
    }
}
