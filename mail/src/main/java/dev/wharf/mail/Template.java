package dev.wharf.mail;

import dev.wharf.core.archive.Headline;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.LocalTimeQuirk;
import dev.wharf.core.event.MessageMarks;
import dev.wharf.core.event.TimeBasis;
import dev.wharf.core.event.TimePrecision;
import dev.wharf.core.item.ItemId;
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

/// What the mails of one sender's plain messages from one export have in common, and the places
/// where they differ: id, time, words, line of the file. Of a million messages nearly all are such,
/// and copying what they share takes a fraction of working it out again.
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
    private static final String TIME_HEADER = "X-Wharf-Time-Original";
    private static final String LOCATOR_HEADER = "X-Wharf-Locator";

    /// Longer ones are cut in headers, which is left to the renderers.
    private static final int LONGEST = 500;

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

    /// The bytes before each slot, and those behind the last.
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    private record Stretch(boolean encoded, boolean html, byte[][] fixed, Slot[] slots) {}

    /// What differs, as the mail says it.
    private record Values(
            String id, String date, String day, String utc, String words, String local, String at) {
        /// @param event one that a template suits
        static Values of(Event event, ItemId id) {
            EventTime time = event.time();
            Content.Message message = (Content.Message) event.content();
            return new Values(
                    id.toString(),
                    Times.rfc5322(time.at()),
                    Times.day(id.day()),
                    Times.utc(time.at(), time.precision()),
                    Objects.requireNonNull(message.text()),
                    HeaderText.clean(Objects.requireNonNull(time.localText())),
                    HeaderText.clean(event.provenance().locator()));
        }
    }

    private final Event model;
    private final Headline headline;
    private final int version;
    private final List<Stretch> stretches;

    private Template(Event model, Headline headline, int version, List<Stretch> stretches) {
        this.model = model;
        this.headline = headline;
        this.version = version;
        this.stretches = List.copyOf(stretches);
    }

    /// Whether it is of the kind that templates are made for: words alone, at a time that the
    /// source wrote down.
    static boolean suits(Event event) {
        EventTime time = event.time();
        String local = time.localText();
        return event.content() instanceof Content.Message message
                && event.sender() != null
                && event.key() == null
                && local != null
                && local.length() <= LONGEST
                && time.basis() != TimeBasis.UTC
                && time.precision() != TimePrecision.MILLISECOND
                && time.quirk() == LocalTimeQuirk.NONE
                && event.provenance().locator().length() <= LONGEST
                && isWordsAlone(message);
    }

    private static boolean isWordsAlone(Content.Message message) {
        String text = message.text();
        return text != null
                && !text.isEmpty()
                && message.attachments().isEmpty()
                && message.location() == null
                && message.contacts().isEmpty()
                && message.poll() == null
                && message.quote() == null
                && message.structured() == null
                && message.mentions().isEmpty()
                && message.marks().equals(MessageMarks.NONE);
    }

    /// @param event one that a template suits
    /// @param renderers make a mail the long way
    /// @return one that is not usable when there is none for events like this one
    static Template of(Event event, ItemId id, BiFunction<Event, ItemId, Rendered> renderers) {
        Provenance from = event.provenance();
        EventTime time = event.time();
        Event model =
                new Event(
                        event.chat(),
                        new EventTime(
                                MODEL_AT,
                                time.precision(),
                                time.basis(),
                                MODEL_LOCAL,
                                time.zone(),
                                time.quirk()),
                        event.sender(),
                        event.members(),
                        event.direction(),
                        null,
                        Content.Message.text(MODEL_WORDS),
                        new Provenance(
                                from.source(),
                                from.capture(),
                                from.captureDigest(),
                                from.captureName(),
                                from.decoder(),
                                MODEL_LOCATOR,
                                from.account()));
        ItemId modelId = new ItemId(id.conversation(), MODEL_DAY, MODEL_TAG);
        Rendered rendered = renderers.apply(model, modelId);
        Values values = Values.of(model, modelId);
        List<Stretch> stretches = cut(rendered.image().segments(), values);
        int version = rendered.image().rendererVersion();
        Template template = new Template(model, rendered.headline(), version, stretches);
        boolean good = template.isUsable() && template.gives(renderers.apply(event, id), event, id);
        return good ? template : new Template(model, rendered.headline(), version, List.of());
    }

    /// False when the renderers have to make the mails of events that it fits.
    boolean isUsable() {
        return !stretches.isEmpty();
    }

    private boolean gives(Rendered whole, Event event, ItemId id) {
        List<Segment> ours = image(event, id, new Bytes(8192)).segments();
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

    /// Empty when a place is missing, or one is found that is none.
    private static List<Stretch> cut(List<Segment> segments, Values model) {
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < segments.size() && i < EXPECTED.size(); i++) {
            boolean encoded = segments.get(i) instanceof Segment.Encoded;
            Stretch stretch = cut(segments.get(i), encoded, i == HTML, model);
            if (encoded == (i == TEXT || i == HTML)
                    && List.of(stretch.slots).equals(EXPECTED.get(i))) {
                stretches.add(stretch);
            }
        }
        boolean whole = segments.size() == EXPECTED.size() && stretches.size() == EXPECTED.size();
        return whole ? stretches : List.of();
    }

    private static Stretch cut(Segment segment, boolean encoded, boolean html, Values model) {
        // One byte a character, so that places in the text are places in the bytes.
        String mail = new String(bytes(segment), StandardCharsets.ISO_8859_1);
        List<byte[]> fixed = new ArrayList<>();
        List<Slot> slots = new ArrayList<>();
        int done = 0;
        for (int at = 0; at < mail.length(); ) {
            Slot slot = slotAt(mail, at, encoded, model);
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
        return new Stretch(encoded, html, fixed.toArray(byte[][]::new), slots.toArray(Slot[]::new));
    }

    private static @Nullable Slot slotAt(String mail, int at, boolean encoded, Values model) {
        for (Slot slot : Slot.values()) {
            // A day is eight digits, which elsewhere may stand for something else.
            boolean possible = !encoded || slot != Slot.DAY;
            if (possible && mail.startsWith(shown(slot, model), at)) {
                return slot;
            }
        }
        return null;
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
            case LOCAL_HEADER -> TIME_HEADER + ": " + model.local + "\r\n";
            case LOCATOR_HEADER -> LOCATOR_HEADER + ": " + model.at + "\r\n";
        };
    }

    /// Whether it fits an event whose sender is the very same object: quicker to tell.
    @SuppressWarnings("ReferenceEquality") // an equal one is found another way
    boolean isOf(Event event) {
        return model.sender() == event.sender() && fits(event);
    }

    /// Whether an event that templates suit differs from the model in nothing else.
    @SuppressWarnings("ReferenceEquality") // the very same list is what a roster is made of
    boolean fits(Event event) {
        EventTime time = event.time();
        EventTime ours = model.time();
        return model.members() == event.members()
                && Objects.equals(model.sender(), event.sender())
                && model.direction() == event.direction()
                && model.chat().equals(event.chat())
                && ours.precision() == time.precision()
                && ours.basis() == time.basis()
                && Objects.equals(ours.zone(), time.zone())
                && fits(event.provenance());
    }

    private boolean fits(Provenance from) {
        Provenance ours = model.provenance();
        return ours.source() == from.source()
                && ours.capture().equals(from.capture())
                && ours.captureDigest().equals(from.captureDigest())
                && Objects.equals(ours.captureName(), from.captureName())
                && ours.decoder().equals(from.decoder())
                && Objects.equals(ours.account(), from.account());
    }

    /// @param event one that it fits
    /// @param scratch empty, and empty again afterwards
    /// @param whole makes the mail as a structure, for those who ask
    Rendered render(Event event, ItemId id, Bytes scratch, Supplier<Mail> whole) {
        return new Rendered(image(event, id, scratch), headline, whole);
    }

    private MailImage image(Event event, ItemId id, Bytes out) {
        Values values = Values.of(event, id);
        Segment[] segments = new Segment[stretches.size()];
        for (int i = 0; i < segments.length; i++) {
            Stretch stretch = stretches.get(i);
            for (int slot = 0; slot < stretch.slots.length; slot++) {
                out.put(stretch.fixed[slot]);
                put(stretch.slots[slot], stretch.html, values, out);
            }
            byte[] bytes = out.put(stretch.fixed[stretch.slots.length]).takeAll();
            segments[i] = stretch.encoded ? new Segment.Encoded(bytes) : new Segment.Literal(bytes);
        }
        return new MailImage(version, List.of(segments));
    }

    private static void put(Slot slot, boolean html, Values values, Bytes out) {
        switch (slot) {
            case ID -> out.ascii(values.id);
            case DATE -> out.ascii(values.date);
            case DAY -> out.ascii(values.day);
            case UTC -> out.ascii(values.utc);
            case WORDS -> text(values.words, html, out);
            case LOCAL -> text(values.local, html, out);
            case LOCATOR -> text(values.at, html, out);
            case LOCAL_HEADER -> header(TIME_HEADER, values.local, out);
            case LOCATOR_HEADER -> header(LOCATOR_HEADER, values.at, out);
        }
    }

    private static void text(String text, boolean html, Bytes out) {
        if (html) {
            out.html(text);
        } else {
            out.lines(text);
        }
    }

    private static void header(String name, String value, Bytes out) {
        if (!value.isEmpty()) {
            new HeaderWriter(out).text(name, value);
        }
    }
}
