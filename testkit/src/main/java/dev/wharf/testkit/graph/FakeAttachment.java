package dev.wharf.testkit.graph;

/// A file of a message in the fake.
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record FakeAttachment(String id, String name, String type, byte[] content) {

    /// As Exchange counts: what belongs to the file is counted with it.
    public long size() {
        return content.length + 180L + name.length();
    }
}
