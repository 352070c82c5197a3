package dev.wharf.core.event;

/// Encodes one event after the other as [EventCodec] does, into an array that it uses again. For
/// one thread.
public final class EventWriter {
    private final EventCodec codec;
    private final EventEncoder encoder = new EventEncoder();

    EventWriter(EventCodec codec) {
        this.codec = codec;
    }

    /// Encodes an event into [#array].
    ///
    /// @return how many bytes of it are the event
    public int write(Event event) {
        return encoder.encode(event, codec.roster(event.members()));
    }

    /// Valid until the next [#write].
    public byte[] array() {
        return encoder.whole().array();
    }

    /// Overwrites what was written, for content that must not linger.
    public void wipe() {
        encoder.wipe();
    }
}
