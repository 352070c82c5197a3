package dev.wharf.connector.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.people.Mapping;
import dev.wharf.connector.people.UserDirectory;
import dev.wharf.connector.people.UsersFile;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Receipt.Status;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.LocalTimeQuirk;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.event.TimeBasis;
import dev.wharf.core.event.TimePrecision;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.Lid;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.core.progress.Progress;
import dev.wharf.mail.MailRenderer;
import dev.wharf.testkit.MemoryArchive;
import dev.wharf.testkit.MemoryLedger;
import dev.wharf.testkit.SignedWebhooks;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Sources whose messages carry WhatsApp's own ids: the same one, however often and from whomever
/// it comes, is one item.
class NamedMessagesTest {
    private static final String ALICE = "+447700900001";
    private static final String BEN = "+447700900002";
    private static final String CLIENT = "+447700900123";
    private static final String JID = "447700900123@s.whatsapp.net";
    private static final Lid LID = new Lid("251556368777322");
    private static final Instant NOON = Instant.parse("2026-09-14T12:00:00Z");

    private final MemoryArchive archive = new MemoryArchive();
    private final LiveSite site = new LiveSite();
    private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    private final MemoryLedger ledger = new MemoryLedger(clock);
    private ItemRenderer renderer = new MailRenderer()::render;
    private UserDirectory users =
            users(
                    "Alice Adams," + ALICE + ",alice@firm.example",
                    "Ben Baker," + BEN + ",ben@firm.example");

    private static UserDirectory users(String... rows) {
        String file = "name,phone,email\n" + String.join("\n", rows);
        return UsersFile.parse("users.csv", file.getBytes(StandardCharsets.UTF_8));
    }

    /// An update as one account shows it, still without the capture it comes in.
    private interface Update extends Function<Provenance, Event> {}

    private static Update update(
            String account,
            Chat chat,
            List<String> members,
            String sender,
            String id,
            Content said) {
        return from ->
                new Event(
                        chat,
                        new EventTime(
                                NOON.plusSeconds(Math.floorMod(id.hashCode(), 3_600)),
                                TimePrecision.SECOND,
                                TimeBasis.UTC,
                                null,
                                null,
                                LocalTimeQuirk.NONE),
                        person(sender, account),
                        members.stream().map(one -> person(one, account)).toList(),
                        sender.equals(account)
                                ? Event.Direction.OUTGOING
                                : Event.Direction.INCOMING,
                        new MessageKey(chat.jid(), id, sender.equals(account), sender),
                        said,
                        from);
    }

    private static Person person(String phone, String account) {
        Person person = Person.numbered(new PhoneNumber(phone));
        return phone.equals(account) ? person.asOwner() : person;
    }

    /// What `account` sees of a direct chat.
    private static Update direct(
            String account, String other, String sender, String id, Content said) {
        Chat chat = new Chat(null, ChatKind.DIRECT, null, other.substring(1) + "@s.whatsapp.net");
        return update(account, chat, List.of(account, other), sender, id, said);
    }

    private static Update text(String account, String other, String sender, String id) {
        return direct(account, other, sender, id, Content.Message.text("text of " + id));
    }

    private static MessageRef ref(String id) {
        return new MessageRef(null, new MessageKey(null, id, null, null));
    }

    private static Content receipt(String id, Status status) {
        return new Content.Receipt(ref(id), status, null);
    }

    private RunRecord run(Update... updates) {
        site.add(null, List.of(updates));
        return run();
    }

    private RunRecord run() {
        return new Intake(
                        new IntakePorts(
                                site, List.of(site), archive, archive, renderer, ledger, clock),
                        IntakeOptions.of(users, Mapping.NONE, Actor.user("operator", "host")),
                        Progress.NONE,
                        _ -> {})
                .run();
    }

    private List<StoredItem> items() {
        try (Stream<ItemRow> rows = archive.after(0)) {
            return rows.map(archive::open).toList();
        }
    }

    private List<String> mailbox(String address) {
        try (Stream<ItemRow> rows = archive.mailbox(new EmailAddress(address), null, null)) {
            return rows.map(archive::open).map(i -> Bench.text(i.event().content())).toList();
        }
    }

    @Test
    void oneMessageFromBothAccountsIsOneItemInEachMailbox() {
        run(text(ALICE, BEN, ALICE, "3EB01"));
        run(text(BEN, ALICE, ALICE, "3EB01"));

        assertThat(items()).hasSize(1);
        assertThat(mailbox("alice@firm.example")).containsExactly("text of 3EB01");
        assertThat(mailbox("ben@firm.example")).containsExactly("text of 3EB01");
        assertThat(archive.corroborations(items().getFirst().row())).hasSize(1);
    }

    @Test
    void aGroupsTenMembersGiveEachMailboxEachMessageOnce() {
        List<String> numbers =
                IntStream.range(0, 10).mapToObj(i -> "+4477009001%02d".formatted(i)).toList();
        users =
                users(
                        IntStream.range(0, 10)
                                .mapToObj(
                                        i ->
                                                "User %d,%s,user%d@firm.example"
                                                        .formatted(i, numbers.get(i), i))
                                .toArray(String[]::new));
        Chat group = new Chat(null, ChatKind.GROUP, "Desk", "120363040000000000@g.us");
        for (String account : numbers) {
            run(
                    update(
                            account,
                            group,
                            numbers,
                            numbers.getFirst(),
                            "3EB02",
                            Content.Message.text("to all")));
        }

        assertThat(items()).hasSize(1);
        assertThat(archive.corroborations(items().getFirst().row())).hasSize(9);
        for (int i = 0; i < 10; i++) {
            assertThat(mailbox("user" + i + "@firm.example")).containsExactly("to all");
        }
    }

    /// What Alice receives from her client, whom a source shows by number, by LID or by both.
    private static Update fromClient(
            String address, @Nullable String phone, boolean lid, String id) {
        Person client =
                new Person(
                        null,
                        null,
                        phone == null ? null : new PhoneNumber(phone),
                        lid ? LID : null,
                        null,
                        null,
                        null,
                        false);
        Chat chat = new Chat(null, ChatKind.DIRECT, null, address);
        return from ->
                new Event(
                        chat,
                        EventTime.utc(NOON, TimePrecision.SECOND),
                        client,
                        List.of(person(ALICE, ALICE), client),
                        Event.Direction.INCOMING,
                        new MessageKey(address, id, false, address),
                        Content.Message.text("text of " + id),
                        from);
    }

    private long conversations() {
        return items().stream().map(item -> item.event().chat().id()).distinct().count();
    }

    @Test
    void aChatKnownByLidAloneIsMergedWithNothing() {
        run(fromClient(LID.jid(), null, true, "3EB20"), fromClient(JID, CLIENT, false, "3EB21"));

        assertThat(conversations()).isEqualTo(2);
    }

    @Test
    void onceASourceSaysWhoseLidItIsItsChatIsThatOfTheNumber() {
        run(fromClient(JID, CLIENT, true, "3EB21"));
        run(fromClient(LID.jid(), null, true, "3EB22"));

        assertThat(items()).hasSize(2);
        assertThat(conversations()).isEqualTo(1);
    }

    @Test
    void whatCameByLidIsSeenAgainByNumber() {
        run(fromClient(LID.jid(), null, true, "3EB20"));
        run(fromClient(JID, CLIENT, true, "3EB21"));
        run(fromClient(JID, CLIENT, true, "3EB20"), fromClient(LID.jid(), null, true, "3EB20"));

        assertThat(items()).hasSize(2);
        assertThat(archive.corroborations(items().getFirst().row())).hasSize(2);
    }

    @Test
    void aLidOfTwoNumbersStaysALid() {
        run(fromClient(JID, CLIENT, true, "3EB21"));
        run(fromClient(BEN.substring(1) + "@s.whatsapp.net", BEN, true, "3EB22"));
        run(fromClient(LID.jid(), null, true, "3EB23"));

        assertThat(conversations()).isEqualTo(3);
    }

    @Test
    void theSameIdInAnotherChatIsAnotherMessage() {
        run(text(ALICE, BEN, ALICE, "3EB03"), text(ALICE, CLIENT, ALICE, "3EB03"));

        assertThat(items()).hasSize(2);
    }

    @Test
    void theSameIdWithOtherWordsIsAnotherItem() {
        run(text(ALICE, CLIENT, CLIENT, "3EB04"));
        run(direct(ALICE, CLIENT, CLIENT, "3EB04", Content.Message.text("something else")));

        assertThat(items()).hasSize(2);
    }

    @Test
    void anEditADeletionAndAReactionPointToTheirMessage() {
        run(text(ALICE, CLIENT, CLIENT, "3EB05"));
        run(
                direct(
                        ALICE,
                        CLIENT,
                        CLIENT,
                        "3EB06",
                        new Content.Edit(ref("3EB05"), Content.Message.text("better"))),
                direct(ALICE, CLIENT, ALICE, "3EB07", new Content.Reaction(ref("3EB05"), "👍")),
                direct(
                        ALICE,
                        CLIENT,
                        CLIENT,
                        "3EB08",
                        new Content.Deletion(
                                ref("3EB05"), Content.Deletion.Scope.FOR_EVERYONE, null, null)));

        List<StoredItem> items = items();
        assertThat(items).hasSize(4);
        assertThat(items.subList(1, 4))
                .allSatisfy(
                        item ->
                                assertThat(item.event().content().targetItem())
                                        .isEqualTo(items.getFirst().row().id()));
        assertThat(mailbox("alice@firm.example")).contains("text of 3EB05", "edit: better");
    }

    @Test
    void aTextThatIsEditedBackIsAnEditOfItsOwn() {
        run(text(ALICE, CLIENT, CLIENT, "3EB0A"));
        Update two = edit("3EB0B", "two");
        Update three = edit("3EB0C", "three");
        Update back = edit("3EB0D", "two");

        run(two, three, back, back);
        run(back, two);

        assertThat(mailbox("alice@firm.example"))
                .containsExactly("text of 3EB0A", "edit: two", "edit: three", "edit: two");
    }

    private static Update edit(String id, String text) {
        return direct(
                ALICE,
                CLIENT,
                CLIENT,
                id,
                new Content.Edit(ref("3EB0A"), Content.Message.text(text)));
    }

    @Test
    void whatIsAboutAnUnknownMessageKeepsItsName() {
        run(direct(ALICE, CLIENT, ALICE, "3EB09", new Content.Reaction(ref("3EB0F"), "👍")));

        Content.Reaction kept = (Content.Reaction) items().getFirst().event().content();
        assertThat(kept.target().item()).isNull();
        assertThat(kept.target().key()).isEqualTo(ref("3EB0F").key());
    }

    @Test
    void receiptsAreEvidenceOfTheirMessageOnceEach() {
        run(
                text(ALICE, CLIENT, ALICE, "3EB10"),
                direct(ALICE, CLIENT, CLIENT, "3EB10", receipt("3EB10", Status.DELIVERED)));
        run(
                direct(ALICE, CLIENT, CLIENT, "3EB10", receipt("3EB10", Status.DELIVERED)),
                direct(ALICE, CLIENT, CLIENT, "3EB10", receipt("3EB10", Status.READ)));

        assertThat(items()).hasSize(1);
        assertThat(archive.receipts(items().getFirst().row()))
                .extracting(one -> ((Content.Receipt) one.content()).status())
                .containsExactly(Status.DELIVERED, Status.READ);
    }

    @Test
    void aReceiptOfAMessageNobodySawIsAnItemThatTheMessageCompletes() {
        run(direct(ALICE, CLIENT, CLIENT, "3EB11", receipt("3EB11", Status.SENT)));
        run(direct(ALICE, CLIENT, CLIENT, "3EB11", receipt("3EB11", Status.READ)));

        assertThat(items()).hasSize(1);
        assertThat(items().getFirst().event().content()).isInstanceOf(Content.Unreadable.class);
        assertThat(archive.receipts(items().getFirst().row())).hasSize(2);

        run(text(ALICE, CLIENT, ALICE, "3EB11"));

        assertThat(items()).hasSize(2);
        assertThat(items().get(1).event().content().targetItem())
                .isEqualTo(items().getFirst().row().id());
    }

    @Test
    void aPlaceholderAndItsMessageAreBothKeptWhicheverComesFirst() {
        Content ghost = new Content.Unreadable(Content.Unreadable.Reason.NOT_DELIVERED, "131060");
        run(
                direct(ALICE, CLIENT, CLIENT, "wamid.1", ghost),
                text(ALICE, CLIENT, CLIENT, "wamid.1"),
                direct(ALICE, CLIENT, CLIENT, "wamid.1", ghost));

        assertThat(items()).hasSize(2);
        assertThat(items().get(1).event().content().targetItem())
                .isEqualTo(items().getFirst().row().id());
    }

    @Test
    void whatHasNoNameIsKnownByItsWords() {
        Content said = new Content.Notice(Content.Notice.Topic.ENCRYPTION, "encrypted");
        Update named = direct(ALICE, CLIENT, CLIENT, "no matter", said);
        Update nameless =
                from -> {
                    Event event = named.apply(from);
                    return new Event(
                            event.chat(),
                            event.time(),
                            null,
                            event.members(),
                            event.direction(),
                            null,
                            said,
                            from);
                };

        run(nameless);
        run(nameless);

        assertThat(items()).hasSize(1);
        assertThat(archive.corroborations(items().getFirst().row())).hasSize(1);
    }

    @Test
    void theEventsOfOneCallShareItsNameAndAreItemsOfTheirOwn() {
        Content ringing = call(Content.Call.Outcome.UNKNOWN, null);
        Content ended = call(Content.Call.Outcome.ANSWERED, Duration.ofSeconds(61));
        run(
                direct(ALICE, CLIENT, CLIENT, "wacid.1", ringing),
                direct(ALICE, CLIENT, CLIENT, "wacid.1", ended));
        run(
                direct(ALICE, CLIENT, CLIENT, "wacid.1", ended),
                direct(ALICE, CLIENT, CLIENT, "wacid.1", ringing));

        assertThat(items()).hasSize(2);
    }

    private static Content call(Content.Call.Outcome outcome, @Nullable Duration duration) {
        return new Content.Call(
                Content.Call.Medium.VOICE,
                Content.Call.Direction.INCOMING,
                outcome,
                duration,
                List.of(),
                false,
                null);
    }

    @Test
    void aCaptureThatIsReadAgainAfterACrashAddsNothing() {
        run(text(ALICE, CLIENT, CLIENT, "3EB12"), text(ALICE, CLIENT, ALICE, "3EB13"));
        site.forgetAcknowledgements();

        run();

        assertThat(items()).hasSize(2);
    }

    @Test
    void whatIsSaidOfAnItemThatCannotBeMadeFallsWithIt() {
        ItemRenderer working = renderer;
        renderer =
                (event, id) -> {
                    if (event.key() != null && event.key().id().equals("3EB14")) {
                        throw new WharfException(ErrorCode.INPUT_UNREADABLE, "no such colour");
                    }
                    return working.render(event, id);
                };

        RunRecord run =
                run(
                        text(ALICE, CLIENT, CLIENT, "3EB14"),
                        text(ALICE, CLIENT, CLIENT, "3EB14"),
                        direct(ALICE, CLIENT, CLIENT, "3EB14", receipt("3EB14", Status.READ)),
                        text(ALICE, CLIENT, ALICE, "3EB15"));

        assertThat(mailbox("alice@firm.example")).containsExactly("text of 3EB15");
        assertThat(run.counters().failed()).isPositive();
    }

    private static final String INSIDE = "3EB0A986CF1FB06DE4D0";
    private static final Content QUESTION = Content.Message.text("Is it there?");

    /// The id that a business platform gives a message with this other side.
    private static String wamid(String other, String inside) {
        return SignedWebhooks.wamid(other.substring(1), inside, false);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thePhonesOwnIdInsideABusinessPlatformsIsTheSameMessage(boolean phoneFirst) {
        Update phone = direct(ALICE, CLIENT, CLIENT, INSIDE, QUESTION);
        Update platform = direct(ALICE, CLIENT, CLIENT, wamid(CLIENT, INSIDE), QUESTION);

        run(phoneFirst ? phone : platform);
        run(phoneFirst ? platform : phone);
        run(
                direct(ALICE, CLIENT, ALICE, "3EB0R1", new Content.Reaction(ref(INSIDE), "👍")),
                direct(
                        ALICE,
                        CLIENT,
                        ALICE,
                        "3EB0R2",
                        new Content.Reaction(ref(wamid(CLIENT, INSIDE)), "🙏")));

        List<StoredItem> items = items();
        assertThat(items).hasSize(3);
        assertThat(items.subList(1, 3))
                .extracting(item -> item.event().content().targetItem())
                .containsOnly(items.getFirst().row().id());
    }

    @Test
    void twoBusinessNumbersShowOneMessageUnderTwoIds() {
        run(direct(ALICE, BEN, ALICE, wamid(BEN, INSIDE), QUESTION));
        run(direct(BEN, ALICE, ALICE, wamid(ALICE, INSIDE), QUESTION));
        run(
                direct(
                        BEN,
                        ALICE,
                        ALICE,
                        wamid(ALICE, INSIDE),
                        receipt(wamid(ALICE, INSIDE), Status.READ)));

        assertThat(items()).hasSize(1);
        assertThat(mailbox("alice@firm.example")).containsExactly("Is it there?");
        assertThat(mailbox("ben@firm.example")).containsExactly("Is it there?");
        assertThat(archive.receipts(items().getFirst().row())).hasSize(1);
    }

    @Test
    void theSameIdInsideAnotherChatsIsAnotherMessage() {
        run(direct(ALICE, CLIENT, CLIENT, wamid(CLIENT, INSIDE), QUESTION));
        run(direct(BEN, CLIENT, CLIENT, wamid(CLIENT, INSIDE), QUESTION));

        assertThat(items()).hasSize(2);
    }

    @Test
    void aGhostOfTheBusinessPlatformIsCompletedByThePhonesMessage() {
        Content ghost = new Content.Unreadable(Content.Unreadable.Reason.PLACEHOLDER, "131060");
        run(direct(ALICE, CLIENT, CLIENT, wamid(CLIENT, INSIDE), ghost));
        run(direct(ALICE, CLIENT, CLIENT, INSIDE, QUESTION));

        assertThat(items()).hasSize(2);
        assertThat(items().get(1).event().content().targetItem())
                .isEqualTo(items().getFirst().row().id());
    }

    @Test
    void aStatusOfAMessageNobodySawIsCompletedByThePhonesMessage() {
        String id = wamid(CLIENT, INSIDE);
        run(direct(ALICE, CLIENT, CLIENT, id, receipt(id, Status.SENT)));
        run(direct(ALICE, CLIENT, ALICE, INSIDE, QUESTION));

        assertThat(items()).hasSize(2);
        assertThat(items().get(1).event().content().targetItem())
                .isEqualTo(items().getFirst().row().id());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void repeatedShuffledSplitAndMergedTheSameItemsComeOut(long seed) {
        Random random = new Random(seed);
        List<Update> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String sender = random.nextBoolean() ? ALICE : BEN;
            String id = "3EC000" + i;
            all.add(text(ALICE, BEN, sender, id));
            all.add(text(BEN, ALICE, sender, id));
            Content said = Content.Message.text("text of " + id);
            all.add(direct(ALICE, BEN, sender, wamid(BEN, id), said));
            all.add(direct(BEN, ALICE, sender, wamid(ALICE, id), said));
            if (i % 5 == 0) {
                Content edit = new Content.Edit(ref(id), Content.Message.text("edited " + id));
                all.add(direct(ALICE, BEN, sender, "E" + id, edit));
                all.add(direct(BEN, ALICE, sender, "E" + id, edit));
            }
        }
        List<Update> twice = new ArrayList<>(all);
        twice.addAll(all);
        Collections.shuffle(twice, random);
        while (!twice.isEmpty()) {
            List<Update> some = twice.subList(0, Math.min(twice.size(), 1 + random.nextInt(30)));
            site.add(null, List.copyOf(some));
            some.clear();
        }

        run();

        TreeMap<String, Long> found = new TreeMap<>();
        items().forEach(item -> found.merge(Bench.text(item.event().content()), 1L, Long::sum));
        assertThat(found).hasSize(48);
        assertThat(found.values()).allMatch(count -> count == 1);
        assertThat(mailbox("alice@firm.example")).hasSize(48);
        assertThat(mailbox("ben@firm.example")).hasSize(48);
    }
}
