package dev.wharf.mail;

import dev.wharf.core.archive.Headline;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.LocalTimeQuirk;
import dev.wharf.core.event.PlainMessage;
import dev.wharf.core.event.TimeBasis;
import dev.wharf.core.event.TimePrecision;
import dev.wharf.core.item.FilledMail;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.item.MailForm;
import dev.wharf.core.item.MailImage;
import dev.wharf.core.item.MailImage.Segment;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/// What the mails of one sender's plain messages of one kind from one export have in common, and
/// the places where they differ: id, time, words, line of the file. Of a million messages nearly
/// all are such, and copying what they share takes a fraction of working it out again.
///
/// A template is cut from a mail that the renderers made of a model message, whose id, time, words
/// and line can be told from all else. It holds no knowledge of its own of what a mail looks like:
/// when the places found are not exactly those expected, in their order, or the first message comes
/// out with another byte than the renderers give it, there is no template and the renderers do all
/// of the work. Immutable.
final class Template {
    private static final int MODEL_DAY = 400;
    private static final long MODEL_TAG = 0x5eed_ab1e_0dd1_7135L;
    private static final Instant MODEL_AT = Instant.ofEpochSecond(34_401_906);
    private static final String MODEL_LOCAL = "qLocalTimeOfTheModelq";
    private static final String MODEL_WORDS = "qWordsOfTheModelq";
    private static final String MODEL_LOCATOR = "qPlaceOfTheModelq";
    private static final String LOCAL_HEADER_NAME = "X-Wharf-Time-Original";
    private static final String LOCATOR_HEADER_NAME = "X-Wharf-Locator";

    /// Longer ones are cut in headers, which is left to the renderers.
    private static final int LONGEST = 500;

    /// The headers stand here without their names, which fixed bytes are.
    private enum Slot {
        ID,
        DATE,
        DAY,
        UTC,
        WORDS,
        LOCAL,
        LOCATOR,
        LOCAL_HEADER,
        LOCATOR_HEADER
    }

    /// The values of a mail by their numbers in its form.
    private static final int DATE = 0;

    private static final int ID = 1;
    private static final int DAY = 2;
    private static final int LOCAL_HEADER = 3;
    private static final int LOCATOR_HEADER = 4;
    private static final int UTC = 5;
    private static final int WORDS = 6;
    private static final int LOCAL = 7;
    private static final int LOCATOR = 8;
    private static final int WORDS_HTML = 9;
    private static final int LOCAL_HTML = 10;
    private static final int LOCATOR_HTML = 11;
    private static final int VALUES = 12;

    /// What a header has around a value that stands in it as it is: a space and the end of the
    /// line. Folded or encoded ones are longer.
    private static final int FRAME = 3;

    /// Headers and the head of the text, text, head of the HTML, HTML, end.
    private static final List<List<Slot>> EXPECTED =
            List.of(
                    List.of(
                            Slot.DATE,
                            Slot.ID,
                            Slot.DAY,
                            Slot.ID,
                            Slot.LOCAL_HEADER,
                            Slot.LOCATOR_HEADER,
                            Slot.ID,
                            Slot.ID),
                    List.of(Slot.WORDS, Slot.LOCAL, Slot.UTC, Slot.LOCATOR, Slot.ID),
                    List.of(Slot.ID),
                    List.of(Slot.WORDS, Slot.LOCAL, Slot.LOCAL, Slot.UTC, Slot.LOCATOR, Slot.ID),
                    List.of(Slot.ID));

    private static final int TEXT = 1;
    private static final int HTML = 3;

    /// What differs, as the mail says it.
    private record Values(
            String id, String date, String day, String utc, String words, String local, String at) {
        /// @param event one that a template suits
        static Values of(Event event, ItemId id) {
            EventTime time = event.time();
            String words = PlainMessage.words(event);
            return new Values(
                    id.toString(),
                    Times.rfc5322(time.at()),
                    Times.day(id.day()),
                    Times.utc(time.at(), time.precision()),
                    words == null ? "" : words,
                    HeaderText.clean(Objects.requireNonNull(time.localText())),
                    HeaderText.clean(event.provenance().locator()));
        }
    }

    private final Event model;
    private final Headline headline;

    /// Null when the renderers have to make the mails.
    private final @Nullable MailForm form;

    private Template(Event model, Headline headline, @Nullable MailForm form) {
        this.model = model;
        this.headline = headline;
        this.form = form;
    }

    /// Whether it is of the kind that templates are made for.
    static boolean suits(Event event) {
        EventTime time = event.time();
        String local = time.localText();
        return PlainMessage.is(event)
                && local != null
                && isShown(local)
                && isShown(event.provenance().locator())
                && time.basis() != TimeBasis.UTC
                && time.precision() != TimePrecision.MILLISECOND
                && time.quirk() == LocalTimeQuirk.NONE;
    }

    /// Whether a header of its own says it, uncut.
    private static boolean isShown(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        char first = text.charAt(0);
        boolean graphic = first > ' ' && first < 0x7f;
        return graphic || !HeaderText.clean(text).isEmpty();
    }

    /// @param event one that a template suits
    /// @param renderers make a mail the long way
    /// @return one that is not usable when there is none for events like this one
    static Template of(Event event, ItemId id, BiFunction<Event, ItemId, Rendered> renderers) {
        Event model =
                PlainMessage.another(event, MODEL_AT, MODEL_LOCAL, MODEL_WORDS, MODEL_LOCATOR);
        ItemId modelId = new ItemId(id.conversation(), MODEL_DAY, MODEL_TAG);
        Rendered rendered = renderers.apply(model, modelId);
        Values values = Values.of(model, modelId);
        MailForm form = cut(rendered.image(), values, PlainMessage.words(event) != null);
        Template template = new Template(model, rendered.headline(), form);
        boolean good = form != null && template.gives(renderers.apply(event, id), event, id);
        return good ? template : new Template(model, rendered.headline(), null);
    }

    /// False when the renderers have to make the mails of events that it fits.
    boolean isUsable() {
        return form != null;
    }

    private boolean gives(Rendered whole, Event event, ItemId id) {
        List<Segment> ours = fill(event, id, new Scratch()).image().segments();
        List<Segment> theirs = whole.image().segments();
        boolean same = headline.equals(whole.headline()) && ours.size() == theirs.size();
        for (int i = 0; same && i < ours.size(); i++) {
            same = Arrays.equals(bytes(ours.get(i)), bytes(theirs.get(i)));
        }
        return same;
    }

    private static byte[] bytes(Segment segment) {
        return switch (segment) {
            case Segment.Literal(byte[] bytes) -> bytes;
            case Segment.Encoded(byte[] bytes) -> bytes;
            case Segment.Content _ -> new byte[0];
        };
    }

    /// Null when a place is missing, or one is found that is none.
    private static @Nullable MailForm cut(MailImage mail, Values model, boolean says) {
        List<Segment> segments = mail.segments();
        if (segments.size() != EXPECTED.size()) {
            return null;
        }
        List<MailForm.Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            boolean encoded = segments.get(i) instanceof Segment.Encoded;
            List<Slot> slots = new ArrayList<>();
            byte[][] fixed = cut(segments.get(i), encoded, model, slots);
            if (encoded != (i == TEXT || i == HTML) || !slots.equals(expected(i, says))) {
                return null;
            }
            boolean html = i == HTML;
            stretches.add(
                    new MailForm.Stretch(
                            encoded,
                            fixed,
                            slots.stream().mapToInt(slot -> number(slot, html)).toArray()));
        }
        return new MailForm(mail.rendererVersion(), stretches);
    }

    private static List<Slot> expected(int segment, boolean says) {
        return EXPECTED.get(segment).stream().filter(slot -> says || slot != Slot.WORDS).toList();
    }

    /// The bytes before each place, and those behind the last.
    private static byte[][] cut(Segment segment, boolean encoded, Values model, List<Slot> slots) {
        // One byte a character, so that places in the text are places in the bytes.
        String mail = new String(bytes(segment), StandardCharsets.ISO_8859_1);
        boolean[] mayBegin = firstsOfSlots(model);
        List<byte[]> fixed = new ArrayList<>();
        int done = 0;
        for (int at = 0; at < mail.length(); ) {
            char c = mail.charAt(at);
            Slot slot = mayBegin[c] ? slotAt(mail, at, encoded, model) : null;
            if (slot == null) {
                at++;
            } else {
                fixed.add(mail.substring(done, at).getBytes(StandardCharsets.ISO_8859_1));
                slots.add(slot);
                at += shown(slot, model).length();
                done = at;
            }
        }
        fixed.add(mail.substring(done).getBytes(StandardCharsets.ISO_8859_1));
        return fixed.toArray(byte[][]::new);
    }

    /// The characters that values begin with, which are few.
    private static boolean[] firstsOfSlots(Values model) {
        boolean[] firsts = new boolean[256];
        for (Slot slot : Slot.values()) {
            String shown = shown(slot, model);
            if (!shown.isEmpty()) {
                firsts[shown.charAt(0)] = true;
            }
        }
        return firsts;
    }

    private static int number(Slot slot, boolean html) {
        return switch (slot) {
            case ID -> ID;
            case DATE -> DATE;
            case DAY -> DAY;
            case UTC -> UTC;
            case WORDS -> html ? WORDS_HTML : WORDS;
            case LOCAL -> html ? LOCAL_HTML : LOCAL;
            case LOCATOR -> html ? LOCATOR_HTML : LOCATOR;
            case LOCAL_HEADER -> LOCAL_HEADER;
            case LOCATOR_HEADER -> LOCATOR_HEADER;
        };
    }

    private static @Nullable Slot slotAt(String mail, int at, boolean encoded, Values model) {
        for (Slot slot : Slot.values()) {
            String shown = shown(slot, model);
            boolean possible = !shown.isEmpty() && (!encoded || isInBodies(slot));
            if (possible && mail.startsWith(shown, at)) {
                return slot;
            }
        }
        return null;
    }

    /// A day is eight digits, which in a body may stand for something else.
    private static boolean isInBodies(Slot slot) {
        return switch (slot) {
            case ID, DATE, UTC, WORDS, LOCAL, LOCATOR -> true;
            case DAY, LOCAL_HEADER, LOCATOR_HEADER -> false;
        };
    }

    /// How the model's mail shows a value.
    private static String shown(Slot slot, Values model) {
        return switch (slot) {
            case ID -> model.id;
            case DATE -> model.date;
            case DAY -> model.day;
            case UTC -> model.utc;
            case WORDS -> model.words;
            case LOCAL -> model.local;
            case LOCATOR -> model.at;
            case LOCAL_HEADER -> " " + model.local + "\r\n";
            case LOCATOR_HEADER -> " " + model.at + "\r\n";
        };
    }

    /// Whether it fits an event whose sender is the very same object: quicker to tell.
    @SuppressWarnings("ReferenceEquality") // an equal one is found another way
    boolean isOf(Event event) {
        return model.sender() == event.sender() && fits(event);
    }

    /// Whether an event that templates suit differs from the model in nothing else.
    boolean fits(Event event) {
        return PlainMessage.areAlike(model, event);
    }

    /// @param event one that it fits
    /// @param whole makes the mail as a structure, for those who ask
    Rendered render(Event event, ItemId id, Scratch scratch, Supplier<Mail> whole) {
        return new Rendered(fill(event, id, scratch), headline, whole);
    }

    private FilledMail fill(Event event, ItemId id, Scratch scratch) {
        EventTime time = event.time();
        Bytes out = scratch.bytes();
        Stamps stamps = scratch.stamps();
        int[] places = new int[2 * VALUES];

        int start = out.size();
        stamps.rfc5322(time.at(), out);
        start = place(DATE, start, out, places);
        id.write(out.reserve(ItemId.TEXT_BYTES), start);
        out.advance(ItemId.TEXT_BYTES);
        start = place(ID, start, out, places);
        stamps.day(id.day(), out);
        start = place(DAY, start, out, places);
        stamps.utc(time.at(), time.precision() != TimePrecision.MINUTE, out);
        place(UTC, start, out, places);

        String words = PlainMessage.words(event);
        bodies(WORDS, WORDS_HTML, words == null ? "" : words, out, places);
        String local = HeaderText.clean(Objects.requireNonNull(time.localText()));
        everywhere(LOCAL_HEADER, LOCAL_HEADER_NAME, LOCAL, LOCAL_HTML, local, out, places);
        String at = HeaderText.clean(event.provenance().locator());
        everywhere(LOCATOR_HEADER, LOCATOR_HEADER_NAME, LOCATOR, LOCATOR_HTML, at, out, places);
        return new FilledMail(Objects.requireNonNull(form), out.takeAll(), places);
    }

    /// Writes what stands behind a header's colon, and in the text and in the HTML.
    private static void everywhere(
            int header, String name, int text, int html, String value, Bytes out, int[] places) {
        int start = out.size();
        new HeaderWriter(out).text(name, value);
        // The name counts where lines are folded.
        out.remove(start, name.length() + 1);
        int end = place(header, start, out, places);
        boolean asItIs = end - start == FRAME + value.length();
        if (asItIs && out.isPlainHtml(start + 1, end - 2)) {
            put(text, start + 1, end - 2, places);
            put(html, start + 1, end - 2, places);
        } else {
            bodies(text, html, value, out, places);
        }
    }

    /// Writes a value of text and HTML: once, if nothing in it has to be escaped.
    private static void bodies(int text, int html, String value, Bytes out, int[] places) {
        int start = out.size();
        int end = place(text, start, out.lines(value), places);
        if (out.isPlainHtml(start, end)) {
            put(html, start, end, places);
        } else {
            place(html, end, out.html(value), places);
        }
    }

    /// A value is what was written from `start` on.
    ///
    /// @return its end
    private static int place(int value, int start, Bytes out, int[] places) {
        put(value, start, out.size(), places);
        return out.size();
    }

    private static void put(int value, int start, int end, int[] places) {
        places[2 * value] = start;
        places[2 * value + 1] = end;
    }
}
