package dev.wharf.destinations.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The answer of UIDPLUS (RFC 4315): `APPENDUID validity uids`.
///
/// @param uids in the order of the mails
record UidSet(long validity, List<Long> uids) {
    private static final Pattern APPENDED =
            Pattern.compile("(\\d{1,10}) (\\d{1,10}(?:[:,]\\d{1,10})*)");
    private static final int MOST = 100_000;

    UidSet {
        uids = List.copyOf(uids);
    }

    /// Empty when the reply tells no UIDs, or none that make sense.
    static Optional<UidSet> appended(Reply reply) {
        Matcher shape = APPENDED.matcher(reply.codeArguments());
        if (!reply.code().equals("APPENDUID") || !shape.matches()) {
            return Optional.empty();
        }
        List<Long> uids = new ArrayList<>();
        for (String range : shape.group(2).split(",")) {
            String[] ends = range.split(":");
            long first = Long.parseLong(ends[0]);
            long last = ends.length == 1 ? first : Long.parseLong(ends[1]);
            if (ends.length > 2 || Math.abs(last - first) > MOST) {
                return Optional.empty();
            }
            long low = Math.min(first, last);
            for (long uid = low; uid <= Math.max(first, last); uid++) {
                uids.add(uid);
            }
        }
        return Optional.of(new UidSet(Long.parseLong(shape.group(1)), uids));
    }
}
