package dev.wharf.capture.crypt;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Where the ciphertext ends, and what follows it: the tag, then MD5 of everything before, if any.
///
/// @param end of the ciphertext: where the tag begins
record Layout(long end, boolean checksum) {
    static final int TAG = 16;
    static final int MD5 = 16;
    static final int FOOT = 4;

    /// What a file of this size may be, the likely first. Files of multi-file backups have no MD5,
    /// and a crypt12 without a foot can end like one.
    static List<Layout> of(CryptFile file) {
        long[] ends =
                file.foot().isEmpty()
                        ? new long[] {file.size()}
                        : new long[] {file.size() - FOOT, file.size()};
        return Stream.concat(
                        LongStream.of(ends).mapToObj(end -> new Layout(end - MD5 - TAG, true)),
                        LongStream.of(ends).mapToObj(end -> new Layout(end - TAG, false)))
                .filter(layout -> layout.end > file.header().length())
                .toList();
    }
}
