package dev.wharf.core.capture;

import dev.wharf.core.event.EventKind;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// The survey of one capture: what it is, how its times were read and on what evidence.
///
/// @param kind `chat-export`, …
/// @param platform `ios`, `android`, `unknown`
/// @param owner whose phone exported it, when given or inferred
/// @param events number of events `events()` will give
/// @param firstLocal local time of the first event in time, ISO 8601 without zone; null when empty
/// @param senders people who wrote, with their number of events
/// @param questions what must be answered before anything is archived; empty when clear
/// @param delivery what the capture was to hold, where it comes with a count; null where it does
///   not
public record SourceReport(
        String file,
        ContentDigest sha256,
        String kind,
        String platform,
        Decision dateOrder,
        Decision zone,
        @Nullable String chat,
        @Nullable Person owner,
        Decision ownerDecision,
        long events,
        Map<EventKind, Long> byKind,
        @Nullable String firstLocal,
        @Nullable String lastLocal,
        Map<String, Long> senders,
        long attachmentsFound,
        long attachmentsMissing,
        List<String> warnings,
        List<Question> questions,
        @Nullable DeliveryCount delivery) {

    public SourceReport {
        byKind = Map.copyOf(byKind);
        warnings = List.copyOf(warnings);
        questions = List.copyOf(questions);
    }

    /// Of a source that counts nothing.
    public SourceReport(
            String file,
            ContentDigest sha256,
            String kind,
            String platform,
            Decision dateOrder,
            Decision zone,
            @Nullable String chat,
            @Nullable Person owner,
            Decision ownerDecision,
            long events,
            Map<EventKind, Long> byKind,
            @Nullable String firstLocal,
            @Nullable String lastLocal,
            Map<String, Long> senders,
            long attachmentsFound,
            long attachmentsMissing,
            List<String> warnings,
            List<Question> questions) {
        this(
                file,
                sha256,
                kind,
                platform,
                dateOrder,
                zone,
                chat,
                owner,
                ownerDecision,
                events,
                byKind,
                firstLocal,
                lastLocal,
                senders,
                attachmentsFound,
                attachmentsMissing,
                warnings,
                questions,
                null);
    }

    /// @param value what was decided, null when it could not be
    /// @param how `given`, `proven`, `evident`, `assumed`, `undecided`
    /// @param evidence the facts it rests on, for a person
    public record Decision(@Nullable String value, String how, List<String> evidence) {
        public Decision {
            evidence = List.copyOf(evidence);
        }
    }

    /// @param option the command-line option that answers it: `--date-order`
    /// @param text the question, naming the file and showing an example line's date only
    /// @param answers the values the option takes here
    public record Question(String option, String text, List<String> answers) {
        public Question {
            answers = List.copyOf(answers);
        }
    }
}
