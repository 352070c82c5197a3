package dev.wharf.destinations.microsoft365.mailbox;

import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.destinations.microsoft365.item.FilePlan;
import dev.wharf.destinations.microsoft365.item.FilePolicy;

/// A mail, ready to be created.
///
/// @param create the JSON
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Prepared(Outgoing mail, FilePlan files, byte[] create) {

    String messageId() {
        return mail.messageId();
    }

    DeliveryOutcome delivered(String receipt) {
        String item = FilePolicy.item(messageId());
        return new DeliveryOutcome.Delivered(
                receipt,
                files.leftOut().stream().map(part -> FilePolicy.line(item, part)).toList());
    }
}
