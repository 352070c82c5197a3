package dev.wharf.site.feed;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A stretch of a file, both ends included, as in `Range: bytes=0-99`.
record ByteRange(long first, long last) {
    private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    long length() {
        return last - first + 1;
    }

    sealed interface Asked {

        /// No range, or one in a form that need not be understood: the whole file is the answer.
        record Whole() implements Asked {}

        record Part(ByteRange range) implements Asked {}

        /// Nothing of the file lies in it.
        record Outside() implements Asked {}
    }

    static Asked asked(Optional<String> header, long size) {
        Matcher range = ONE.matcher(header.orElse(""));
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return new Asked.Whole();
        }
        long first;
        long last = size - 1;
        if (range.group(1).isEmpty()) {
            first = Math.max(0, size - Long.parseLong(range.group(2)));
        } else {
            first = Long.parseLong(range.group(1));
            if (!range.group(2).isEmpty()) {
                long said = Long.parseLong(range.group(2));
                if (said < first) {
                    return new Asked.Whole();
                }
                last = Math.min(last, said);
            }
        }
        return first > last ? new Asked.Outside() : new Asked.Part(new ByteRange(first, last));
    }
}
