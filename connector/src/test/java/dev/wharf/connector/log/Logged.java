package dev.wharf.connector.log;

import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.connector.log.DestinationResult.Progress;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PartyId;
import dev.wharf.core.party.PhoneNumber;

import java.util.List;

/// Results and failures for tests.
final class Logged {
    static final ConnectorName MAIL = new ConnectorName("mail");
    static final ConnectorName EXCHANGE = new ConnectorName("exchange");
    private static final int DAY = 20_785;

    private Logged() {}

    static ItemId item(int number) {
        return new ItemId(new ConversationId(7), DAY, number);
    }

    static NotDelivered failed(int number, String reason) {
        return new NotDelivered(
                item(number),
                new SourceUser.Phone(new PhoneNumber("+445204334324")),
                new EmailAddress("susan@company.com"),
                EXCHANGE,
                NotDelivered.Outcome.FAILED,
                reason);
    }

    static NotDelivered quarantined(int number) {
        return new NotDelivered(
                item(number),
                new SourceUser.Party(new PartyId(17)),
                null,
                EXCHANGE,
                NotDelivered.Outcome.QUARANTINED,
                "nobody knows the mailbox");
    }

    static NotDelivered partially(int number) {
        return new NotDelivered(
                item(number),
                new SourceUser.Nobody(),
                new EmailAddress("jeff@company.com"),
                EXCHANGE,
                NotDelivered.Outcome.PARTIALLY,
                "left out: \"clip.mp4\", 2 GB, is too large");
    }

    static List<NotDelivered> oneOfEach() {
        return List.of(failed(1, "the mailbox is full"), partially(2), quarantined(3));
    }

    /// Of two items for five copies.
    static ImportCounters five() {
        return new ImportCounters(2, 5, 2, 1, 0, 1, 1);
    }

    static DestinationResult result(ImportCounters counters, Progress progress, boolean away) {
        return new DestinationResult(EXCHANGE, counters, progress, away, null);
    }

    static DestinationResult result(ImportCounters counters) {
        return result(
                counters, new Progress(0, 10, counters.failed(), 0, counters.failed()), false);
    }

    static DestinationResult nothing() {
        return result(ImportCounters.NONE, new Progress(10, 10, 0, 0, 0), false);
    }
}
