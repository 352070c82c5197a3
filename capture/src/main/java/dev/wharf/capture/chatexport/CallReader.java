package dev.wharf.capture.chatexport;

import dev.wharf.core.event.Content;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A call: `Missed voice call`, `Video call, ‎5 min`, `Voice call, ‎No answer`.
final class CallReader {
    private CallReader() {}

    static Content of(Wording.Meaning meaning, String text) {
        return switch (meaning) {
            case MISSED_VOICE_CALL -> missed(Content.Call.Medium.VOICE, false, text);
            case MISSED_VIDEO_CALL -> missed(Content.Call.Medium.VIDEO, false, text);
            case MISSED_GROUP_VOICE_CALL -> missed(Content.Call.Medium.VOICE, true, text);
            case MISSED_GROUP_VIDEO_CALL -> missed(Content.Call.Medium.VIDEO, true, text);
            case VIDEO_CALL ->
                    call(
                            Content.Call.Medium.VIDEO,
                            Content.Call.Outcome.UNKNOWN,
                            null,
                            false,
                            text);
            case GROUP_VIDEO_CALL ->
                    call(Content.Call.Medium.VIDEO, Content.Call.Outcome.UNKNOWN, null, true, text);
            case GROUP_VOICE_CALL ->
                    call(Content.Call.Medium.VOICE, Content.Call.Outcome.UNKNOWN, null, true, text);
            default ->
                    call(
                            Content.Call.Medium.VOICE,
                            Content.Call.Outcome.UNKNOWN,
                            null,
                            false,
                            text);
        };
    }

    /// The kind of call, a mark, and how it went.
    static @Nullable Content read(String text) {
        if (!BodyReader.generated(text)
                || text.length() > Wording.LONGEST
                || text.indexOf('\n') >= 0) {
            return null;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean end =
                    c == ','
                            || c == '.'
                            || c == '،'
                            || c == '、'
                            || c == '，'
                            || c == '•'
                            || Marks.isDirectionMark(c);
            if (end && i > 2) {
                return withOutcome(text, i);
            }
        }
        return null;
    }

    private static @Nullable Content withOutcome(String text, int end) {
        Optional<Wording.Meaning> meaning = Wording.of(text.substring(0, end));
        if (meaning.isEmpty() || !isCall(meaning.get())) {
            return null;
        }
        Content.Call call = (Content.Call) of(meaning.get(), Marks.plain(text));
        if (call.outcome() == Content.Call.Outcome.MISSED) {
            return BodyReader.generated(text) ? call : null;
        }
        String tail = Marks.plain(text.substring(end).replaceFirst("^[,.،、，•]", ""));
        Duration duration = Durations.find(tail);
        if (duration == null
                && !BodyReader.generated(text)
                && !Wording.says(tail, Wording.Meaning.NO_ANSWER)) {
            return null;
        }
        Content.Call.Outcome outcome =
                Wording.says(tail, Wording.Meaning.NO_ANSWER)
                        ? Content.Call.Outcome.UNANSWERED
                        : duration == null
                                ? Content.Call.Outcome.UNKNOWN
                                : Content.Call.Outcome.ANSWERED;
        return call(call.medium(), outcome, duration, call.group(), Marks.plain(text));
    }

    static boolean isCall(Wording.Meaning meaning) {
        return switch (meaning) {
            case MISSED_VOICE_CALL,
                    MISSED_VIDEO_CALL,
                    MISSED_GROUP_VOICE_CALL,
                    MISSED_GROUP_VIDEO_CALL,
                    VOICE_CALL,
                    VIDEO_CALL,
                    GROUP_VOICE_CALL,
                    GROUP_VIDEO_CALL ->
                    true;
            default -> false;
        };
    }

    private static Content missed(Content.Call.Medium medium, boolean group, String text) {
        return call(medium, Content.Call.Outcome.MISSED, null, group, text);
    }

    private static Content call(
            Content.Call.Medium medium,
            Content.Call.Outcome outcome,
            @Nullable Duration duration,
            boolean group,
            String text) {
        Content.Call.Direction direction =
                outcome == Content.Call.Outcome.MISSED
                        ? Content.Call.Direction.INCOMING
                        : Content.Call.Direction.UNKNOWN;
        return new Content.Call(medium, direction, outcome, duration, List.of(), group, text);
    }
}
