package dev.wharf.mail;

import dev.wharf.core.event.Content.Call;

import java.util.ArrayList;
import java.util.List;

/// A call: who, how, how it ended and how long it took.
final class CallRenderer {
    private CallRenderer() {}

    static Draft render(Scene scene, Call call) {
        String what = (call.group() ? "group " : "") + medium(call) + "call";
        List<Fact> fields = new ArrayList<>();
        if (call.direction() != Call.Direction.UNKNOWN) {
            fields.add(new Fact("Direction", Words.token(call.direction())));
        }
        if (call.outcome() != Call.Outcome.UNKNOWN) {
            fields.add(new Fact("Outcome", Words.token(call.outcome())));
        }
        if (call.duration() != null) {
            fields.add(new Fact("Duration", Durations.of(call.duration().toSeconds())));
        }
        if (!call.participants().isEmpty()) {
            fields.add(new Fact("Participants", participants(scene, call)));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Card(capital(what), fields));
        if (call.text() != null && !call.text().isBlank()) {
            blocks.add(new Block.Written(call.text()));
        }
        return new Draft(
                (call.outcome() == Call.Outcome.MISSED ? "Missed WhatsApp " : "WhatsApp ")
                        + what
                        + " from "
                        + scene.senderLabel()
                        + " to "
                        + scene.toLabel(),
                scene.senderLabel(),
                blocks,
                null,
                marks(call),
                List.of());
    }

    private static List<Header> marks(Call call) {
        List<Header> marks = new ArrayList<>();
        marks.add(new Header("X-Wharf-Call", Words.token(call.medium())));
        marks.add(new Header("X-Wharf-Call-Outcome", Words.token(call.outcome())));
        if (call.duration() != null) {
            marks.add(
                    new Header("X-Wharf-Call-Seconds", Long.toString(call.duration().toSeconds())));
        }
        return marks;
    }

    private static String medium(Call call) {
        return switch (call.medium()) {
            case VOICE -> "voice ";
            case VIDEO -> "video ";
            case UNKNOWN -> "";
        };
    }

    private static String participants(Scene scene, Call call) {
        return String.join(", ", call.participants().stream().map(scene::described).toList());
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
