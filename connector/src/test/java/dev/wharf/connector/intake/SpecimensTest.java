package dev.wharf.connector.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.archive.Change.AddItem;
import dev.wharf.core.archive.Specimen;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventCodec;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.LocalTimeQuirk;
import dev.wharf.core.event.TimeBasis;
import dev.wharf.core.event.TimePrecision;
import dev.wharf.core.item.MailImageCodec;
import dev.wharf.core.party.Person;
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
    void whoeverSaysEnoughHasOneOfTheirOwn() {
        List<Work> work = messages(40);
        work.addAll(messages(40, Person.named("Dora")));
        work.addAll(messages(3, Person.named("Emil")));
        Specimens specimens = new Specimens(renderer::render, work);

        Specimen carols = specimens.of((Work.Item) work.getFirst());
        Specimen doras = specimens.of((Work.Item) work.get(50));
        Specimen emils = specimens.of((Work.Item) work.get(82));

        assertThat(Objects.requireNonNull(doras).event().sender()).isEqualTo(Person.named("Dora"));
        assertThat(carols).isNotSameAs(doras);
        assertThat(emils).isNotNull().isNotSameAs(doras);
        assertThat(specimens.of((Work.Item) work.get(60))).isSameAs(doras);
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
                                MailImageCodec.encode(specimen.mail().image()),
                                StandardCharsets.UTF_8);
        assertThat(all).contains("Carol").doesNotContain("Message number");
        assertThat(all).doesNotContain(first.id().toString());
        assertThat(specimen.event().key()).isNull();
    }

    private static final Event MODEL = SampleItems.text(1, SampleItems.BOTH).event();

    private static List<Work> messages(int count) {
        return messages(count, Objects.requireNonNull(MODEL.sender()));
    }

    private static List<Work> messages(int count, Person sender) {
        List<Work> work = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            AddItem item = SampleItems.text(i, SampleItems.BOTH);
            Event event =
                    new Event(
                            item.event().chat(),
                            new EventTime(
                                    item.event().time().at(),
                                    TimePrecision.MINUTE,
                                    TimeBasis.ZONE_GIVEN,
                                    "01/03/2025, 09:30",
                                    "Europe/Berlin",
                                    LocalTimeQuirk.NONE),
                            sender,
                            MODEL.members(),
                            item.event().direction(),
                            item.event().key(),
                            item.event().content(),
                            item.event().provenance());
            work.add(new Work.Item(item.id(), event, item.raw(), item.audience(), false));
        }
        return work;
    }
}
