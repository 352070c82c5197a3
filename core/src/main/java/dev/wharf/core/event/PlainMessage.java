package dev.wharf.core.event;

import dev.wharf.core.capture.Provenance;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// Messages of words, or of files that the source left out without naming them, sent at a time that
/// the source wrote down: nearly everything that a chat export holds. Two of one kind and sender in
/// one chat and capture differ in instant, words, the source's text of the time and place in the
/// source, and in nothing else.
public final class PlainMessage {
    private PlainMessage() {}

    /// Whether it is one.
    @SuppressWarnings("JavaInstantGetSecondsGetNano") // whole seconds only
    public static boolean is(Event event) {
        EventTime time = event.time();
        return event.content() instanceof Content.Message message
                && event.sender() != null
                && event.key() == null
                && time.localText() != null
                && time.at().getNano() == 0
                && isPlain(message);
    }

    private static boolean isPlain(Content.Message message) {
        String text = message.text();
        return (text == null ? !message.attachments().isEmpty() : !text.isEmpty())
                && areNameless(message.attachments())
                && message.location() == null
                && message.contacts().isEmpty()
                && message.poll() == null
                && message.quote() == null
                && message.structured() == null
                && message.mentions().isEmpty()
                && message.marks().equals(MessageMarks.NONE);
    }

    private static boolean areNameless(List<Attachment> files) {
        for (int i = 0; i < files.size(); i++) {
            Attachment file = files.get(i);
            if (file.state() != AttachmentState.OMITTED || file.fileName() != null) {
                return false;
            }
        }
        return true;
    }

    /// What one says; null when it says nothing.
    ///
    /// @param event one that [#is] is true of
    public static @Nullable String words(Event event) {
        return ((Content.Message) event.content()).text();
    }

    /// The same message saying something else, or nothing if it says nothing.
    ///
    /// @param event one that [#is] is true of
    public static Content saying(String words, Event event) {
        Content.Message message = (Content.Message) event.content();
        return message.text() == null ? message : message.withText(words);
    }

    /// A message of the same series that differs in all that it may.
    ///
    /// @param event one that [#is] is true of
    public static Event another(
            Event event, Instant at, String localText, String words, String locator) {
        EventTime time = event.time();
        Provenance from = event.provenance();
        return new Event(
                event.chat(),
                new EventTime(
                        at, time.precision(), time.basis(), localText, time.zone(), time.quirk()),
                event.sender(),
                event.members(),
                event.direction(),
                null,
                saying(words, event),
                new Provenance(
                        from.source(),
                        from.capture(),
                        from.captureDigest(),
                        from.captureName(),
                        from.decoder(),
                        locator,
                        from.account()));
    }

    /// Whether two that [#is] is true of have all else in common.
    @SuppressWarnings("ReferenceEquality") // the events of an intake share their members
    public static boolean areAlike(Event one, Event other) {
        EventTime time = one.time();
        EventTime otherTime = other.time();
        return one.members() == other.members()
                && Objects.equals(one.sender(), other.sender())
                && areAlike((Content.Message) one.content(), (Content.Message) other.content())
                && one.direction() == other.direction()
                && one.chat().equals(other.chat())
                && time.precision() == otherTime.precision()
                && time.basis() == otherTime.basis()
                && time.quirk() == otherTime.quirk()
                && Objects.equals(time.zone(), otherTime.zone())
                && areAlike(one.provenance(), other.provenance());
    }

    private static boolean areAlike(Content.Message one, Content.Message other) {
        return (one.text() == null) == (other.text() == null)
                && one.attachments().equals(other.attachments());
    }

    private static boolean areAlike(Provenance one, Provenance other) {
        return one.source() == other.source()
                && one.capture().equals(other.capture())
                && one.captureDigest().equals(other.captureDigest())
                && Objects.equals(one.captureName(), other.captureName())
                && one.decoder().equals(other.decoder())
                && Objects.equals(one.account(), other.account());
    }
}
