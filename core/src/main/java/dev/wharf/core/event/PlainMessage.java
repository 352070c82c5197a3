package dev.wharf.core.event;

import dev.wharf.core.capture.Provenance;

import java.util.Objects;

/// Messages of words alone, sent at a time that the source wrote down: nearly everything that a
/// chat export holds. Two of one sender in one chat and capture differ in instant, words, the
/// source's text of the time and place in the source, and in nothing else.
public final class PlainMessage {
    private PlainMessage() {}

    /// Whether it is one.
    public static boolean is(Event event) {
        EventTime time = event.time();
        return event.content() instanceof Content.Message message
                && event.sender() != null
                && event.key() == null
                && time.localText() != null
                && time.at().getNano() == 0
                && isWordsAlone(message);
    }

    private static boolean isWordsAlone(Content.Message message) {
        String text = message.text();
        return text != null
                && !text.isEmpty()
                && message.attachments().isEmpty()
                && message.location() == null
                && message.contacts().isEmpty()
                && message.poll() == null
                && message.quote() == null
                && message.structured() == null
                && message.mentions().isEmpty()
                && message.marks().equals(MessageMarks.NONE);
    }

    /// Whether two that [#is] is true of have all else in common.
    @SuppressWarnings("ReferenceEquality") // the events of an intake share their members
    public static boolean areAlike(Event one, Event other) {
        EventTime time = one.time();
        EventTime otherTime = other.time();
        return one.members() == other.members()
                && Objects.equals(one.sender(), other.sender())
                && one.direction() == other.direction()
                && one.chat().equals(other.chat())
                && time.precision() == otherTime.precision()
                && time.basis() == otherTime.basis()
                && time.quirk() == otherTime.quirk()
                && Objects.equals(time.zone(), otherTime.zone())
                && areAlike(one.provenance(), other.provenance());
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
