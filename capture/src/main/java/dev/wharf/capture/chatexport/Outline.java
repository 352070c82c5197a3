package dev.wharf.capture.chatexport;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the survey of a text tells for certain of the events that the text will give, so that
/// nobody has to read it once more for that. Most texts have one.
///
/// @param events but for what bodies of more than a megabyte are parted into
/// @param firstLocal see [EventReader#firstLocal]
/// @param lastLocal see [EventReader#lastLocal]
/// @param writers who sent any of them
record Outline(long events, long firstLocal, long lastLocal, List<Sender> writers) {

    /// Nothing where lines that look like messages may be none, or where it is open who sent one.
    static Optional<Outline> of(TextSurvey.Result text) {
        if (text.profile().folded().length > 0) {
            return Optional.empty();
        }
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (DateEvidence evidence : text.survey().dates.values()) {
            DateReading reading = text.profile().dates().get(evidence.form);
            if (reading == null || reading.orders().length > 1) {
                return Optional.empty();
            }
            int order = reading.order(1).index();
            if (evidence.impossible[order] > 0) {
                return Optional.empty();
            }
            first = Math.min(first, evidence.firstLocal[order]);
            last = Math.max(last, evidence.lastLocal[order]);
        }
        List<Sender> writers = new ArrayList<>();
        for (Sender sender : text.profile().senders().all()) {
            if (sender.reachesFurther || (sender.person != null && !sender.wrote)) {
                return Optional.empty();
            }
            if (sender.person != null) {
                writers.add(sender);
            }
        }
        return Optional.of(new Outline(text.survey().headers, first, last, List.copyOf(writers)));
    }
}
