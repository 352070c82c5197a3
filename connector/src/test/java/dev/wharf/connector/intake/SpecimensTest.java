package dev.wharf.connector.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.archive.Change.AddItem;
import dev.wharf.core.archive.Specimen;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventCodec;
import dev.wharf.core.item.MailImageCodec;
import dev.wharf.mail.MailRenderer;
import dev.wharf.testkit.SampleItems;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

class SpecimensTest {
    private final MailRenderer renderer = new MailRenderer();

    @Test
    void itemsOfAChatShareOne() {
        List<Work> work = messages(40);
        Specimens specimens = new Specimens(renderer::render, work);

        Specimen first = specimens.of((Work.Item) work.getFirst());

        assertThat(first).isNotNull();
        assertThat(specimens.of((Work.Item) work.getLast())).isSameAs(first);
    }

    @Test
    void aFewItemsHaveNone() {
        List<Work> work = messages(5);

        assertThat(new Specimens(renderer::render, work).of((Work.Item) work.getFirst())).isNull();
    }

    @Test
    void noWordAndNoTagOfAMessageStandsInIt() {
        List<Work> work = messages(40);
        Work.Item first = (Work.Item) work.getFirst();

        Specimen specimen = Objects.requireNonNull(new Specimens(renderer::render, work).of(first));

        String all =
                specimen.headline()
                        + new String(
                                new EventCodec().encode(specimen.event()), StandardCharsets.UTF_8)
                        + new String(
                                MailImageCodec.encode(specimen.mail()), StandardCharsets.UTF_8);
        assertThat(all).contains("Carol").doesNotContain("Message number");
        assertThat(all).doesNotContain(first.id().toString());
        assertThat(specimen.event().key()).isNull();
    }

    private static List<Work> messages(int count) {
        List<Work> work = new ArrayList<>();
        AddItem model = SampleItems.text(1, SampleItems.BOTH);
        for (int i = 1; i <= count; i++) {
            AddItem item = SampleItems.text(i, SampleItems.BOTH);
            Event event =
                    new Event(
                            item.event().chat(),
                            item.event().time(),
                            item.event().sender(),
                            model.event().members(),
                            item.event().direction(),
                            item.event().key(),
                            item.event().content(),
                            item.event().provenance());
            work.add(new Work.Item(item.id(), event, item.raw(), item.audience(), false));
        }
        return work;
    }
}
