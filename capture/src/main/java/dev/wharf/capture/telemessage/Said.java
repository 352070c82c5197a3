package dev.wharf.capture.telemessage;

import dev.wharf.core.capture.DecodedEvent.ContentOpener;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.MessageKey;

import java.util.List;

/// One thing that a mail says.
///
/// @param part behind the mail's name in the locator; empty for the mail itself
/// @param pending see [dev.wharf.core.capture.DecodedEvent]
record Said(
        Conversation conversation,
        EventTime time,
        MessageKey key,
        Content content,
        String part,
        List<ContentOpener> pending) {}
