package dev.wharf.mail;

import dev.wharf.core.event.MessageRef;
import dev.wharf.core.item.ItemId;

/// Says where the message is that another event is about.
final class Targets {
    private Targets() {}

    /// To end `the text …`.
    static String stays(MessageRef target) {
        ItemId item = target.item();
        return item == null
                ? "is in an item that the archive cannot name: the source does not say which"
                        + " message it was"
                : "stays in item " + item;
    }

    /// The same for a message as a whole.
    static String about(MessageRef target) {
        ItemId item = target.item();
        return item == null
                ? "The source does not say to which archived message"
                : "About the message in item " + item;
    }
}
