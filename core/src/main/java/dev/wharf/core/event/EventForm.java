package dev.wharf.core.event;

import dev.wharf.core.item.FormSink;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The stored form of a series of [PlainMessage]s that are alike: the JSON that [EventCodec] gives
/// all of them, and the places of what they differ in. What it says of a message is byte for byte
/// what the codec says.
///
/// It is cut from the JSON of a model whose values can be told from all else; where one of them
/// stands elsewhere too (a chat of that very title), there is no form. Immutable.
public final class EventForm {
    /// Instant, text of the time, words (empty where nothing is said), locator.
    public static final int VALUES = 4;

    private static final long MODEL_SECOND = 6_031_769_208_154L;
    private static final String MODEL_LOCAL = "qLocalTimeOfTheModelq";
    private static final String MODEL_WORDS = "qWordsOfTheModelq";
    private static final String MODEL_LOCATOR = "qPlaceOfTheModelq";

    private static final List<String> MODEL =
            List.of(Long.toString(MODEL_SECOND), MODEL_LOCAL, MODEL_WORDS, MODEL_LOCATOR);
    private static final int WORDS = 2;

    private final Event first;

    /// The bytes before each place, and those behind the last.
    private final List<byte[]> fixed;

    /// Whether words have a place.
    private final boolean says;

    private EventForm(Event first, List<byte[]> fixed, boolean says) {
        this.first = first;
        this.fixed = fixed;
        this.says = says;
    }

    /// The form of a message's series; null when it has none.
    public static @Nullable EventForm of(Event event, EventCodec codec) {
        if (!PlainMessage.is(event)) {
            return null;
        }
        boolean says = PlainMessage.words(event) != null;
        Event model =
                PlainMessage.another(
                        event,
                        Instant.ofEpochSecond(MODEL_SECOND),
                        MODEL_LOCAL,
                        MODEL_WORDS,
                        MODEL_LOCATOR);
        List<byte[]> fixed = cut(codec.encode(model), says);
        return fixed.isEmpty() ? null : new EventForm(event, fixed, says);
    }

    /// Empty when a value is missing, or stands elsewhere too.
    private static List<byte[]> cut(byte[] json, boolean says) {
        // One byte a character, so that places in the text are places in the bytes.
        String text = new String(json, StandardCharsets.ISO_8859_1);
        List<byte[]> fixed = new ArrayList<>();
        int done = 0;
        for (int i = 0; i < VALUES; i++) {
            if (i == WORDS && !says) {
                continue;
            }
            int at = text.indexOf(MODEL.get(i));
            if (at < done || text.indexOf(MODEL.get(i), at + 1) >= 0) {
                return List.of();
            }
            fixed.add(Arrays.copyOfRange(json, done, at));
            done = at + MODEL.get(i).length();
        }
        fixed.add(Arrays.copyOfRange(json, done, json.length));
        return fixed;
    }

    /// Whether an event belongs to the series.
    public boolean fits(Event event) {
        return PlainMessage.is(event) && PlainMessage.areAlike(first, event);
    }

    /// Writes the stored event, its length first, piece by piece.
    ///
    /// @param bytes holds the event's values
    /// @param ends of the values in it, see [EventWriter#values]
    /// @param firstNumber of the values
    public void write(byte[] bytes, int[] ends, int firstNumber, FormSink out) {
        int length = ends[VALUES - 1];
        for (byte[] piece : fixed) {
            length += piece.length;
        }
        out.length(length);
        int start = 0;
        int piece = 0;
        for (int i = 0; i < VALUES; i++) {
            if (i != WORDS || says) {
                out.fixed(fixed.get(piece++));
                out.value(firstNumber + i, bytes, start, ends[i] - start);
            }
            start = ends[i];
        }
        out.fixed(fixed.get(piece));
    }
}
