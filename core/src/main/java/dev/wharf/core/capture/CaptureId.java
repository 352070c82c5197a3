package dev.wharf.core.capture;

/// The sequence number that the journal gave a capture, from 1, without holes.
public record CaptureId(long sequence) implements Comparable<CaptureId> {
    public CaptureId {
        if (sequence < 1) {
            throw new IllegalArgumentException("journal sequences start at 1");
        }
    }

    @Override
    public int compareTo(CaptureId other) {
        return Long.compare(sequence, other.sequence);
    }

    @Override
    public String toString() {
        return Long.toString(sequence);
    }
}
