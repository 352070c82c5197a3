package dev.wharf.testkit;

import static dev.wharf.testkit.SampleItems.ALICE;
import static dev.wharf.testkit.SampleItems.ALICE_AND_WAITING_FOR_CAROL;
import static dev.wharf.testkit.SampleItems.BOB;
import static dev.wharf.testkit.SampleItems.BOTH;
import static dev.wharf.testkit.SampleItems.CAROL;
import static dev.wharf.testkit.SampleItems.CHAT;
import static dev.wharf.testkit.SampleItems.OTHER_CHAT;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveReader.DaySpan;
import dev.wharf.core.archive.ArchiveReader.Gain;
import dev.wharf.core.archive.ArchiveReader.KeptCapture;
import dev.wharf.core.archive.ArchiveReader.NamedDocument;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.Change.AddItem;
import dev.wharf.core.archive.CommitReceipt;
import dev.wharf.core.archive.ConversationRecord;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.PartyRecord;
import dev.wharf.core.archive.PartyRecord.Alias;
import dev.wharf.core.archive.PartyRecord.AliasKind;
import dev.wharf.core.archive.PreparedGroup;
import dev.wharf.core.archive.StoredContent;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.event.Quote;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.item.NaturalKey;
import dev.wharf.core.party.PartyId;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// What every archive promises, one short test a promise, in one place so that it reads as the
/// port's specification. Each test starts with an empty one.
public interface ArchiveContract {
    ArchiveWriter writer();

    ArchiveReader reader();

    /// Destroys an item, as the implementation does it.
    void erase(ItemId item);

    @Test
    default void anEmptyArchiveHoldsNothing() {
        assertThat(reader().lastSequence()).isZero();
        assertThat(reader().mailboxes()).isEmpty();
        assertThat(reader().quarantine()).isEmpty();
        assertThat(reader().row(1)).isEmpty();
        assertThat(reader().span(CHAT)).isEmpty();
    }

    @Test
    default void itemsGetSequencesFromOneInTheGivenOrder() {
        CommitReceipt first =
                writer().commit(List.of(SampleItems.text(5, BOTH), SampleItems.text(2, BOTH)));
        CommitReceipt second = writer().commit(List.of(SampleItems.text(9, BOTH)));

        assertThat(first).isEqualTo(new CommitReceipt(1, 2));
        assertThat(second).isEqualTo(new CommitReceipt(3, 3));
        assertThat(reader().lastSequence()).isEqualTo(3);
        assertThat(rowOf(SampleItems.text(2, BOTH)).sequence()).isEqualTo(2);
    }

    @Test
    default void aGroupWithoutItemsTakesNoSequence() {
        CommitReceipt receipt = writer().commit(List.of(new Change.PutDocument("run", "1", "{}")));

        assertThat(receipt).isEqualTo(new CommitReceipt(1, 0));
    }

    @Test
    default void anOpenedItemIsWhatWasArchived() throws IOException {
        AddItem item = SampleItems.text(1, ALICE_AND_WAITING_FOR_CAROL);
        writer().commit(List.of(SampleItems.text(0, BOTH), item));

        StoredItem opened = reader().open(rowOf(item));

        assertThat(opened.event()).isEqualTo(item.event());
        assertThat(opened.headline()).isEqualTo(item.headline());
        assertThat(mail(opened)).isEqualTo(mail(item));
        assertThat(opened.mail().rendererVersion())
                .isEqualTo(item.mail().image().rendererVersion());
        assertThat(opened.raw()).isEqualTo(item.raw());
        assertThat(opened.audience()).isEqualTo(ALICE_AND_WAITING_FOR_CAROL);
    }

    @Test
    default void aRowTellsWhoWhenAndWhatKind() {
        AddItem item = SampleItems.text(1, BOTH);
        writer().commit(List.of(item));

        ItemRow row = rowOf(item);

        assertThat(row.id()).isEqualTo(item.id());
        assertThat(row.time()).isEqualTo(SampleItems.time(1));
        assertThat(row.kind()).isEqualTo(item.event().kind());
        assertThat(row.sender()).isEqualTo(CAROL.value());
        assertThat(row.target()).isNull();
        assertThat(row.erased()).isFalse();
        assertThat(reader().row(1)).contains(row);
    }

    @Test
    default void aReactionPointsToItsMessage() {
        AddItem message = SampleItems.text(1, BOTH);
        AddItem reaction =
                SampleItems.item(
                        CHAT,
                        2,
                        new Content.Reaction(MessageRef.to(message.id()), "👍"),
                        List.of(),
                        BOTH);

        writer().commit(List.of(message, reaction));

        assertThat(rowOf(reaction).target()).isEqualTo(message.id());
    }

    @Test
    default void aMessageThatCompletesAnotherPointsToIt() {
        AddItem message = SampleItems.text(1, BOTH);
        AddItem more =
                SampleItems.item(
                        CHAT,
                        2,
                        Content.Message.text("what it said first")
                                .withQuote(Quote.completing(message.id())),
                        List.of(),
                        BOTH);

        writer().commit(List.of(message, more));

        assertThat(rowOf(more).target()).isEqualTo(message.id());
    }

    @Test
    default void anIdIsTakenOnce() {
        writer().commit(List.of(SampleItems.text(1, BOTH)));
        List<Change> again = List.of(SampleItems.text(2, BOTH), SampleItems.text(1, BOTH));

        assertThatThrownBy(() -> writer().commit(again)).isInstanceOf(WharfException.class);
        assertThat(reader().lastSequence()).isEqualTo(1);
        assertThat(reader().row(SampleItems.id(CHAT, 2))).isEmpty();
    }

    @Test
    default void anIdIsTakenOnceInAGroupOfAnySize() {
        List<Change> again = new ArrayList<>(texts(1, 700));
        again.add(SampleItems.text(3, BOTH));

        assertThatThrownBy(() -> writer().commit(again)).isInstanceOf(WharfException.class);
        assertThat(reader().lastSequence()).isZero();
        assertThat(numbers(reader().after(0))).isEmpty();
    }

    @Test
    default void groupsOfAnySizeAreArchivedInOrder() {
        int first = 1;
        for (int size : new int[] {1, 2, 3, 255, 256, 257, 700}) {
            List<Change> group = texts(first, size);

            writer().commit(group);

            try (Stream<ItemRow> rows = reader().after(first - 1)) {
                assertThat(rows.map(ItemRow::id).toList()).isEqualTo(ids(group));
            }
            first += size;
        }
        assertThat(numbers(reader().after(0)))
                .isEqualTo(LongStream.range(1, first).boxed().toList());
    }

    @Test
    default void whatIsSaidOfItemsMayStandAnywhereInTheirGroup() {
        List<Change> group = new ArrayList<>();
        for (int i = 1; i <= 300; i++) {
            AddItem item = SampleItems.text(i, BOTH);
            group.add(item);
            group.add(new Change.AddKey(item.id(), NaturalKey.of(CHAT, "name." + i)));
        }
        ItemId seventh = SampleItems.id(CHAT, 7);
        group.add(new Change.AddKey(seventh, NaturalKey.of(CHAT, "another name")));

        writer().commit(group);

        assertThat(numbers(reader().keyed(NaturalKey.of(CHAT, "name.300")).stream()))
                .containsExactly(300L);
        assertThat(numbers(reader().keyed(NaturalKey.of(CHAT, "name.7")).stream()))
                .containsExactly(7L);
        assertThat(numbers(reader().keyed(NaturalKey.of(CHAT, "another name")).stream()))
                .containsExactly(7L);
    }

    @Test
    default void aRefusedGroupLeavesTheArchiveUsable() {
        AddItem stranger = SampleItems.text(7, BOTH);
        Change unknown =
                new Change.SetAudience(stranger.id(), Audience.of(List.of(BOB), List.of()));

        assertFailsWith(
                ErrorCode.NOT_FOUND,
                () -> writer().commit(List.of(SampleItems.text(1, BOTH), unknown)));
        CommitReceipt next = writer().commit(List.of(SampleItems.text(1, BOTH)));

        assertThat(next).isEqualTo(new CommitReceipt(1, 1));
    }

    @Test
    default void groupsArePreparedInAnyOrderAndCommittedInTheCallers() {
        PreparedGroup second = writer().prepare(List.of(SampleItems.text(2, BOTH)));
        PreparedGroup first = writer().prepare(List.of(SampleItems.text(1, BOTH)));

        writer().commit(first);
        writer().commit(second);

        assertThat(first.items()).isEqualTo(1);
        assertThat(rowOf(SampleItems.text(1, BOTH)).sequence()).isEqualTo(1);
        assertThat(rowOf(SampleItems.text(2, BOTH)).sequence()).isEqualTo(2);
    }

    @Test
    default void contentComesBackUnderItsItem() throws IOException {
        byte[] bytes = bytes(200_000);
        StoredContent content = writer().put(new ByteArrayInputStream(bytes));
        AddItem item = SampleItems.file(1, content, BOTH);
        writer().commit(List.of(item));

        ItemRow row = rowOf(item);

        assertThat(content).isEqualTo(new StoredContent(Digests.sha256(bytes), 200_000));
        try (InputStream in = reader().contents(row).open(content.digest())) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(mail(reader().open(row))).isEqualTo(mail(item));
    }

    @Test
    default void contentSentAgainLaterIsTheSameContent() throws IOException {
        byte[] bytes = bytes(1000);
        StoredContent once = writer().put(new ByteArrayInputStream(bytes));
        writer().commit(List.of(SampleItems.file(1, once, BOTH)));
        StoredContent again = writer().put(new ByteArrayInputStream(bytes));
        AddItem second = SampleItems.file(2, again, BOTH);

        writer().commit(List.of(second));

        assertThat(again).isEqualTo(once);
        try (InputStream in = reader().contents(rowOf(second)).open(again.digest())) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    default void emptyContentIsContent() throws IOException {
        StoredContent content = writer().put(InputStream.nullInputStream());
        AddItem item = SampleItems.file(1, content, BOTH);
        writer().commit(List.of(item));

        try (InputStream in = reader().contents(rowOf(item)).open(content.digest())) {
            assertThat(in.readAllBytes()).isEmpty();
        }
    }

    @Test
    default void contentOfAnotherItemDoesNotOpen() throws IOException {
        StoredContent content = writer().put(new ByteArrayInputStream(bytes(10)));
        AddItem other = SampleItems.text(2, BOTH);
        writer().commit(List.of(SampleItems.file(1, content, BOTH), other));
        ItemRow row = rowOf(other);

        assertFailsWith(ErrorCode.NOT_FOUND, () -> reader().contents(row).open(content.digest()));
    }

    @Test
    default void corroborationsAddCapturesAndMailboxes() {
        AddItem item = SampleItems.text(1, Audience.of(List.of(ALICE), List.of()));
        writer().commit(List.of(item));

        writer().commit(List.of(new Change.Corroborate(item.id(), SampleItems.seenIn(2, 9), BOTH)));
        writer().commit(List.of(new Change.Corroborate(item.id(), SampleItems.seenIn(3, 1), null)));
        writer().commit(List.of(new Change.Corroborate(item.id(), SampleItems.seenIn(2, 9), null)));

        assertThat(reader().corroborations(rowOf(item)))
                .containsExactly(SampleItems.seenIn(2, 9), SampleItems.seenIn(3, 1));
        assertThat(reader().audience(rowOf(item).audience())).isEqualTo(BOTH);
        assertThat(reader().lastSequence()).isEqualTo(1);
    }

    @Test
    default void anItemCanBeCorroboratedInItsOwnGroup() {
        AddItem item = SampleItems.text(1, BOTH);

        writer().commit(
                        List.of(
                                item,
                                new Change.Corroborate(item.id(), SampleItems.seenIn(2, 3), null)));

        assertThat(reader().corroborations(rowOf(item))).containsExactly(SampleItems.seenIn(2, 3));
    }

    @Test
    default void receiptsStayWithTheirItem() {
        AddItem item = SampleItems.text(1, BOTH);
        Event read =
                SampleItems.event(
                        CHAT,
                        4,
                        new Content.Receipt(
                                MessageRef.to(item.id()), Content.Receipt.Status.READ, null));
        writer().commit(List.of(item));

        writer().commit(List.of(new Change.AttachReceipt(item.id(), read)));

        assertThat(reader().receipts(rowOf(item))).containsExactly(read);
        assertThat(reader().lastSequence()).isEqualTo(1);
    }

    @Test
    default void itemsAreFoundByTheNamesThatWhatsAppGivesThem() {
        AddItem placeholder = SampleItems.text(1, BOTH);
        AddItem message = SampleItems.text(2, BOTH);
        NaturalKey shared = NaturalKey.of(CHAT, "wamid.1");
        NaturalKey own = NaturalKey.of(CHAT, "3EB0A1");
        writer().commit(List.of(placeholder, new Change.AddKey(placeholder.id(), shared)));

        writer().commit(
                        List.of(
                                message,
                                new Change.AddKey(message.id(), shared),
                                new Change.AddKey(message.id(), own),
                                new Change.AddKey(message.id(), own)));

        assertThat(numbers(reader().keyed(shared).stream())).containsExactly(1L, 2L);
        assertThat(numbers(reader().keyed(own).stream())).containsExactly(2L);
        assertThat(reader().keyed(NaturalKey.of(new ConversationId(7), "wamid.1"))).isEmpty();
    }

    @Test
    default void itTellsWhichItemsHaveAName() {
        AddItem named = SampleItems.text(1, BOTH);
        AddItem nameless = SampleItems.text(2, BOTH);
        AddItem namedLater = SampleItems.text(3, BOTH);
        writer().commit(
                        List.of(
                                named,
                                new Change.AddKey(named.id(), NaturalKey.of(CHAT, "a")),
                                new Change.AddKey(named.id(), NaturalKey.of(CHAT, "b")),
                                nameless,
                                namedLater));
        writer().commit(List.of(new Change.AddKey(namedLater.id(), NaturalKey.of(CHAT, "c"))));

        try (LongStream sequences = reader().named()) {
            assertThat(sequences.distinct().sorted().toArray()).containsExactly(1L, 3L);
        }
    }

    @Test
    default void aMailboxListsItsItemsOldestFirst() {
        Audience alice = Audience.of(List.of(ALICE), List.of());
        writer().commit(
                        List.of(
                                SampleItems.text(3, BOTH),
                                SampleItems.text(1, alice),
                                SampleItems.text(2, BOTH),
                                SampleItems.text(0, Audience.NOBODY)));

        assertThat(numbers(reader().mailbox(ALICE, null, null))).containsExactly(2L, 3L, 1L);
        assertThat(numbers(reader().mailbox(BOB, null, null))).containsExactly(3L, 1L);
    }

    @Test
    default void aMailboxIsCutToARangeOfTime() {
        writer().commit(
                        List.of(
                                SampleItems.text(1, BOTH),
                                SampleItems.text(2, BOTH),
                                SampleItems.text(3, BOTH)));

        assertThat(numbers(reader().mailbox(ALICE, SampleItems.time(2), SampleItems.time(3))))
                .containsExactly(2L);
    }

    @Test
    default void mailboxesAreSummedUp() {
        Audience alice = Audience.of(List.of(ALICE), List.of());
        writer().commit(List.of(SampleItems.text(3, BOTH), SampleItems.text(1, alice)));

        assertThat(reader().mailboxes())
                .containsExactly(
                        new ArchiveReader.MailboxSummary(
                                ALICE, 2, SampleItems.time(1), SampleItems.time(3)),
                        new ArchiveReader.MailboxSummary(
                                BOB, 1, SampleItems.time(3), SampleItems.time(3)));
    }

    @Test
    default void quarantineHoldsWhoWaitsAndWhoIsNobodys() {
        writer().commit(
                        List.of(
                                SampleItems.text(1, BOTH),
                                SampleItems.text(2, ALICE_AND_WAITING_FOR_CAROL),
                                SampleItems.text(3, Audience.NOBODY),
                                SampleItems.text(4, ALICE_AND_WAITING_FOR_CAROL)));

        List<ArchiveReader.QuarantineGroup> groups = reader().quarantine();

        assertThat(groups)
                .extracting(ArchiveReader.QuarantineGroup::waiting)
                .containsExactly(ALICE_AND_WAITING_FOR_CAROL, Audience.NOBODY);
        assertThat(groups.getFirst().items()).isEqualTo(2);
        assertThat(groups.getFirst().first()).isEqualTo(SampleItems.time(2));
        assertThat(groups.getFirst().last()).isEqualTo(SampleItems.time(4));
        assertThat(numbers(reader().inAudience(groups.getFirst().audience())))
                .containsExactlyInAnyOrder(2L, 4L);
    }

    @Test
    default void aFoundMailboxReachesEverythingThatWaited() {
        writer().commit(
                        List.of(
                                SampleItems.text(1, ALICE_AND_WAITING_FOR_CAROL),
                                SampleItems.text(2, Audience.NOBODY)));

        writer().commit(List.of(new Change.Resolve(CAROL, BOB, null, null)));

        assertThat(reader().audience(rowOf(SampleItems.text(1, BOTH)).audience())).isEqualTo(BOTH);
        assertThat(numbers(reader().mailbox(BOB, null, null))).containsExactly(1L);
        assertThat(reader().quarantine()).hasSize(1);
    }

    @Test
    default void whoeverWaitsAfterAResolutionWaitsAgain() {
        writer().commit(
                        List.of(
                                SampleItems.text(1, ALICE_AND_WAITING_FOR_CAROL),
                                new Change.Resolve(CAROL, BOB, null, null),
                                SampleItems.text(2, ALICE_AND_WAITING_FOR_CAROL),
                                SampleItems.text(3, BOTH)));

        assertThat(numbers(reader().mailbox(BOB, null, null))).containsExactly(1L, 3L);
        assertThat(reader().quarantine().getFirst().items()).isEqualTo(1);
    }

    @Test
    default void aMailboxFoundForSomeDaysReachesThoseDays() {
        LocalDate day = SampleItems.START.atZone(ZoneOffset.UTC).toLocalDate();
        writer().commit(
                        List.of(
                                SampleItems.text(1, ALICE_AND_WAITING_FOR_CAROL),
                                SampleItems.text(24, ALICE_AND_WAITING_FOR_CAROL),
                                SampleItems.text(48, ALICE_AND_WAITING_FOR_CAROL)));

        writer().commit(List.of(new Change.Resolve(CAROL, BOB, day.plusDays(1), day.plusDays(1))));

        assertThat(numbers(reader().mailbox(BOB, null, null))).containsExactly(2L);
        assertThat(numbers(reader().mailbox(ALICE, null, null))).containsExactly(1L, 2L, 3L);
        assertThat(reader().quarantine().getFirst().items()).isEqualTo(2);
    }

    @Test
    default void oneItemsAudienceCanBeSet() {
        AddItem item = SampleItems.text(1, Audience.NOBODY);
        writer().commit(List.of(item, SampleItems.text(2, Audience.NOBODY)));

        writer().commit(List.of(new Change.SetAudience(item.id(), BOTH)));

        assertThat(numbers(reader().mailbox(BOB, null, null))).containsExactly(1L);
        assertThat(reader().quarantine().getFirst().items()).isEqualTo(1);
    }

    @Test
    default void itemsThatGetAMailboxLaterAreAGain() {
        AddItem first = SampleItems.text(1, ALICE_AND_WAITING_FOR_CAROL);
        AddItem third = SampleItems.text(3, Audience.NOBODY);
        writer().commit(
                        List.of(
                                first,
                                SampleItems.text(2, BOTH),
                                third,
                                SampleItems.text(4, ALICE_AND_WAITING_FOR_CAROL)));
        long archived = reader().lastGroup();

        writer().commit(List.of(new Change.Resolve(CAROL, BOB, null, null)));
        long resolved = reader().lastGroup();
        writer().commit(List.of(new Change.SetAudience(third.id(), BOTH)));
        long set = reader().lastGroup();

        assertThat(reader().gains(archived))
                .containsExactly(
                        new Gain(resolved, BOB, 1, 1),
                        new Gain(resolved, BOB, 4, 4),
                        new Gain(set, ALICE, 3, 3),
                        new Gain(set, BOB, 3, 3));
        assertThat(reader().gains(resolved)).hasSize(2);
        assertThat(reader().gains(set)).isEmpty();
    }

    @Test
    default void aMailboxFoundForSomeDaysIsAGainOfThese() {
        LocalDate day = SampleItems.START.atZone(ZoneOffset.UTC).toLocalDate();
        writer().commit(
                        List.of(
                                SampleItems.text(1, ALICE_AND_WAITING_FOR_CAROL),
                                SampleItems.text(24, ALICE_AND_WAITING_FOR_CAROL),
                                SampleItems.text(48, ALICE_AND_WAITING_FOR_CAROL)));
        long archived = reader().lastGroup();

        writer().commit(List.of(new Change.Resolve(CAROL, BOB, day.plusDays(1), day.plusDays(1))));

        assertThat(reader().gains(archived))
                .containsExactly(new Gain(reader().lastGroup(), BOB, 2, 2));
    }

    @Test
    default void neighboursGainAsOneRun() {
        List<Change> set = new ArrayList<>();
        for (int number = 1; number <= 5; number++) {
            writer().commit(List.of(SampleItems.text(number, Audience.NOBODY)));
        }
        for (int number : new int[] {5, 2, 3, 1}) {
            set.add(
                    new Change.SetAudience(
                            SampleItems.id(CHAT, number), Audience.of(List.of(BOB), List.of())));
        }
        long archived = reader().lastGroup();

        writer().commit(set);

        long group = reader().lastGroup();
        assertThat(reader().gains(archived))
                .containsExactly(new Gain(group, BOB, 1, 3), new Gain(group, BOB, 5, 5));
    }

    @Test
    default void aMailboxIsReadBySequence() {
        writer().commit(
                        List.of(
                                SampleItems.text(9, BOTH),
                                SampleItems.text(2, Audience.NOBODY),
                                SampleItems.text(1, BOTH),
                                SampleItems.text(4, BOTH)));

        assertThat(numbers(reader().mailbox(ALICE, 1, 3))).containsExactly(1L, 3L);
        assertThat(numbers(reader().mailbox(ALICE, 2, 9))).containsExactly(3L, 4L);
    }

    @Test
    default void documentsAreReadByKey() {
        writer().commit(
                        List.of(
                                new Change.PutDocument("run", "b/1", "1"),
                                new Change.PutDocument("run", "a/9", "2"),
                                new Change.PutDocument("run", "b/0", "3"),
                                new Change.PutDocument("other", "b/0", "4")));

        assertThat(reader().documents("run", "a/9", "b/1"))
                .containsExactly(new NamedDocument("a/9", "2"), new NamedDocument("b/0", "3"));
    }

    @Test
    default void rowsOfAChatComeInArchivingOrder() {
        writer().commit(
                        List.of(
                                SampleItems.text(30, BOTH),
                                SampleItems.text(OTHER_CHAT, 1, "elsewhere", BOTH),
                                SampleItems.text(1, BOTH),
                                SampleItems.text(60, BOTH)));
        int day = SampleItems.id(CHAT, 1).day();

        assertThat(numbers(reader().rows(CHAT, day, day + 1))).containsExactly(1L, 3L);
        assertThat(reader().span(CHAT)).contains(new DaySpan(day, day + 2, 3));
    }

    @Test
    default void tagsAreRangedUnsigned() {
        AddItem item = SampleItems.text(1, BOTH);
        ItemId id = item.id();
        AddItem low = withTag(item, 5);
        AddItem high = withTag(item, -3);
        writer().commit(List.of(item, low, high));

        assertThat(reader().tags(CHAT, id.day(), id.tag(), id.tag() | 0xffff))
                .extracting(ItemRow::id)
                .containsExactly(id);
        assertThat(reader().tags(CHAT, id.day(), 0, -1)).hasSize(3);
        assertThat(reader().tags(CHAT, id.day(), Long.MIN_VALUE | id.tag(), -1))
                .extracting(ItemRow::id)
                .contains(high.id())
                .doesNotContain(low.id());
        assertThat(reader().tags(CHAT, id.day() + 1, 0, -1)).isEmpty();
    }

    @Test
    default void cursorsWalkInSequence() {
        writer().commit(
                        List.of(
                                SampleItems.text(3, BOTH),
                                SampleItems.text(1, BOTH),
                                SampleItems.text(2, BOTH)));

        assertThat(numbers(reader().after(1))).containsExactly(2L, 3L);
        assertThat(numbers(reader().after(3))).isEmpty();
    }

    @Test
    default void conversationsAndPartiesAreReplaced() {
        PartyRecord carol =
                new PartyRecord(
                        CAROL,
                        List.of(
                                new Alias(
                                        AliasKind.NAME,
                                        "Carol",
                                        CHAT,
                                        SampleItems.time(0),
                                        SampleItems.time(1))));
        PartyRecord richer =
                new PartyRecord(
                        CAROL,
                        List.of(
                                carol.aliases().getFirst(),
                                new Alias(
                                        AliasKind.PHONE,
                                        "+447700900123",
                                        null,
                                        SampleItems.time(0),
                                        SampleItems.time(1))));
        PartyRecord other = new PartyRecord(new PartyId(1), List.of());
        ConversationRecord chat =
                new ConversationRecord(CHAT, ChatKind.UNKNOWN, List.of("A"), null);
        ConversationRecord renamed =
                new ConversationRecord(CHAT, ChatKind.GROUP, List.of("A", "B"), "1@g.us");

        writer().commit(
                        List.of(
                                new Change.PutParty(carol),
                                new Change.PutConversation(chat),
                                new Change.PutParty(other)));
        writer().commit(List.of(new Change.PutParty(richer), new Change.PutConversation(renamed)));

        assertThat(reader().parties()).containsExactly(other, richer);
        assertThat(reader().conversations()).containsExactly(renamed);
    }

    @Test
    default void documentsAreReplacedAndListedByKey() {
        writer().commit(
                        List.of(
                                new Change.PutDocument("run", "b", "{\"n\":1}"),
                                new Change.PutDocument("run", "a", "{}"),
                                new Change.PutDocument("cursor", "a", "7")));
        writer().commit(List.of(new Change.PutDocument("run", "b", "{\"n\":2}")));

        assertThat(reader().documents("run"))
                .containsExactly(new NamedDocument("a", "{}"), new NamedDocument("b", "{\"n\":2}"));
        assertThat(reader().document("cursor", "a")).contains("7");
        assertThat(reader().document("cursor", "b")).isEmpty();
    }

    @Test
    default void originalsAreKept() throws IOException {
        byte[] bytes = bytes(150_000);
        StoredContent original = writer().put(new ByteArrayInputStream(bytes));
        writer().commit(List.of(new Change.KeepCapture(new CaptureId(4), original, "{\"a\":1}")));

        CaptureId four = new CaptureId(4);
        assertThat(reader().kept(four))
                .contains(new KeptCapture(four, four, original, "{\"a\":1}", false));
        assertThat(reader().kept(new CaptureId(5))).isEmpty();
        try (CaptureBody body = reader().original(new CaptureId(4));
                InputStream in = body.stream();
                SeekableByteChannel channel = body.channel()) {
            ByteBuffer part = ByteBuffer.allocate(10);
            channel.position(100_000).read(part);
            assertThat(in.readAllBytes()).isEqualTo(bytes);
            assertThat(part.array()).isEqualTo(Arrays.copyOfRange(bytes, 100_000, 100_010));
            assertThat(body.size()).isEqualTo(150_000);
        }
    }

    @Test
    default void anErasedItemLeavesItsRow() {
        AddItem item = SampleItems.text(1, BOTH);
        writer().commit(List.of(item, SampleItems.text(2, BOTH)));

        erase(item.id());

        ItemRow row = rowOf(item);
        assertThat(row.erased()).isTrue();
        assertFailsWith(ErrorCode.ERASED, () -> reader().open(row));
        assertFailsWith(ErrorCode.ERASED, () -> reader().contents(row));
        assertThat(reader().tags(CHAT, row.id().day(), row.id().tag(), row.id().tag()))
                .containsExactly(row);
        assertThat(reader().open(rowOf(SampleItems.text(2, BOTH)))).isNotNull();
    }

    @Test
    default void contentOutlivesAnErasedItemThatShareItWithAnother() throws IOException {
        byte[] bytes = bytes(70_000);
        StoredContent content = writer().put(new ByteArrayInputStream(bytes));
        AddItem gone = SampleItems.file(1, content, BOTH);
        AddItem stays = SampleItems.file(2, content, BOTH);
        writer().commit(List.of(gone, stays));

        erase(gone.id());

        try (InputStream in = reader().contents(rowOf(stays)).open(content.digest())) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    default void erasingAnItemDestroysEveryOriginalThatHeldIt() throws IOException {
        AddItem item = SampleItems.text(1, BOTH);
        writer().commit(
                        List.of(
                                item,
                                new Change.Corroborate(item.id(), SampleItems.seenIn(2, 1), null),
                                keep(1),
                                keep(2),
                                keep(3)));

        erase(item.id());

        try (Stream<KeptCapture> kept = reader().captures()) {
            assertThat(kept).extracting(KeptCapture::destroyed).containsExactly(true, true, false);
        }
        assertFailsWith(ErrorCode.ERASED, () -> reader().original(new CaptureId(1)));
    }

    @Test
    default void anOriginalThatHoldsAnErasedItemIsNotKept() throws IOException {
        AddItem item = SampleItems.text(1, BOTH);
        writer().commit(List.of(item));
        erase(item.id());

        writer().commit(
                        List.of(
                                new Change.Corroborate(item.id(), SampleItems.seenIn(2, 1), null),
                                keep(2)));

        assertFailsWith(ErrorCode.ERASED, () -> reader().original(new CaptureId(2)));
        assertThat(reader().kept(new CaptureId(2)).orElseThrow().destroyed()).isTrue();
    }

    @Test
    default void aPageIsTheOriginalOfEveryCaptureInIt() throws IOException {
        AddItem item = SampleItems.text(1, BOTH);
        StoredContent page = writer().put(new ByteArrayInputStream(bytes(5_000)));
        writer().commit(
                        List.of(
                                item,
                                new Change.Corroborate(item.id(), SampleItems.seenIn(12, 1), null),
                                new Change.KeepCapture(
                                        new CaptureId(10), new CaptureId(19), page, "{}"),
                                keep(20)));

        assertThat(reader().kept(new CaptureId(9))).isEmpty();
        assertThat(reader().kept(new CaptureId(19)).orElseThrow().capture().sequence())
                .isEqualTo(10);
        try (CaptureBody body = reader().original(new CaptureId(15))) {
            assertThat(body.size()).isEqualTo(5_000);
        }

        erase(item.id());

        assertFailsWith(ErrorCode.ERASED, () -> reader().original(new CaptureId(15)));
        assertThat(reader().kept(new CaptureId(20)).orElseThrow().destroyed()).isFalse();
    }

    private Change keep(int capture) throws IOException {
        return new Change.KeepCapture(
                new CaptureId(capture),
                writer().put(new ByteArrayInputStream(bytes(1000 + capture))),
                "{}");
    }

    private ItemRow rowOf(AddItem item) {
        return reader().row(item.id()).orElseThrow();
    }

    private byte[] mail(StoredItem item) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        item.mail().writeTo(out, reader().contents(item.row()));
        return out.toByteArray();
    }

    private byte[] mail(AddItem item) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        item.mail().image().writeTo(out, reader().contents(rowOf(item)));
        return out.toByteArray();
    }

    private static List<Change> texts(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(number -> (Change) SampleItems.text(number, BOTH))
                .toList();
    }

    private static List<ItemId> ids(List<Change> items) {
        return items.stream().map(item -> ((AddItem) item).id()).toList();
    }

    private static AddItem withTag(AddItem item, long tag) {
        return new AddItem(
                new ItemId(item.id().conversation(), item.id().day(), tag),
                item.event(),
                item.headline(),
                item.mail(),
                item.raw(),
                item.audience());
    }

    private static List<Long> numbers(Stream<ItemRow> rows) {
        try (rows) {
            return rows.map(ItemRow::sequence).toList();
        }
    }

    private static byte[] bytes(int length) {
        return "0123456789abcdefg"
                .repeat(length / 17 + 1)
                .substring(0, length)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void assertFailsWith(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        WharfException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
