package dev.wharf.capture.chatexport;

import java.util.Arrays;

/// How the dates of one form are read: in one order, or in several, run by run of lines.
///
/// @param form see [Header#dateForm]
/// @param from the first line of each run, ascending, beginning with 0
/// @param orders the order of each run
@SuppressWarnings("ArrayRecordComponent") // hot path; compared nowhere
record DateReading(int form, long[] from, DateOrder[] orders) {
    static DateReading uniform(int form, DateOrder order) {
        return new DateReading(form, new long[] {0}, new DateOrder[] {order});
    }

    DateOrder order(long line) {
        if (orders.length == 1) {
            return orders[0];
        }
        int at = Arrays.binarySearch(from, line);
        return orders[at >= 0 ? at : -at - 2];
    }
}
