package dev.wharf.connector.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.intake.MixedBench.Told;
import dev.wharf.connector.run.SourceResult;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.MessageMarks;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.event.TimePrecision;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The same conversation from an export, from a phone's database and from a live source.
class MergedSourcesTest {
    private static final String ALICE = MixedBench.ALICE;
    private static final String BOB = "+447700900123";
    private static final String JID = "447700900123@s.whatsapp.net";
    private static final Instant NOON = Instant.parse("2026-09-14T12:00:10Z");

    private final MixedBench bench = new MixedBench();

    private static Person person(String phone) {
        Person person = Person.numbered(new PhoneNumber(phone));
        return phone.equals(ALICE) ? person.asOwner() : person;
    }

    private static Told told(int minute, String sender, String id, Content said) {
        return toldIn(
                Chat.class.cast(new Chat(null, ChatKind.DIRECT, null, JID)),
                minute,
                sender,
                id,
                said);
    }

    private static Told toldIn(Chat chat, int minute, String sender, String id, Content said) {
        return from ->
                new Event(
                        chat,
                        EventTime.utc(NOON.plusSeconds(60L * minute), TimePrecision.SECOND),
                        person(sender),
                        List.of(person(ALICE), person(BOB)),
                        sender.equals(ALICE) ? Event.Direction.OUTGOING : Event.Direction.INCOMING,
                        new MessageKey(chat.jid(), id, sender.equals(ALICE), sender),
                        said,
                        from);
    }

    private static Script export() {
        return new Script(ChatKind.DIRECT, "Bob").owner(MixedBench.BOX).members("Alice", "Bob");
    }

    private static String at(int minute) {
        return NOON.plusSeconds(60L * minute).toString();
    }

    private static String words(int n) {
        return "these are the words of message " + n;
    }

    private static String sender(int n) {
        return n % 2 == 0 ? ALICE : BOB;
    }

    private static Script exported(int from, int until) {
        Script script = export();
        for (int n = from; n < until; n++) {
            script.say(at(n), n % 2 == 0 ? "Alice" : "Bob", words(n));
        }
        return script;
    }

    private static List<Told> named(int from, int until) {
        List<Told> all = new ArrayList<>();
        for (int n = from; n < until; n++) {
            all.add(told(n, sender(n), "ID" + n, Content.Message.text(words(n))));
        }
        return all;
    }

    private static MessageRef ref(String id) {
        return new MessageRef(null, new MessageKey(null, id, null, null));
    }

    private static Content edited(String text) {
        return Content.Message.text(text).withMarks(MessageMarks.EDITED);
    }

    private static Content deleted(String id) {
        return new Content.Deletion(ref(id), Content.Deletion.Scope.FOR_EVERYONE, null, null);
    }

    @Test
    void aDatabaseAddsToAnExportWhatItLacks() {
        bench.export(exported(0, 10));

        SourceResult database = bench.database(named(4, 15));

        assertThat(database.aligned()).isEqualTo(6);
        assertThat(database.added()).isEqualTo(5);
        assertThat(database.conversationHow()).contains("one chat by what an export holds of it");
        assertThat(bench.items()).hasSize(15);
        assertThat(bench.mailbox()).hasSize(15).doesNotHaveDuplicates();
        assertThat(bench.conversations()).isEqualTo(1);
    }

    @Test
    void whatADatabaseNamedIsKnownByNameFromThenOn() {
        bench.export(exported(0, 10));
        bench.database(named(0, 10));

        SourceResult live = bench.live(named(0, 5), named(5, 12));

        assertThat(live.added()).isEqualTo(2);
        assertThat(bench.items()).hasSize(12);
        assertThat(bench.conversations()).isEqualTo(1);
    }

    @Test
    void anExportAddsToADatabaseWhatItLacks() {
        bench.database(named(4, 15));

        SourceResult export = bench.export(exported(0, 10));

        assertThat(export.aligned()).isEqualTo(6);
        assertThat(export.added()).isEqualTo(4);
        assertThat(export.conversationHow()).isEqualTo("same content as of the chat's address");
        assertThat(bench.items()).hasSize(15);
        assertThat(bench.conversations()).isEqualTo(1);
    }

    @Test
    void anExportAndALiveSourceThatShareNoTimeAreJoinedByADatabaseThatKnowsBoth() {
        bench.export(exported(0, 10));
        bench.live(named(4_000, 4_010));

        SourceResult database = bench.database(joined(named(0, 10), named(3_998, 4_012)));
        SourceResult again = bench.export(joined(exported(0, 10), 4_000, 4_015));

        assertThat(database.aligned()).isEqualTo(20);
        assertThat(database.added()).isEqualTo(4);
        assertThat(again.added()).isEqualTo(3);
        assertThat(bench.mailbox()).hasSize(27).doesNotHaveDuplicates();
    }

    private static List<Told> joined(List<Told> first, List<Told> second) {
        List<Told> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static Script joined(Script first, int from, int until) {
        for (int n = from; n < until; n++) {
            first.say(at(n), n % 2 == 0 ? "Alice" : "Bob", words(n));
        }
        return first;
    }

    @Test
    void aGroupThatIsCalledTheSameByTheSameOwnerIsTheExportsAlreadyWhenOneMessageComes() {
        Chat desk = new Chat(null, ChatKind.GROUP, "Desk", "120363040000000000@g.us");
        Script export = Script.group("Desk").owner(MixedBench.BOX).members("Alice", "Bob");
        for (int n = 0; n < 10; n++) {
            export.say(at(n), n % 2 == 0 ? "Alice" : "Bob", words(n));
        }
        bench.export(export);

        SourceResult live =
                bench.live(
                        List.of(toldIn(desk, 3, BOB, "ID3", Content.Message.text(words(3)))),
                        List.of(toldIn(desk, 5, BOB, "ID5", Content.Message.text(words(5)))),
                        List.of(toldIn(desk, 50, BOB, "ID50", Content.Message.text(words(50)))));

        assertThat(live.added()).isEqualTo(1);
        assertThat(bench.items()).hasSize(11);
        assertThat(bench.conversations()).isEqualTo(1);
    }

    @Test
    void aDirectChatThatIsCalledByItsNumberIsTheExportsAlreadyWhenOneMessageComes() {
        Script export = new Script(ChatKind.DIRECT, "+44 7700 900123").owner(MixedBench.BOX);
        export.members("Alice", "+44 7700 900123");
        for (int n = 0; n < 10; n++) {
            export.say(at(n), n % 2 == 0 ? "Alice" : "+44 7700 900123", words(n));
        }
        bench.export(export);

        SourceResult live = bench.live(named(3, 4), named(50, 51), named(5, 6));

        assertThat(live.added()).isEqualTo(1);
        assertThat(bench.items()).hasSize(11);
        assertThat(bench.conversations()).isEqualTo(1);
    }

    @Test
    void theSameWordsToManyAreNotOneChat() {
        Script toCarol = new Script(ChatKind.DIRECT, "Carol").owner(MixedBench.BOX);
        toCarol.members("Alice", "Carol");
        List<Told> toBob = new ArrayList<>();
        for (int n = 0; n < 10; n++) {
            toCarol.say(at(10 * n), "Alice", words(n));
            toCarol.say(at(10 * n + 3), "Carol", "Carol answers with words " + n);
            toBob.add(told(10 * n, ALICE, "ID" + n, Content.Message.text(words(n))));
            toBob.add(told(10 * n + 4, BOB, "B" + n, Content.Message.text("Bob says words " + n)));
        }
        bench.export(toCarol);

        SourceResult database = bench.database(toBob);

        assertThat(database.added()).isEqualTo(20);
        assertThat(bench.conversations()).isEqualTo(2);
    }

    @Test
    void aMessageThatWasSentTwiceInAMinuteIsTwoWhateverTheDatabaseLacks() {
        bench.export(exported(0, 10).say(at(10), "Bob", "ok"));
        bench.database(
                joined(named(0, 10), List.of(told(10, BOB, "OK1", Content.Message.text("ok")))));

        SourceResult other = bench.live(List.of(told(10, BOB, "OK2", Content.Message.text("ok"))));

        assertThat(other.added()).isEqualTo(1);
        assertThat(bench.texts().stream().filter("ok"::equals)).hasSize(2);
    }

    @Test
    void aZoneThatWasOnlyAssumedIsFoundOut() {
        Script export = export();
        for (int n = 0; n < 10; n++) {
            export.say(at(n + 120), n % 2 == 0 ? "Alice" : "Bob", words(n));
        }
        export.zone(dev.wharf.core.event.TimeBasis.ZONE_ASSUMED);
        bench.export(export);

        SourceResult database = bench.database(named(0, 10));

        assertThat(database.added()).isZero();
        assertThat(bench.items()).hasSize(10);
    }

    @Test
    void aFileThatTheExportLeftOutCompletesItsMessage() {
        bench.export(exported(0, 6).omitted(at(6), "Alice"));
        Content photo =
                Content.Message.media(
                        null,
                        List.of(
                                new Attachment(
                                        MediaKind.IMAGE,
                                        AttachmentState.PENDING,
                                        "a.jpg",
                                        null,
                                        null,
                                        -1,
                                        null,
                                        null)));

        SourceResult database =
                bench.database(joined(named(0, 6), List.of(told(6, ALICE, "P", photo))));

        assertThat(database.added()).isEqualTo(1);
        StoredItem added = bench.items().getLast();
        assertThat(added.event().content().targetItem()).isEqualTo(bench.items().get(6).row().id());
    }

    @Test
    void theSameMentionIsReadWhoeverWritesIt() {
        Content mention =
                new Content.Message(
                        "@447700900123 please have a look",
                        List.of(),
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        List.of(person(BOB)),
                        MessageMarks.NONE);
        bench.export(exported(0, 6).say(at(6), "Alice", "@\u2068Bob\u2069 please have a look"));

        SourceResult database =
                bench.database(joined(named(0, 6), List.of(told(6, ALICE, "M", mention))));

        assertThat(database.added()).isZero();
    }

    @Test
    void anEditThatWasSeenLiveIsTheTextThatTheDatabaseShows() {
        bench.live(
                named(0, 3),
                List.of(
                        told(
                                3,
                                BOB,
                                "E",
                                new Content.Edit(ref("ID1"), Content.Message.text("better")))));

        SourceResult database = bench.database(List.of(told(1, BOB, "ID1", edited("better"))));

        assertThat(database.added()).isZero();
    }

    @Test
    void anEditedTextOfADatabaseIsAnEditOfTheTextThatIsHeld() {
        bench.live(named(0, 3));

        bench.database(List.of(told(1, BOB, "ID1", edited("better"))));
        SourceResult live =
                bench.live(
                        List.of(
                                told(
                                        3,
                                        BOB,
                                        "E",
                                        new Content.Edit(
                                                ref("ID1"), Content.Message.text("better")))));

        assertThat(live.added()).isZero();
        assertThat(bench.texts()).containsExactly(words(0), words(1), words(2), "edit: better");
        assertThat(bench.items().getLast().event().content().targetItem())
                .isEqualTo(bench.items().get(1).row().id());
    }

    @Test
    void theFirstTextComesAfterTheEditedOne() {
        bench.database(List.of(told(1, BOB, "ID1", edited("better"))));

        bench.live(
                named(1, 2),
                List.of(
                        told(
                                3,
                                BOB,
                                "E",
                                new Content.Edit(ref("ID1"), Content.Message.text("better")))));

        assertThat(bench.texts()).containsExactly("better", words(1));
        assertThat(bench.items().getLast().event().content().targetItem())
                .isEqualTo(bench.items().getFirst().row().id());
    }

    @Test
    void aDeletionIsHeldOnceAndAnOlderDatabaseOnlyAddsTheText() {
        bench.live(named(0, 1), List.of(told(9, BOB, "D", deleted("ID1"))));
        SourceResult tombstone = bench.database(List.of(told(1, BOB, "ID1", deleted("ID1"))));

        SourceResult older = bench.database(named(0, 2));

        assertThat(tombstone.added()).isZero();
        assertThat(older.added()).isEqualTo(1);
        assertThat(bench.texts()).containsExactly(words(0), "deletion", words(1));
        assertThat(bench.items().getLast().event().content().targetItem())
                .isEqualTo(bench.items().get(1).row().id());
    }

    @Test
    void aTombstoneOfADatabaseIsADeletionOfTheExportsText() {
        bench.export(exported(0, 10));

        List<Told> events = new ArrayList<>(named(0, 10));
        events.set(5, told(5, BOB, "ID5", deleted("ID5")));
        SourceResult database = bench.database(events);
        SourceResult live = bench.live(List.of(told(7, BOB, "D", deleted("ID5"))));

        assertThat(database.added()).isEqualTo(1);
        assertThat(live.added()).isZero();
        assertThat(bench.texts()).contains(words(5)).endsWith("deletion");
        assertThat(bench.items().getLast().event().content().targetItem())
                .isEqualTo(bench.items().get(5).row().id());
    }

    @Test
    void whatWasEditedOnTheDayAfterIsOneMessageToAnExport() {
        List<Told> night = new ArrayList<>(named(0, 6));
        night.add(told(715, BOB, "N", Content.Message.text("said before midnight")));
        night.add(
                told(
                        729,
                        BOB,
                        "E",
                        new Content.Edit(ref("N"), Content.Message.text("said after midnight"))));
        bench.live(night);

        SourceResult export =
                bench.export(exported(0, 6).edited(at(715), "Bob", "said after midnight"));

        assertThat(export.added()).isZero();
    }

    @Test
    void aReactionIsTheSameUnderAnotherName() {
        bench.live(
                named(0, 3), List.of(told(2, BOB, "R1", new Content.Reaction(ref("ID0"), "👍"))));

        SourceResult database =
                bench.database(
                        List.of(
                                told(2, BOB, "other", new Content.Reaction(ref("ID0"), "👍")),
                                told(2, ALICE, "mine", new Content.Reaction(ref("ID0"), "👍"))));

        assertThat(database.added()).isEqualTo(1);
    }

    @Test
    void aReactionThatIsGivenAgainIsAnother() {
        SourceResult live =
                bench.live(
                        named(0, 1),
                        List.of(told(2, BOB, "R1", new Content.Reaction(ref("ID0"), "👍"))),
                        List.of(told(9, BOB, "R2", new Content.Reaction(ref("ID0"), null))),
                        List.of(told(19, BOB, "R3", new Content.Reaction(ref("ID0"), "👍"))));

        assertThat(live.added()).isEqualTo(4);
    }

    @Test
    void aCallThatTheDatabaseCountsIsTheOneThatWasSeenToEnd() {
        bench.live(
                List.of(told(1, BOB, "C", call(Content.Call.Outcome.OFFERED, null))),
                List.of(told(2, BOB, "C", call(Content.Call.Outcome.ANSWERED, 61L))));

        SourceResult database =
                bench.database(
                        List.of(told(1, BOB, "C", call(Content.Call.Outcome.ANSWERED, 60L))));

        assertThat(database.added()).isZero();
    }

    @Test
    void ringingAddsNothingToACallThatTheDatabaseCounts() {
        bench.database(List.of(told(1, BOB, "C", call(Content.Call.Outcome.ANSWERED, 60L))));

        SourceResult live =
                bench.live(
                        List.of(told(1, BOB, "C", call(Content.Call.Outcome.OFFERED, null))),
                        List.of(told(2, BOB, "C", call(Content.Call.Outcome.ANSWERED, 61L))));

        assertThat(live.added()).isZero();
    }

    private static Content call(
            Content.Call.Outcome outcome, @org.jspecify.annotations.Nullable Long seconds) {
        return new Content.Call(
                Content.Call.Medium.VOICE,
                Content.Call.Direction.INCOMING,
                outcome,
                seconds == null ? null : Duration.ofSeconds(seconds),
                List.of(),
                false,
                null);
    }

    @Test
    void oneRunTellsWhatEachOfThreeSourcesAdded() {
        bench.site.export(exported(0, 10));
        bench.site.events(SourceKind.ANDROID_BACKUP, ALICE, "msgstore.db", named(4, 15));
        bench.site.events(SourceKind.LINKED_DEVICE, ALICE, null, named(12, 20));

        List<SourceResult> sources = bench.run().sources();

        assertThat(sources).extracting(SourceResult::added).containsExactly(10L, 5L, 5L);
        assertThat(sources).extracting(SourceResult::aligned).containsExactly(0L, 6L, 3L);
        assertThat(bench.mailbox()).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void whatWasMergedIsTheSameWhenItIsDecodedAgain() {
        bench.export(exported(0, 10));
        bench.database(named(4, 15));
        bench.live(named(10, 17));

        Redecode.Report report = bench.redecode();

        assertThat(report.all().added()).isZero();
        assertThat(bench.items()).hasSize(17);
    }

    @Test
    void aReceiptIsEvidenceOfTheExportsMessage() {
        bench.export(exported(0, 10));
        List<Told> events = new ArrayList<>(named(0, 10));
        events.add(
                told(
                        2,
                        BOB,
                        "ID0",
                        new Content.Receipt(ref("ID0"), Content.Receipt.Status.READ, person(BOB))));

        bench.database(events);
        bench.database(events);

        assertThat(bench.items()).hasSize(10);
        assertThat(bench.archive.receipts(bench.items().getFirst().row())).hasSize(1);
    }

    @Test
    void twoPeopleWhoAreCalledTheSameAreTwo() {
        Chat desk = new Chat(null, ChatKind.GROUP, "Desk", "120363040000000000@g.us");
        List<Told> events = new ArrayList<>();
        for (String phone : List.of(BOB, "+447700900124")) {
            Person bob =
                    new Person(null, "Bob", new PhoneNumber(phone), null, null, null, null, false);
            events.add(
                    from ->
                            new Event(
                                    desk,
                                    EventTime.utc(NOON, TimePrecision.SECOND),
                                    bob,
                                    List.of(person(ALICE), bob),
                                    Event.Direction.INCOMING,
                                    new MessageKey(desk.jid(), "of " + phone, false, phone),
                                    Content.Message.text("mine is " + phone),
                                    from));
        }

        bench.database(events);

        assertThat(bench.items().stream().map(item -> item.row().sender()).distinct()).hasSize(2);
    }
}
