package dev.wharf.capture.android;

import dev.wharf.core.event.Content.Call;
import dev.wharf.core.event.Content.Call.Direction;
import dev.wharf.core.event.Content.Call.Medium;
import dev.wharf.core.event.Content.Call.Outcome;

import java.io.IOException;
import java.util.List;

/// Calls that stand in a chat as messages: types 8, 10 and 90. For one thread.
final class Calls implements AutoCloseable {
    private static final long MISSED = 10;

    Calls(Store store, People people) throws IOException {}

    void read(MessageRow message, Scene scene, Out.Raw raw, Out out) throws IOException {
        Outcome outcome = message.type() == MISSED ? Outcome.MISSED : Outcome.UNKNOWN;
        Direction direction = scene.fromMe() ? Direction.OUTGOING : Direction.INCOMING;
        out.event(
                message.locator(),
                raw,
                scene.draft()
                        .saying(
                                new Call(
                                        Medium.UNKNOWN,
                                        direction,
                                        outcome,
                                        null,
                                        List.of(),
                                        !scene.place().isDirect(),
                                        message.text())));
    }

    @Override
    public void close() {}
}
