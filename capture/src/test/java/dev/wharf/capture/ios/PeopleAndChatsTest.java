package dev.wharf.capture.ios;

import static dev.wharf.capture.ios.Phone.ANN;
import static dev.wharf.capture.ios.Phone.BOB;
import static dev.wharf.capture.ios.Phone.CY;
import static dev.wharf.capture.ios.Phone.GROUP;
import static dev.wharf.capture.ios.Phone.MAY;
import static dev.wharf.capture.ios.Phone.group;
import static dev.wharf.capture.ios.Phone.info;
import static dev.wharf.capture.ios.Phone.message;
import static dev.wharf.capture.ios.Phone.mine;
import static dev.wharf.capture.ios.Phone.the;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Call;
import dev.wharf.core.event.Content.Membership;
import dev.wharf.core.event.Content.Membership.Action;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.event.Content.Notice.Topic;
import dev.wharf.core.event.Content.Receipt;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/// Who wrote, where, and who was there: of each store that may tell, and of each that may be
/// missing.
class PeopleAndChatsTest {
    private static final String CONTACTS =
            "CREATE TABLE ZWAADDRESSBOOKCONTACT (Z_PK INTEGER PRIMARY KEY, ZFULLNAME BLOB, ZWHATSAPPID BLOB, ZLID BLOB)";
    private static final String LID = "77000000000001@lid";

    @TempDir Path temp;

    private Phone phone(String... statements) {
        return Phone.of(temp, statements);
    }

    private static List<String> labels(List<Person> people) {
        return people.stream().map(Person::label).toList();
    }

    @Test
    void theSenderInAGroupIsTheMemberAndNotTheGroup() {
        Event event = phone(group(1, 0, "ZTEXT = 'x'", "ZGROUPMEMBER = 2")).event();

        assertThat(the(event.sender()).label()).isEqualTo("Cy");
        assertThat(the(event.key()).sender()).isEqualTo(CY);
        assertThat(event.chat().kind()).isEqualTo(ChatKind.GROUP);
        assertThat(event.chat().jid()).isEqualTo(GROUP);
        assertThat(labels(event.members())).containsExactly("+15550009999", "Bob", "Cy");
    }

    @Test
    void aGroupMessageOfNobodyIsNobodys() {
        Phone phone = phone(group(1, 0, "ZTEXT = 'x'"));

        assertThat(the(phone.event().sender()).label()).isEqualTo("unknown");
        assertThat(phone.warnings())
                .contains("1 messages whose sender the database does not name (ZWAMESSAGE:1)");
    }

    @Test
    void thePushNameOfAMessageIsNoName() {
        Event event = phone(message(1, 0, "ZTEXT = 'x'", "ZPUSHNAME = 'CO/kxKIGIAA='")).event();

        assertThat(the(event.sender()).name()).isEqualTo("Bob");
    }

    @Test
    void theAddressBookNamesPeopleBeforeTheyThemselvesDo() {
        String pushed =
                "INSERT INTO ZWAPROFILEPUSHNAME VALUES (1, '%s', 'bobby'), (2, '%s', 'cycy')"
                        .formatted(BOB, CY);
        String[] rows = {
            pushed, message(1, 0, "ZTEXT = 'x'"), group(2, 0, "ZGROUPMEMBER = 2", "ZTEXT = 'y'")
        };
        List<Event> without = phone(rows).events();
        List<Event> with =
                phone(rows)
                        .with(
                                "ContactsV2.sqlite",
                                CONTACTS,
                                "INSERT INTO ZWAADDRESSBOOKCONTACT VALUES (1, CAST('Robert Full' AS BLOB), CAST('%s' AS BLOB), NULL)"
                                        .formatted(BOB))
                        .events();

        assertThat(the(without.get(0).sender()).name()).isEqualTo("bobby");
        assertThat(the(without.get(1).sender()).name()).isEqualTo("cycy");
        assertThat(the(with.get(0).sender()).name()).isEqualTo("Robert Full");
        assertThat(the(with.get(1).sender()).name()).isEqualTo("cycy");
    }

    @Test
    void aNumberInNotationIsNoName() {
        Event event =
                phone(
                                "UPDATE ZWACHATSESSION SET ZPARTNERNAME = '+1 (555) 123-0001' WHERE Z_PK = 1",
                                message(1, 0, "ZTEXT = 'x'"))
                        .event();

        assertThat(the(event.sender()).name()).isNull();
    }

    private Event lidded(String... more) {
        Phone phone =
                phone(
                        "UPDATE ZWACHATSESSION SET ZCONTACTJID = '%s' WHERE Z_PK = 1"
                                .formatted(LID),
                        message(1, 0, "ZTEXT = 'x'", "ZFROMJID = '%s'".formatted(LID)));
        if (more.length > 0) {
            phone.with(more[0], List.of(more).subList(1, more.length).toArray(new String[0]));
        }
        return phone.event();
    }

    @Test
    void theNumberBehindALidIsFoundInAnyOfItsTables() {
        PhoneNumber number = new PhoneNumber("+15551230001");
        Event unresolved = lidded();
        List<Event> resolved =
                List.of(
                        lidded(
                                "LID.sqlite",
                                "CREATE TABLE ZWAZACCOUNT (ZIDENTIFIER TEXT, ZPHONENUMBER TEXT)",
                                "INSERT INTO ZWAZACCOUNT VALUES ('%s', '15551230001')"
                                        .formatted(LID)),
                        lidded(
                                "LID.sqlite",
                                "CREATE TABLE ZWAPHONENUMBERLIDPAIR (ZLID TEXT, ZPHONENUMBER TEXT)",
                                "INSERT INTO ZWAPHONENUMBERLIDPAIR VALUES ('77000000000001', '+15551230001')"),
                        lidded(
                                "ContactsV2.sqlite",
                                CONTACTS,
                                "INSERT INTO ZWAADDRESSBOOKCONTACT VALUES (1, 'Bob', '%s', '%s')"
                                        .formatted(BOB, LID)));

        assertThat(the(unresolved.sender()).phone()).isNull();
        assertThat(unresolved.chat().jid()).isEqualTo(LID);
        for (Event event : resolved) {
            assertThat(the(event.sender()).phone()).isEqualTo(number);
            assertThat(the(the(event.sender()).lid()).jid()).isEqualTo(LID);
            assertThat(event.chat().jid()).isEqualTo(BOB);
        }
    }

    @Test
    void aChatListedByLidTakesTheNumberFromWhichTheOtherWrote() {
        Event event =
                phone(
                                "UPDATE ZWACHATSESSION SET ZCONTACTJID = '%s' WHERE Z_PK = 1"
                                        .formatted(LID),
                                message(1, 0, "ZTEXT = 'x'"))
                        .event();

        assertThat(event.chat().jid()).isEqualTo(BOB);
    }

    @Test
    void theOwnerIsToldByToWhomOthersWroteOrByTheAccountOrByAPerson() {
        Phone silent = phone(mine(1, 0, "ZTEXT = 'x'"));
        Phone account =
                phone(mine(1, 0, "ZTEXT = 'x'"))
                        .with(
                                "Axolotl.sqlite",
                                "CREATE TABLE ZWAZMDACCOUNT (Z_PK INTEGER PRIMARY KEY, ZUSERJIDSTRING VARCHAR)",
                                "INSERT INTO ZWAZMDACCOUNT VALUES (1, '%s')".formatted(ANN));
        Phone given = phone(mine(1, 0, "ZTEXT = 'x'")).option("owner", "+1 555 000 9999");
        Phone other = phone(message(1, 0, "ZTEXT = 'x'")).option("owner", "+1 555 000 1111");

        assertThat(silent.report().owner()).isNull();
        assertThat(silent.report().ownerDecision().how()).isEqualTo("undecided");
        assertThat(the(silent.event().sender()).owner()).isTrue();
        assertThat(the(the(account.report().owner()).phone()).e164()).isEqualTo("+15550009999");
        assertThat(the(the(given.report().owner()).phone()).e164()).isEqualTo("+15550009999");
        assertThat(other.warnings()).anyMatch(text -> text.contains("the owner was given as"));
    }

    @Test
    void nobodyIsInAGroupBeforeTheyCameOrAfterTheyLeft() {
        List<Event> events =
                phone(
                                "UPDATE ZWAGROUPMEMBER SET ZISACTIVE = 0 WHERE Z_PK = 1",
                                mine(1, 0, "ZCHATSESSION = 2", "ZTEXT = 'before Cy'"),
                                group(
                                        2,
                                        6,
                                        "ZGROUPEVENTTYPE = 2",
                                        "ZGROUPMEMBER = 2",
                                        "ZTEXT = '%s'".formatted(BOB)),
                                mine(3, 0, "ZCHATSESSION = 2", "ZTEXT = 'both'"),
                                group(4, 6, "ZGROUPEVENTTYPE = 3", "ZGROUPMEMBER = 1"),
                                mine(5, 0, "ZCHATSESSION = 2", "ZTEXT = 'after Bob'"))
                        .events();

        assertThat(events.stream().map(event -> labels(event.members())))
                .containsExactly(
                        List.of("+15550009999", "Bob"),
                        List.of("+15550009999", "Bob", "Cy"),
                        List.of("+15550009999", "Bob", "Cy"),
                        List.of("+15550009999", "Bob", "Cy"),
                        List.of("+15550009999", "Cy"));
    }

    @Test
    void whoAddedWhomIsReadAlsoForSeveral() {
        List<Event> events =
                phone(
                                group(
                                        1,
                                        6,
                                        "ZGROUPEVENTTYPE = 2",
                                        "ZGROUPMEMBER = 2",
                                        "ZTEXT = '%s'".formatted(BOB)),
                                group(
                                        2,
                                        6,
                                        "ZGROUPEVENTTYPE = 50",
                                        "ZTEXT = '%s;%s,%s'".formatted(BOB, CY, ANN)),
                                group(
                                        3,
                                        6,
                                        "ZGROUPEVENTTYPE = 7",
                                        "ZGROUPMEMBER = 2",
                                        "ZTEXT = '%s'".formatted(BOB)))
                        .events();

        assertThat(the(events.get(0).sender()).label()).isEqualTo("Bob");
        assertThat(events.get(0).content())
                .isEqualTo(membership(Action.ADDED, "Cy", events.get(0)));
        assertThat(labels(((Membership) events.get(1).content()).subjects()))
                .containsExactly("Cy", "+15550009999");
        assertThat(((Membership) events.get(2).content()).action()).isEqualTo(Action.REMOVED);
        assertThat(the(events.get(2).sender()).label()).isEqualTo("Bob");
    }

    private static Membership membership(Action action, String label, Event event) {
        List<Person> subjects = ((Membership) event.content()).subjects();
        assertThat(labels(subjects)).containsExactly(label);
        return new Membership(action, subjects, null);
    }

    @ParameterizedTest
    @CsvSource({
        "1, SUBJECT",
        "4, ICON",
        "5, ICON",
        "17, DESCRIPTION",
        "22, DESCRIPTION",
        "18, PERMISSIONS",
        "19, PERMISSIONS",
        "20, PERMISSIONS",
        "21, PERMISSIONS",
        "26, TIMER",
        "31, OTHER",
        "33, OTHER",
        "61, OTHER",
        "13, OTHER"
    })
    void whatHappenedToAGroupIsANotice(int event, Topic topic) {
        Phone phone = phone(group(1, 6, "ZGROUPEVENTTYPE = " + event, "ZGROUPMEMBER = 1"));

        assertThat(((Notice) phone.content()).topic()).isEqualTo(topic);
        assertThat(phone.warnings()).noneMatch(text -> text.contains("does not know"));
    }

    @ParameterizedTest
    @CsvSource({
        "3, LEFT",
        "9, NUMBER_CHANGED",
        "10, PROMOTED",
        "11, DEMOTED",
        "12, CREATED",
        "15, JOINED",
        "23, JOINED",
        "30, JOINED",
        "39, PROMOTED"
    })
    void whoCameWentOrRoseIsAMembership(int event, Action action) {
        assertThat(
                        ((Membership)
                                        phone(
                                                        group(
                                                                1,
                                                                6,
                                                                "ZGROUPEVENTTYPE = " + event,
                                                                "ZGROUPMEMBER = 1"))
                                                .content())
                                .action())
                .isEqualTo(action);
    }

    @Test
    void aRenameInJsonGivesTheNewName() {
        assertThat(
                        phone(
                                        group(
                                                1,
                                                6,
                                                "ZGROUPEVENTTYPE = 56",
                                                "ZTEXT = '{\"previous_subject\":\"Old\",\"new_subject\":\"New\"}'"))
                                .content())
                .isEqualTo(new Notice(Topic.SUBJECT, "the subject was changed to New"));
    }

    @Test
    void anUnknownGroupEventIsKeptAndCounted() {
        Phone phone = phone(group(1, 6, "ZGROUPEVENTTYPE = 999", "ZTEXT = 'abc'"));

        assertThat(phone.content()).isEqualTo(new Notice(Topic.OTHER, "group event 999: abc"));
        assertThat(phone.warnings())
                .anyMatch(text -> text.startsWith("1 group events of kind 999"));
    }

    @Test
    void theKindOfAGroupEventCountsForGroupEventsOnly() {
        assertThat(phone(message(1, 0, "ZTEXT = 'plain'", "ZGROUPEVENTTYPE = 2")).content())
                .isEqualTo(Content.Message.text("plain"));
    }

    @ParameterizedTest
    @CsvSource({
        "2, ENCRYPTION",
        "3, SECURITY_CODE",
        "36, SECURITY_CODE",
        "25, BUSINESS",
        "38, BUSINESS",
        "26, BUSINESS",
        "34, BLOCKED",
        "35, BLOCKED"
    })
    void whatWhatsAppTellsAChatIsANotice(int event, Topic topic) {
        Event told = phone(message(1, 10, "ZGROUPEVENTTYPE = " + event)).event();

        assertThat(((Notice) told.content()).topic()).isEqualTo(topic);
        assertThat(told.sender()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1, VOICE, MISSED, false", "45, VOICE, MISSED, false", "4, VIDEO, MISSED, false",
        "46, VIDEO, MISSED, false", "21, VOICE, MISSED, true", "22, VIDEO, MISSED, true",
        "40, VIDEO, OFFERED, true", "41, VIDEO, OFFERED, true"
    })
    void missedCallsAreCalls(int event, Call.Medium medium, Call.Outcome outcome, boolean group) {
        Call call = (Call) phone(message(1, 10, "ZGROUPEVENTTYPE = " + event)).content();

        assertThat(call.medium()).isEqualTo(medium);
        assertThat(call.outcome()).isEqualTo(outcome);
        assertThat(call.group()).isEqualTo(group);
    }

    private static byte[] packed(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @Test
    void receiptsNameEachPersonAndTime() {
        List<Event> events =
                phone(
                                mine(1, 0, "ZCHATSESSION = 2", "ZTEXT = 'x'", "ZMESSAGEINFO = 1"),
                                info(
                                        1,
                                        new ProtoBytes()
                                                .message(
                                                        2,
                                                        new ProtoBytes()
                                                                .bytes(1, packed("8115551230001f"))
                                                                .number(4, 2)
                                                                .number(5, 60))
                                                .message(
                                                        2,
                                                        new ProtoBytes()
                                                                .bytes(1, packed("8115551230002f"))
                                                                .number(4, 3))
                                                .number(3, 1_714_557_600)))
                        .events();

        assertThat(events.stream().filter(event -> event.kind() == EventKind.RECEIPT))
                .extracting(
                        event -> {
                            Receipt receipt = (Receipt) event.content();
                            return "%s %s %s %s"
                                    .formatted(
                                            receipt.status(),
                                            the(receipt.recipient()).label(),
                                            event.time().at(),
                                            event.provenance().locator());
                        })
                .containsExactly(
                        "DELIVERED Bob 2024-05-01T10:00:02Z ZWAMESSAGEINFO:1/2[0]/4",
                        "READ Bob 2024-05-01T10:01:00Z ZWAMESSAGEINFO:1/2[0]/5",
                        "DELIVERED Cy 2024-05-01T10:00:03Z ZWAMESSAGEINFO:1/2[1]/4");
    }

    @Test
    void aRecipientInAnUnknownFormIsNotedAndTheReceiptKept() {
        Phone phone =
                phone(
                        mine(1, 0, "ZTEXT = 'x'", "ZMESSAGEINFO = 1"),
                        info(
                                1,
                                new ProtoBytes()
                                        .message(
                                                2,
                                                new ProtoBytes()
                                                        .bytes(1, packed("7f0102"))
                                                        .number(4, 2))
                                        .number(3, 1_714_557_600)));

        assertThat(phone.events()).hasSize(2);
        assertThat(phone.warnings()).anyMatch(text -> text.contains("in a form that this version"));
    }

    @Test
    void reactionsOfOthersAndOfTheOwnerAreRead() {
        long millis = 1_714_557_700_123L;
        List<Event> events =
                phone(
                                group(1, 0, "ZTEXT = 'x'", "ZGROUPMEMBER = 1", "ZMESSAGEINFO = 1"),
                                info(
                                        1,
                                        new ProtoBytes()
                                                .message(
                                                        7,
                                                        new ProtoBytes()
                                                                .message(
                                                                        1,
                                                                        new ProtoBytes()
                                                                                .text(1, "3AR1")
                                                                                .text(2, CY)
                                                                                .text(3, "❤️")
                                                                                .number(4, millis))
                                                                .message(
                                                                        2,
                                                                        new ProtoBytes()
                                                                                .text(1, "3AR2")
                                                                                .text(2, "")
                                                                                .number(
                                                                                        3,
                                                                                        millis)))))
                        .events();

        Event cy = events.get(1);
        assertThat(the(cy.sender()).label()).isEqualTo("Cy");
        assertThat(the(cy.key()).id()).isEqualTo("3AR1");
        assertThat(cy.time().at().toEpochMilli()).isEqualTo(millis);
        assertThat(((Content.Reaction) cy.content()).emoji()).isEqualTo("❤️");
        assertThat(the(((Content.Reaction) cy.content()).target().key()).id()).isEqualTo("3A01");
        Event own = events.get(2);
        assertThat(the(own.sender()).owner()).isTrue();
        assertThat(((Content.Reaction) own.content()).emoji()).isNull();
    }

    private static final String[] CALLS = {
        "CREATE TABLE ZWACDCALLEVENT (Z_PK INTEGER PRIMARY KEY, Z1CALLEVENTS INTEGER, ZDATE TIMESTAMP, ZDURATION FLOAT, ZOUTCOME INTEGER, ZCALLIDSTRING VARCHAR, ZGROUPJIDSTRING VARCHAR, ZGROUPCALLCREATORUSERJIDSTRING VARCHAR)",
        "CREATE TABLE ZWAAGGREGATECALLEVENT (Z_PK INTEGER PRIMARY KEY, ZINCOMING INTEGER, ZVIDEO INTEGER, ZMISSED INTEGER)",
        "CREATE TABLE ZWACDCALLEVENTPARTICIPANT (Z_PK INTEGER PRIMARY KEY, Z1PARTICIPANTS INTEGER, ZJIDSTRING VARCHAR)",
        "INSERT INTO ZWAAGGREGATECALLEVENT VALUES (1, 1, 1, 0), (2, 0, 0, 0)",
        "INSERT INTO ZWACDCALLEVENT VALUES (1, 1, %d, 61.5, 0, 'CALL1', NULL, NULL)".formatted(MAY),
        "INSERT INTO ZWACDCALLEVENT VALUES (2, 2, %d, 0, 0, 'CALL2', NULL, NULL)".formatted(MAY),
        "INSERT INTO ZWACDCALLEVENT VALUES (3, 1, %d, 0, 1, 'CALL3', NULL, NULL)".formatted(MAY),
        "INSERT INTO ZWACDCALLEVENT VALUES (4, 1, %d, 0, 2, 'CALL4', NULL, NULL)".formatted(MAY),
        "INSERT INTO ZWACDCALLEVENT VALUES (5, 1, %d, 0, 4, 'CALL5', NULL, NULL)".formatted(MAY),
        "INSERT INTO ZWACDCALLEVENT VALUES (6, NULL, %d, 5, 0, NULL, '%s', '%s')"
                .formatted(MAY, GROUP, BOB),
        "INSERT INTO ZWACDCALLEVENTPARTICIPANT VALUES (1, 1, '%1$s'), (2, 2, '%1$s'), (3, 3, '%1$s'), (4, 4, '%1$s'), (5, 5, '%1$s'), (6, 6, '%1$s'), (7, 6, '%2$s')"
                .formatted(BOB, CY)
    };

    @Test
    void callsAreReadWithHowTheyEndedAndWhoTookPart() {
        List<Event> events =
                phone(message(1, 0, "ZTEXT = 'x'")).with("CallHistory.sqlite", CALLS).events();

        assertThat(events.stream().filter(event -> event.kind() == EventKind.CALL))
                .extracting(
                        event -> {
                            Call call = (Call) event.content();
                            return "%s %s %s %s %s %s"
                                    .formatted(
                                            event.provenance().locator(),
                                            call.medium(),
                                            call.direction(),
                                            call.outcome(),
                                            event.sender() == null ? "-" : event.sender().label(),
                                            event.chat().jid());
                        })
                .containsExactly(
                        "ZWACDCALLEVENT:1 VIDEO INCOMING ANSWERED Bob " + BOB,
                        "ZWACDCALLEVENT:2 VOICE OUTGOING UNANSWERED +15550009999 " + BOB,
                        "ZWACDCALLEVENT:3 VIDEO INCOMING MISSED Bob " + BOB,
                        "ZWACDCALLEVENT:4 VIDEO INCOMING FAILED Bob " + BOB,
                        "ZWACDCALLEVENT:5 VIDEO INCOMING REJECTED Bob " + BOB,
                        "ZWACDCALLEVENT:6 UNKNOWN INCOMING ANSWERED Bob " + GROUP);
        Call first = (Call) events.get(1).content();
        assertThat(first.duration()).isEqualTo(Duration.ofMillis(61_500));
        Call group = (Call) events.getLast().content();
        assertThat(group.group()).isTrue();
        assertThat(labels(group.participants())).containsExactly("+15550009999", "Bob", "Cy");
        assertThat(the(events.getLast().key()).id()).startsWith("call@");
    }

    @Test
    void statusPostsAndChannelsAreTakenOnlyWhenAskedFor() {
        String[] rows = {
            "INSERT INTO ZWACHATSESSION VALUES (3, 'status@broadcast', NULL, NULL, 3, 0, 0, 0, NULL)",
            "INSERT INTO ZWACHATSESSION VALUES (4, '120363@newsletter', NULL, 'News', 5, 0, 0, 0, NULL)",
            message(1, 0, "ZCHATSESSION = 3", "ZTEXT = 'look'"),
            message(2, 0, "ZCHATSESSION = 4", "ZTEXT = 'news'", "ZFROMJID = '120363@newsletter'")
        };

        assertThat(phone(rows).events()).isEmpty();
        assertThat(phone(rows).warnings())
                .contains(
                        "1 status posts, which were left out; --include-status takes them (ZWAMESSAGE:1)",
                        "1 posts in channels, which were left out; --include-channels takes them (ZWAMESSAGE:2)");
        assertThat(phone(rows).option("status", "include").events())
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(event.chat().kind()).isEqualTo(ChatKind.STATUS);
                            assertThat(the(event.sender()).label()).isEqualTo("Bob");
                        });
        assertThat(phone(rows).option("channels", "include").events()).hasSize(1);
    }

    @Test
    void messagesOfChatsThatAreNotListedAreTakenAndCounted() {
        Phone phone =
                phone(
                        message(1, 0, "ZTEXT = 'x'", "ZCHATSESSION = 99"),
                        mine(2, 0, "ZTEXT = 'y'", "ZCHATSESSION = NULL"));

        assertThat(phone.events().stream().map(event -> event.chat().jid()))
                .containsExactly(BOB, BOB);
        assertThat(phone.warnings())
                .contains(
                        "2 messages of chats that the phone does not list any more (ZWAMESSAGE:1; ZWAMESSAGE:2)");
    }

    @Test
    void twoRowsOfOneChatAreOneChat() {
        List<Event> events =
                phone(
                                "INSERT INTO ZWACHATSESSION VALUES (9, '%s', NULL, 'Bob', 0, 0, 0, 0, NULL)"
                                        .formatted(BOB),
                                message(1, 0, "ZTEXT = 'x'"),
                                message(2, 0, "ZTEXT = 'y'", "ZCHATSESSION = 9"))
                        .events();

        assertThat(events.stream().map(Event::chat).distinct()).hasSize(1);
    }

    @Test
    void deletedArchivedAndHiddenChatsAreTakenAndSaidToBeSo() {
        Phone phone =
                phone(
                        "UPDATE ZWACHATSESSION SET ZREMOVED = 1, ZARCHIVED = 1, ZHIDDEN = 1 WHERE Z_PK = 1",
                        message(1, 0, "ZTEXT = 'x'"));

        assertThat(((Content.Message) phone.content()).marks().deletedLocally()).isTrue();
        assertThat(phone.warnings())
                .anyMatch(text -> text.startsWith("1 chats that the phone's user had deleted"))
                .anyMatch(text -> text.startsWith("1 chats that the phone's user had archived"))
                .anyMatch(text -> text.startsWith("1 chats that the phone hides"));
    }

    @Test
    void theSameIdInTwoChatsIsTwoMessages() {
        List<Event> events =
                phone(
                                message(1, 0, "ZTEXT = 'x'", "ZSTANZAID = 'SAME'"),
                                group(
                                        2,
                                        0,
                                        "ZTEXT = 'y'",
                                        "ZSTANZAID = 'SAME'",
                                        "ZGROUPMEMBER = 1"))
                        .events();

        assertThat(events.stream().map(Event::key).distinct()).hasSize(2);
    }
}
