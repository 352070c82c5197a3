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
    private final Specimens specimens = new Specimens();

    @Test
    void itemsOfAChatShareOne() {
        List<Work> work = messages(40);

        Specimen first = Specimens.of((Work.Item) work.getFirst(), renderer::render);

        assertThat(first).isNotNull();
        assertThat(Specimens.of((Work.Item) work.getLast(), renderer::render)).isSameAs(first);
    }

    @Test
    void whoeverSaysEnoughHasOneOfTheirOwn() {
        List<Work> work = messages(40);
        work.addAll(messages(40, Person.named("Dora")));
        work.addAll(messages(3, Person.named("Emil")));

        Specimen carols = Specimens.of((Work.Item) work.getFirst(), renderer::render);
        Specimen doras = Specimens.of((Work.Item) work.get(50), renderer::render);
        Specimen emils = Specimens.of((Work.Item) work.get(82), renderer::render);

        assertThat(Objects.requireNonNull(doras).event().sender()).isEqualTo(Person.named("Dora"));
        assertThat(carols).isNotSameAs(doras);
        assertThat(emils).isNotNull().isNotSameAs(doras);
        assertThat(Specimens.of((Work.Item) work.get(60), renderer::render)).isSameAs(doras);
    }

    @Test
    void aFewItemsHaveNone() {
        List<Work> work = messages(5);

        assertThat(Specimens.of((Work.Item) work.getFirst(), renderer::render)).isNull();
    }

    @Test
    void noWordAndNoTagOfAMessageStandsInIt() {
        List<Work> work = messages(40);
        Work.Item first = (Work.Item) work.getFirst();

        Specimen specimen = Objects.requireNonNull(Specimens.of(first, renderer::render));

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

    private List<Work> messages(int count) {
        return messages(count, Objects.requireNonNull(MODEL.sender()));
    }

    private List<Work> messages(int count, Person sender) {
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
            work.add(
                    new Work.Item(
                            item.id(),
                            event,
                            item.raw(),
                            item.audience(),
                            false,
                            specimens.count(item.id(), event)));
        }
        return work;
    }
}
