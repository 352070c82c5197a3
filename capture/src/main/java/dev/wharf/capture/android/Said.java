package dev.wharf.capture.android;

import dev.wharf.core.capture.DecodedEvent.ContentOpener;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.ContactCard;
import dev.wharf.core.event.Content.Message;
import dev.wharf.core.event.Field;
import dev.wharf.core.event.Location;
import dev.wharf.core.event.MessageMarks;
import dev.wharf.core.event.Poll;
import dev.wharf.core.event.Quote;
import dev.wharf.core.event.Structured;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A message in the making, of its row and its satellites. For one thread.
final class Said {
    private final List<Attachment> attachments = new ArrayList<>(1);
    private final List<ContentOpener> openers = new ArrayList<>(1);
    private final List<ContactCard> contacts = new ArrayList<>(0);
    private final List<Field> fields = new ArrayList<>(0);
    private List<Person> mentions = List.of();
    private @Nullable String text;
    private @Nullable Location location;
    private @Nullable Poll poll;
    private @Nullable Quote quote;
    private @Nullable String form;
    private @Nullable String title;
    private int forwardScore;
    private boolean edited;
    private boolean viewOnce;
    private @Nullable Long disappears;
    private boolean recovered;
    private boolean deleted;
    private boolean noted;

    /// The first text that is one.
    Said text(@Nullable String candidate) {
        if (text == null && candidate != null && !candidate.isEmpty()) {
            text = candidate;
        }
        return this;
    }

    /// What stands in a document's row: nothing new when it is the caption or the file's name.
    void textOfDocument(@Nullable String given) {
        if (given == null
                || given.equals(text)
                || attachments.stream().anyMatch(file -> isNameOf(file, given))) {
            return;
        }
        if (text == null) {
            text = given;
        } else {
            field("text", given);
        }
    }

    private static boolean isNameOf(Attachment file, String given) {
        String name = file.fileName();
        return name != null
                && (name.equals(given) || name.replaceFirst("\\.[^.]{1,8}$", "").equals(given));
    }

    boolean hasText() {
        return text != null;
    }

    Said file(Attachment attachment, @Nullable ContentOpener opener) {
        attachments.add(attachment);
        if (opener != null) {
            openers.add(opener);
        }
        return this;
    }

    Said location(Location place) {
        location = place;
        return this;
    }

    Said contact(ContactCard card) {
        contacts.add(card);
        return this;
    }

    Said mentions(List<Person> people) {
        mentions = people;
        return this;
    }

    Said poll(Poll asked) {
        poll = asked;
        return this;
    }

    Said quote(Quote answered) {
        quote = answered;
        return this;
    }

    /// A form of its own. Of several the first gives the name.
    Said form(String type, @Nullable String called) {
        if (form == null) {
            form = type;
            title = called == null || called.isBlank() ? null : called;
        } else if (called != null && !called.isBlank()) {
            fields.add(new Field(type, called));
        }
        return this;
    }

    /// What a form says; nothing for null.
    Said field(String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            fields.add(new Field(name, value));
        }
        return this;
    }

    /// What is known about the message and is no word of it; nothing for null.
    Said note(String name, @Nullable String value) {
        noted |= value != null && !value.isBlank();
        return field(name, value);
    }

    Said forwarded(int score) {
        forwardScore = Math.max(forwardScore, score);
        return this;
    }

    Said edited() {
        edited = true;
        return this;
    }

    Said viewOnce() {
        viewOnce = true;
        return this;
    }

    Said disappears(long seconds) {
        disappears = seconds;
        return this;
    }

    Said recovered() {
        recovered = true;
        return this;
    }

    Said deletedLocally(boolean pending) {
        deleted = pending;
        return this;
    }

    /// Whether nothing of it could be shown.
    boolean saysNothing() {
        return text == null
                && attachments.isEmpty()
                && location == null
                && contacts.isEmpty()
                && poll == null
                && form == null
                && quote == null;
    }

    /// Whether there is nothing to show but a text, if that.
    boolean hasOnlyText() {
        return attachments.isEmpty()
                && location == null
                && contacts.isEmpty()
                && poll == null
                && form == null
                && fields.isEmpty()
                && quote == null;
    }

    /// In the order of the pending attachments.
    List<ContentOpener> openers() {
        return openers;
    }

    Message message() {
        boolean hasForm = form != null || !fields.isEmpty();
        return new Message(
                text,
                attachments,
                location,
                contacts,
                poll,
                quote,
                hasForm
                        ? new Structured(
                                form == null ? noted ? "details" : "form" : form, title, fields)
                        : null,
                mentions,
                marks());
    }

    MessageMarks marks() {
        return new MessageMarks(
                forwardScore, edited, viewOnce, disappears, false, recovered, deleted);
    }
}
