package dev.wharf.capture.linked;

import dev.wharf.core.capture.DecodedEvent.ContentOpener;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.ContactCard;
import dev.wharf.core.event.Content.Message;
import dev.wharf.core.event.Location;
import dev.wharf.core.event.MessageMarks;
import dev.wharf.core.event.Poll;
import dev.wharf.core.event.Quote;
import dev.wharf.core.event.Structured;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A message in the making, of what the gateway says and what WhatsApp's own message says beside.
///
/// For one thread.
final class Parts {
    private final List<Attachment> attachments = new ArrayList<>();
    private final List<ContentOpener> openers = new ArrayList<>();
    private List<ContactCard> contacts = List.of();
    private List<Person> mentions = List.of();
    private @Nullable String text;
    private @Nullable Location location;
    private @Nullable Poll poll;
    private @Nullable Quote quote;
    private @Nullable Structured form;
    private MessageMarks marks = MessageMarks.NONE;

    /// The first text that is one.
    Parts text(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (text == null && candidate != null && !candidate.isEmpty()) {
                text = candidate;
            }
        }
        return this;
    }

    Parts file(Media.Named file) {
        attachments.add(file.attachment());
        openers.addAll(file.openers());
        return this;
    }

    Parts location(@Nullable Location place) {
        location = place;
        return this;
    }

    Parts contacts(List<ContactCard> cards) {
        contacts = cards;
        return this;
    }

    Parts mentions(List<Person> people) {
        mentions = people;
        return this;
    }

    Parts poll(@Nullable Poll asked) {
        poll = asked;
        return this;
    }

    Parts quote(@Nullable Quote answered) {
        quote = answered;
        return this;
    }

    Parts form(@Nullable Structured given) {
        form = given;
        return this;
    }

    Parts marks(MessageMarks noted) {
        marks = noted;
        return this;
    }

    /// Whether nothing of it could be shown.
    boolean saysNothing() {
        return text == null
                && attachments.isEmpty()
                && location == null
                && contacts.isEmpty()
                && poll == null
                && form == null;
    }

    Message message() {
        return new Message(
                text, attachments, location, contacts, poll, quote, form, mentions, marks);
    }

    Said said() {
        return new Said(message(), openers);
    }
}
