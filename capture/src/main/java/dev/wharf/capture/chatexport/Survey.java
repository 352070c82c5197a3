package dev.wharf.capture.chatexport;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One pass over a whole text that gathers all evidence before anything is decided: shapes, dates,
/// senders, what WhatsApp itself says. Memory does not grow with the text.
final class Survey {
    /// Characters in the longest message that WhatsApp sends.
    private static final int LONGEST_MESSAGE = 65_536;

    static final int MOST_PEOPLE_LINES = 100_000;

    /// Media whose name holds a second, against the time of their message.
    ///
    /// @param days as written, in each order
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record NamedSecond(long[] days, int secondOfDay, MediaName name) {}

    final long[] headersOf = new long[Header.SHAPES];

    /// Shapes that do not count but in which a whole other export seems to stand.
    int foreignExports;

    final SenderTable senders = new SenderTable();
    final Map<Integer, DateEvidence> dates = new LinkedHashMap<>();
    final Map<DateOrder, FoldTracker> folds = new LinkedHashMap<>();
    final List<SystemLine> systemLines = new ArrayList<>();
    final List<NamedSecond> namedSeconds = new ArrayList<>();
    final Warnings warnings;

    /// Who stands before a notice in the first line, where the banner on encryption is.
    @Nullable Sender firstNotice;

    long lines;
    long headers;
    long firstHeaderLine;
    long bytesBeforeFirst;
    boolean secondsShown;
    long unknownPeriods;
    long unknownPeriodLine;
    boolean twelveHours;

    private final int shapes;
    private long foreignChars;
    private int foreignShapes;
    private boolean foreignBanner;
    private final int latestYear;
    private final HeaderScanner scanner;
    private final Header header = new Header();
    private final HeadLine head = new HeadLine();
    private @Nullable DateEvidence lastDates;

    Survey(int shapes, int latestYear, MonthNames months, Warnings warnings) {
        this.scanner = new HeaderScanner(months);
        this.shapes = shapes;
        this.latestYear = latestYear;
        this.warnings = warnings;
        for (DateOrder order : List.of(DateOrder.DMY, DateOrder.MDY, DateOrder.YMD)) {
            folds.put(order, new FoldTracker());
        }
    }

    void read(LineReader in) throws IOException {
        while (in.next()) {
            lines = in.number;
            if (in.malformed > 0) {
                warnings.malformed(in.number, in.malformed);
            }
            if (in.continues) {
                warnings.longLine(in.number);
                continue;
            }
            if (!scanner.scan(in.text, in.length, header)) {
                bytesBeforeFirst += headers == 0 ? in.end - in.start : 0;
                continue;
            }
            headersOf[header.shape()]++;
            if ((shapes & 1 << header.shape()) != 0) {
                foreignShapes = 0;
                header(in);
            } else {
                bytesBeforeFirst += headers == 0 ? in.end - in.start : 0;
                foreign(in);
            }
        }
    }

    /// Headers of another shape belong to a chat that somebody pasted, unless they go on for longer
    /// than any message, or begin as an export does.
    private void foreign(LineReader in) {
        if (foreignShapes == 0) {
            foreignChars = 0;
            String text = new String(in.text, header.bodyStart, in.length - header.bodyStart);
            foreignBanner = SystemLineReader.isOnEncryption(text);
        }
        foreignShapes |= 1 << header.shape();
        foreignChars += in.length;
        if (foreignBanner || foreignChars > LONGEST_MESSAGE) {
            foreignExports |= foreignShapes;
        }
    }

    private void header(LineReader in) {
        if (headers++ == 0) {
            firstHeaderLine = in.number;
        }
        secondsShown |= header.second60 >= 0;
        twelveHours |= header.period == Header.AM || header.period == Header.PM;
        if (header.period == Header.UNKNOWN_PERIOD && unknownPeriods++ == 0) {
            unknownPeriodLine = in.number;
        }
        Sender sender = sender(in);
        int body = sender == null ? header.bodyStart : head.bodyStart;
        boolean own = sender == null || Marks.isDirectionMark(charAt(in, body));
        long[] days = dates(in).add(header, in.number, !own);
        media(in, days, body);
        if (sender == null) {
            system(new String(in.text, header.bodyStart, in.length - header.bodyStart));
            return;
        }
        sender.lines++;
        sender.wrote |= !own;
        boolean notice = own ? ownWords(in, sender, body) : plainWords(in, sender, body);
        if (!notice) {
            place(sender, days, in.number);
            further(in, sender, body);
        }
    }

    private static char charAt(LineReader in, int at) {
        return at < in.length ? in.text[at] : ' ';
    }

    private @Nullable Sender sender(LineReader in) {
        if (!head.split(in.text, header.bodyStart, in.length)) {
            return null;
        }
        Sender known = senders.find(in.text, head.nameStart, head.nameEnd);
        if (known == null) {
            known = senders.findOrAdd(in.text, head.nameStart, head.nameEnd);
            if (known != null) {
                String rest = new String(in.text, header.bodyStart, in.length - header.bodyStart);
                known.system = SenderPolicy.isSystemText(known.name, rest);
            }
        }
        if (known != null && known.system) {
            known.lines++;
            return null;
        }
        return known;
    }

    private DateEvidence dates(LineReader in) {
        int form = header.dateForm();
        DateEvidence last = lastDates;
        if (last == null || last.form != form) {
            String example =
                    new String(in.text, header.timeStart, header.timeEnd - header.timeStart);
            last =
                    dates.computeIfAbsent(
                            form, key -> new DateEvidence(header, example, latestYear));
            lastDates = last;
        }
        return last;
    }

    /// @return whether the line is a notice, not something the sender sent
    private boolean ownWords(LineReader in, Sender sender, int body) {
        String text = new String(in.text, body, in.length - body);
        if (Wording.says(text, Wording.Meaning.DELETED_BY_YOU)) {
            sender.owners++;
        }
        if (SenderPolicy.couldBeSent(text, header.marked, header.family)) {
            return false;
        }
        sender.notices++;
        sender.knownNotices += SystemLineReader.isKnown(text) ? 1 : 0;
        if (headers == 1) {
            firstNotice = sender;
        }
        system(text);
        return true;
    }

    /// Android puts no mark before its own words.
    private static boolean plainWords(LineReader in, Sender sender, int body) {
        if (Special.mayBeWording(in.text, body, in.length)) {
            String text = new String(in.text, body, in.length - body);
            sender.owners += Wording.says(text, Wording.Meaning.DELETED_BY_YOU) ? 1 : 0;
        }
        return false;
    }

    private void system(String text) {
        if (systemLines.size() < MOST_PEOPLE_LINES) {
            SystemLine line = SystemLineReader.read(text);
            if (!(line instanceof SystemLine.Notice notice)
                    || notice.actor() != null
                    || notice.group()) {
                systemLines.add(line);
            }
        }
    }

    boolean systemLinesFull() {
        return systemLines.size() >= MOST_PEOPLE_LINES;
    }

    private void place(Sender sender, long[] days, long line) {
        folds.forEach(
                (order, tracker) -> {
                    long day = days[order.index()];
                    if (day != Calendars.NO_DAY) {
                        tracker.message(sender.index, day * 86400 + header.secondOfDay(), line);
                    }
                });
    }

    private void further(LineReader in, Sender sender, int body) {
        if (sender.longer != null) {
            boolean more = head.further(in.text, in.length) && !isOwnWords(in, body);
            sender.longer(
                    more
                            ? new String(in.text, head.nameStart, head.nameEnd - head.nameStart)
                            : null);
        }
    }

    /// Whether what reaches to the second colon is WhatsApp's: a member may have sent nothing but
    /// files, polls and places, `Bob: <attached: photo.jpg>`, and is called Bob all the same.
    private boolean isOwnWords(LineReader in, int body) {
        char first = charAt(in, body);
        String words = new String(in.text, body, Math.max(0, head.nameEnd - body));
        return Marks.isDirectionMark(first)
                || first == '<'
                || Wording.says(words, Wording.Meaning.POLL)
                || Wording.says(words, Wording.Meaning.LOCATION);
    }

    private void media(LineReader in, long[] days, int body) {
        int at = Marks.skipMarks(in.text, Math.max(0, body), in.length);
        boolean likely =
                at + 12 < in.length
                        && (in.text[at] == '<'
                                || (in.text[at + 3] == '-' && in.text[at + 12] == '-'));
        if (!likely && !header.marked) {
            return;
        }
        String line = new String(in.text, at, in.length - at);
        MediaName name = MediaNames.find(line);
        if (name == null || name.day() == Calendars.NO_DAY || lastDates == null) {
            return;
        }
        lastDates.mediaDay(name.day());
        if (name.secondOfDay() >= 0 && namedSeconds.size() < 10_000) {
            namedSeconds.add(new NamedSecond(days.clone(), header.secondOfDay(), name));
        }
    }
}
