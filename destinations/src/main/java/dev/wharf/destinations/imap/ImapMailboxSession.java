package dev.wharf.destinations.imap;

import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.MailboxSession;
import dev.wharf.core.destination.Outgoing;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One mailbox's folder on an IMAP server.
final class ImapMailboxSession implements MailboxSession {
    private final MailboxLink link;
    private final ImapSettings settings;
    private final ServerMemory memory;
    private final Clock clock;
    private final Pause pause;

    ImapMailboxSession(
            MailboxLink link,
            ImapSettings settings,
            ServerMemory memory,
            Clock clock,
            Pause pause) {
        this.link = link;
        this.settings = settings;
        this.memory = memory;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public Map<String, String> present(Collection<String> messageIds) throws Unreachable {
        try {
            MessageIds.Found found =
                    link.ask(
                            patience(),
                            (connection, folder) ->
                                    new MessageIds(connection, folder, link.mailbox())
                                            .among(messageIds));
            Map<String, String> receipts = new LinkedHashMap<>();
            for (String id : messageIds) {
                found.of(id).stream()
                        .findFirst()
                        .ifPresent(uid -> receipts.put(id, found.receipt(uid)));
            }
            return receipts;
        } catch (Refused no) {
            throw new Unreachable(no.verdict().refusal());
        }
    }

    @Override
    public List<DeliveryOutcome> deliver(List<Outgoing> mails) {
        long largest = link.largest();
        return new DeliveryRun(link, settings, memory, clock, patience())
                .run(mails.stream().map(mail -> Prepared.of(mail, largest)).toList());
    }

    @Override
    public ReadBack readBack(String receipt, Outgoing sent) {
        try {
            return link.ask(
                    patience(),
                    (connection, folder) ->
                            new Comparison(connection, folder, link.mailbox())
                                    .of(receipt, Prepared.of(sent, link.largest())));
        } catch (Refused no) {
            return new ReadBack.Unknown(no.verdict().refusal());
        }
    }

    private Patience patience() {
        return new Patience(pause, settings.limits().patience());
    }

    @Override
    public void close() {
        link.close();
    }
}
