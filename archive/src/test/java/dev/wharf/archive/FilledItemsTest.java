package dev.wharf.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.Change.AddItem;
import dev.wharf.core.archive.Headline;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.Specimen;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.LocalTimeQuirk;
import dev.wharf.core.event.TimeBasis;
import dev.wharf.core.event.TimePrecision;
import dev.wharf.core.item.FilledMail;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.item.MailForm;
import dev.wharf.core.item.MailImageCodec;
import dev.wharf.core.party.Person;
import dev.wharf.core.progress.Progress;
import dev.wharf.testkit.SampleItems;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Items that are stored as what fills a form are, read again, what they were, byte for byte.
class FilledItemsTest {
    private static final long SEED = 8_128;
    private static final int ITEMS = 300;

    /// What a value may be made of: what JSON, HTML and lines say otherwise, and nothing at all.
    private static final List<String> SCRAPS =
            List.of(
                    "",
                    "a",
                    "hello there",
                    "\n",
                    "\"",
                    "\\",
                    "<b>",
                    "&",
                    "\u0000",
                    "\u00e4",
                    "\u4f60\u597d",
                    "\ud83d\ude00",
                    "\ud83d",
                    "12/31/24, 10:15",
                    " - ",
                    "long ".repeat(40));

    private static final MailForm FORM =
            new MailForm(
                    1,
                    List.of(
                            new MailForm.Stretch(
                                    false,
                                    new byte[][] {utf8("Subject: "), utf8("\r\nDate: "), utf8("")},
                                    new int[] {0, 1}),
                            new MailForm.Stretch(
                                    true,
                                    new byte[][] {utf8(""), utf8(" says "), utf8("\r\n")},
                                    new int[] {2, 0})));

    @TempDir Path folder;
    private TestHome home;
    private final Random random = new Random(SEED);

    @BeforeEach
    void begin() {
        home = new TestHome(folder);
    }

    @Test
    void theyOpenAsTheyWere() {
        List<Change> items = series();

        try (Archive archive = home.open()) {
            archive.commit(items);

            assertSame(opened(archive), items);
            assertThat(archive.verify(Progress.NONE).findings()).isEmpty();
        }
    }

    @Test
    void theyOpenWithTheCatalogMadeAnew() throws Exception {
        List<Change> items = series();
        try (Archive archive = home.open()) {
            archive.commit(items);
        }

        home.rebuild();

        try (Archive archive = home.open()) {
            assertSame(opened(archive), items);
            assertThat(archive.verify(Progress.NONE).findings()).isEmpty();
        }
    }

    @Test
    void theyTakeLessThanOthers() throws Exception {
        List<Change> filled = series();
        List<Change> whole = filled.stream().map(FilledItemsTest::whole).toList();

        assertThat(sealed("filled", filled)).isLessThan(sealed("whole", whole));
    }

    @Test
    void whatDoesNotFillTheFormIsStoredWholeBesideThem() {
        List<Change> items = new ArrayList<>(series());
        AddItem other = SampleItems.text(5_000, SampleItems.BOTH);
        Specimen specimen = ((AddItem) items.getFirst()).specimen();
        items.add(
                new AddItem(
                        other.id(),
                        other.event(),
                        other.headline(),
                        other.mail(),
                        other.raw(),
                        other.audience(),
                        specimen));

        try (Archive archive = home.open()) {
            archive.commit(items);

            assertSame(opened(archive), items);
        }
    }

    @Test
    void damageNeverGivesABodyOfAnotherLengthOrMore() throws Exception {
        byte[] body = utf8("0123456789");
        WireWriter places = new WireWriter(16);
        places.varint(2);
        place(places, 1, 1, Form.LENGTH);
        place(places, 0, 3, 1);
        body[1] = 5;
        for (int round = 0; round < 20_000; round++) {
            byte[] record = new byte[random.nextInt(12)];
            random.nextBytes(record);
            Form form = Form.read(new WireReader(places.toBytes()), body);
            try {
                byte[] filled = form.fill(new WireReader(record), 64);
                assertThat(filled.length).isLessThanOrEqualTo(64);
                assertThat(filled[1]).isEqualTo((byte) (filled.length - 5));
            } catch (WharfException e) {
                assertThat(e).hasMessageContaining("damaged");
            }
        }
    }

    @Test
    void placesBehindTheEndAreDamage() {
        WireWriter places = new WireWriter(16);
        places.varint(1);
        place(places, 8, 3, 1);

        assertThatThrownBy(() -> Form.read(new WireReader(places.toBytes()), utf8("0123456789")))
                .isInstanceOf(WharfException.class);
    }

    private static void place(WireWriter places, int skipped, int width, int filler) {
        places.varint(skipped);
        places.varint(width);
        places.varint(filler);
    }

    /// Bytes of the bodies in the packs.
    private long sealed(String name, List<Change> items) throws Exception {
        TestHome fresh = new TestHome(Files.createDirectory(folder.resolve(name)));
        try (Archive archive = fresh.open()) {
            archive.commit(items);
        }
        return CatalogDump.number(fresh.files.catalog(), "SELECT sum(length) FROM item");
    }

    private static Change whole(Change change) {
        AddItem item = (AddItem) change;
        return new AddItem(
                item.id(),
                item.event(),
                item.headline(),
                item.mail().image(),
                item.raw(),
                item.audience());
    }

    private List<Change> series() {
        Headline headline = new Headline("About it", "Carol <carol@example.org>", List.of("Bob"));
        Event first = event(0, "-", "x", 1);
        Specimen specimen = new Specimen(first, headline, filled("-", "then", "who"));
        List<Change> items = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            String words = text() + "w";
            String local = text() + i;
            Event event = event(i, words, local, i);
            items.add(
                    new AddItem(
                            new ItemId(SampleItems.CHAT, i / 10, (long) i << 16),
                            event,
                            headline,
                            filled(words, local, text()),
                            utf8(random.nextBoolean() ? local + " - Carol: " + words : text()),
                            SampleItems.BOTH,
                            specimen));
        }
        return items;
    }

    private final List<Person> members =
            SampleItems.event(SampleItems.CHAT, 0, Content.Message.text(".")).members();

    private Event event(int number, String words, String local, int line) {
        Event sample = SampleItems.event(SampleItems.CHAT, number, Content.Message.text(words));
        return new Event(
                sample.chat(),
                new EventTime(
                        sample.time().at(),
                        TimePrecision.MINUTE,
                        TimeBasis.ZONE_ASSUMED,
                        local,
                        "Europe/Berlin",
                        LocalTimeQuirk.NONE),
                sample.sender(),
                members,
                sample.direction(),
                null,
                Content.Message.text(words),
                SampleItems.seenIn(1, line));
    }

    private static FilledMail filled(String... values) {
        byte[] bytes = utf8(String.join("", values));
        int[] places = new int[2 * values.length];
        int end = 0;
        for (int i = 0; i < values.length; i++) {
            places[2 * i] = end;
            end += utf8(values[i]).length;
            places[2 * i + 1] = end;
        }
        // Half surrogates at the seams of values may join: then the last end is the array's.
        places[places.length - 1] = bytes.length;
        return new FilledMail(FORM, bytes, places);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(SCRAPS.get(random.nextInt(SCRAPS.size())));
        }
        return text.toString();
    }

    private static List<StoredItem> opened(Archive archive) {
        try (Stream<ItemRow> rows = archive.after(0)) {
            return rows.map(archive::open).toList();
        }
    }

    private static void assertSame(List<StoredItem> opened, List<Change> items) {
        assertThat(opened).hasSameSizeAs(items);
        for (int i = 0; i < items.size(); i++) {
            AddItem item = (AddItem) items.get(i);
            StoredItem read = opened.get(i);
            assertThat(read.event()).as("seed %d, item %d", SEED, i).isEqualTo(item.event());
            assertThat(read.headline()).isEqualTo(item.headline());
            assertThat(MailImageCodec.encode(read.mail()))
                    .as("seed %d, item %d", SEED, i)
                    .isEqualTo(MailImageCodec.encode(item.mail().image()));
            assertThat(read.raw()).isEqualTo(item.raw());
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
