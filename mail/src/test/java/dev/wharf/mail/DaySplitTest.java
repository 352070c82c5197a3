package dev.wharf.mail;

import static dev.wharf.mail.SampleEvents.PHOTO;
import static dev.wharf.mail.SampleEvents.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.Objects.requireNonNull;

import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.event.Content.Message;
import dev.wharf.core.event.Event;

import org.junit.jupiter.api.Test;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

class DaySplitTest {
    private static final Event TEXT = direct(Message.text("hello"));
    private static final Event FILE = direct(Message.media(null, List.of(PHOTO)));

    @Test
    void aDayBelowTheLimitsIsOnePart() {
        List<StoredItem> day = items(TEXT, FILE, TEXT);

        assertThat(DaySplit.STANDARD.split(day)).containsExactly(day);
    }

    @Test
    void aPartHasNoMoreItemsThanAllowed() {
        List<StoredItem> day = DayCases.day(1, Collections.nCopies(7, TEXT)).items();

        List<List<StoredItem>> parts = new DaySplit(3, 1L << 30).split(day);

        assertThat(parts).extracting(List::size).containsExactly(3, 3, 1);
        assertThat(parts.stream().flatMap(List::stream)).containsExactlyElementsOf(day);
    }

    @Test
    void aPartHasNoMoreBytesThanAllowedUnlessOneItemAloneDoes() {
        List<StoredItem> day = items(TEXT, TEXT, FILE, TEXT);
        long text = DaySplit.bytes(day.getFirst());

        List<List<StoredItem>> parts = new DaySplit(1_000, 2 * text).split(day);

        assertThat(parts).extracting(List::size).containsExactly(2, 1, 1);
    }

    @Test
    void nothingIsNoPart() {
        assertThat(DaySplit.STANDARD.split(List.of())).isEmpty();
    }

    @Test
    void theFilesOfADayAreOpenedAsTheirItemsOwn() throws IOException {
        List<StoredItem> day = items(TEXT, FILE, FILE);
        List<Long> opened = new ArrayList<>();

        DayContents contents =
                DayContents.of(
                        day,
                        row -> {
                            opened.add(row.sequence());
                            return SampleEvents.contents();
                        });

        assertThat(contents.open(SampleEvents.digest(photo())).readAllBytes()).isEqualTo(photo());
        assertThat(opened).containsExactly(102L);
        assertThatThrownBy(() -> contents.open(SampleEvents.digest(new byte[] {1})))
                .isInstanceOf(FileNotFoundException.class);
    }

    private static byte[] photo() throws IOException {
        return SampleEvents.contents().open(requireNonNull(PHOTO.digest())).readAllBytes();
    }

    private static List<StoredItem> items(Event... events) {
        return DayCases.day(1, List.of(events)).items();
    }
}
