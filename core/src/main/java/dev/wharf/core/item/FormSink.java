package dev.wharf.core.item;

/// Takes what is stored of an item piece by piece, and is told which pieces the items of a series
/// fill differently.
public interface FormSink {
    /// Bytes that every item of the series has. Not kept.
    void fixed(byte[] bytes);

    /// One item's bytes in a place. The same number may come again, with the same bytes.
    ///
    /// @param number from 0
    void value(int number, byte[] bytes, int from, int length);

    /// The length, as unsigned LEB128, of as many bytes as follow next.
    void length(int bytes);
}
