package dev.wharf.connector.intake;

import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A capture as far as its scope reaches. The survey is made anew, in a pass of its own: what it
/// says of people, chats and times, it says of what is in scope, and of the rest one number.
final class ScopedCapture implements DecodedCapture {
    private final DecodedCapture whole;
    private final Scope scope;
    private final SourceReport report;
    private final long leftOut;

    private ScopedCapture(DecodedCapture whole, Scope scope, SourceReport report, long leftOut) {
        this.whole = whole;
        this.scope = scope;
        this.report = report;
        this.leftOut = leftOut;
    }

    static ScopedCapture of(DecodedCapture whole, Scope scope) throws IOException {
        SourceReport all = whole.report();
        Survey survey = new Survey();
        // What has a question is not read: its survey may not tell of what is out of scope either.
        if (all.questions().isEmpty()) {
            ScopeFilter filter = new ScopeFilter(scope);
            whole.events(event -> survey.count(event.event(), filter.admits(event.event())));
        }
        return new ScopedCapture(whole, scope, survey.report(all), survey.leftOut);
    }

    /// Number of events that are out of scope.
    long leftOut() {
        return leftOut;
    }

    @Override
    public SourceReport report() {
        return report;
    }

    @Override
    public void events(Sink sink) throws IOException {
        ScopeFilter filter = new ScopeFilter(scope);
        whole.events(
                event -> {
                    if (filter.admits(event.event())) {
                        sink.accept(event);
                    }
                });
    }

    /// The whole stays open.
    @Override
    public void close() {}

    private static final class Survey {
        private final Map<EventKind, Long> byKind = new EnumMap<>(EventKind.class);
        private final Map<String, Long> senders = new LinkedHashMap<>();
        private final Set<String> titles = new LinkedHashSet<>();
        private @Nullable LocalDateTime first;
        private @Nullable LocalDateTime last;
        private long found;
        private long missing;
        private long given;
        private long leftOut;

        void count(Event event, boolean in) {
            if (!in) {
                leftOut++;
                return;
            }
            given++;
            byKind.merge(event.kind(), 1L, Long::sum);
            Person sender = event.sender();
            if (sender != null) {
                senders.merge(sender.label(), 1L, Long::sum);
            }
            String title = event.chat().title();
            if (title != null) {
                titles.add(title);
            }
            found += Files.held(event.content());
            missing += Files.missing(event.content()).size();
            time(local(event.time()));
        }

        private void time(LocalDateTime at) {
            first = first == null || at.isBefore(first) ? at : first;
            last = last == null || at.isAfter(last) ? at : last;
        }

        private static LocalDateTime local(EventTime time) {
            try {
                ZoneId zone = time.zone() == null ? ZoneOffset.UTC : ZoneId.of(time.zone());
                return LocalDateTime.ofInstant(time.at(), zone);
            } catch (DateTimeException _) {
                return LocalDateTime.ofInstant(time.at(), ZoneOffset.UTC);
            }
        }

        /// What a broken capture does not give counts as if it were in scope: nobody knows.
        SourceReport report(SourceReport all) {
            boolean surveyed = all.questions().isEmpty();
            long unread = surveyed ? Math.max(0, all.events() - given - leftOut) : 0;
            List<String> warnings = new ArrayList<>(all.warnings());
            if (leftOut > 0) {
                warnings.add(
                        leftOut == 1
                                ? "1 event is out of the scope of this import, and was left out"
                                : "%,d events are out of the scope of this import, and were left out"
                                        .formatted(leftOut));
            }
            String chat = all.chat() == null || titles.isEmpty() ? null : String.join("; ", titles);
            return new SourceReport(
                    all.file(),
                    all.sha256(),
                    all.kind(),
                    all.platform(),
                    all.dateOrder(),
                    all.zone(),
                    chat,
                    all.owner(),
                    all.ownerDecision(),
                    given + unread,
                    byKind,
                    first == null ? null : first.toString(),
                    last == null ? null : last.toString(),
                    senders,
                    found,
                    missing,
                    warnings,
                    all.questions(),
                    // A count of all of it would not agree with a part.
                    null);
        }
    }
}
