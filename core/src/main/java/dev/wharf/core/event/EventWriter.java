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

    /// Writes into [#array] only what an event fills into the form of its series, one value behind
    /// the other.
    ///
    /// @param event one that the form fits
    /// @param ends told where each of [EventForm#VALUES] values ends
    public void values(Event event, int[] ends) {
        encoder.values(event, ends);
    }

    /// Valid until the next [#write] or [#values].
    public byte[] array() {
        return encoder.whole().array();
    }

    /// Overwrites what was written, for content that must not linger.
    public void wipe() {
        encoder.wipe();
    }
}
