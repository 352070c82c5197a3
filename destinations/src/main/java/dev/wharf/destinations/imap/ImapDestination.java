package dev.wharf.destinations.imap;

import dev.wharf.core.Finding;
import dev.wharf.core.destination.Destination;
import dev.wharf.core.party.EmailAddress;

import java.time.Clock;
import java.util.List;

/// Copies into the folders of an IMAP server, byte for byte.
///
/// Nothing is said to be delivered before the server has said so, or has shown it when asked. A
/// mail arrives once, whatever breaks: what nobody saw the end of is looked for by Message-ID
/// before it is sent again.
public final class ImapDestination implements Destination {
    private final ImapSettings settings;
    private final Clock clock;
    private final Pause pause;
    private final ServerMemory memory = new ServerMemory();
    private final StallWatch watch;
    private final Connector connector;

    /// @param pause `Thread::sleep`
    /// @throws dev.wharf.core.error.WharfException CONFIG_INVALID when the trusted certificates
    ///   cannot be read
    public ImapDestination(ImapSettings settings, Clock clock, Pause pause) {
        this.settings = settings;
        this.clock = clock;
        this.pause = pause;
        this.watch = new StallWatch(settings.server().timeout());
        this.connector = new Connector(settings, memory, watch);
    }

    @Override
    public Traits traits() {
        ImapSettings.Limits limits = settings.limits();
        return new Traits(
                Traits.Addressing.MAILBOXES,
                true,
                limits.mailboxesAtOnce(),
                limits.batch(),
                limits.batchBytes(),
                limits.patience());
    }

    @Override
    public Opened open(EmailAddress mailbox) {
        MailboxLink link = new MailboxLink(connector, settings, mailbox);
        try {
            Patience patience = new Patience(pause, settings.limits().patience());
            link.ask(patience, (connection, folder) -> folder);
            return new Opened.Ready(new ImapMailboxSession(link, settings, memory, clock, pause));
        } catch (Refused no) {
            link.close();
            return new Opened.Refused(no.verdict().refusal());
        }
    }

    @Override
    public List<Finding> examine(List<EmailAddress> inside, List<EmailAddress> outside) {
        return new ImapExamination(settings, connector, clock).run(inside, outside);
    }

    @Override
    public void close() {
        watch.close();
        if (settings.signIn() instanceof SignIn.Bearer(ClientCredentials tokens)) {
            tokens.close();
        }
    }
}
