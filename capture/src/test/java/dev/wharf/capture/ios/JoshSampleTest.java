package dev.wharf.capture.ios;

import static dev.wharf.capture.ios.Phone.the;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.capture.database.BackupFiles;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Membership.Action;
import dev.wharf.core.event.Content.Receipt.Status;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.testkit.MemoryCaptureBody;
import dev.wharf.testkit.Samples;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Josh Hickman's public image of an iPhone with iOS 15, and what iLEAPP publishes as the right
/// result for it. Where this test differs from iLEAPP it says why.
class JoshSampleTest {
    private static final PhoneNumber OWNER = new PhoneNumber("+19195794674");
    private static final PhoneNumber OTHER = new PhoneNumber("+19198887386");

    @TempDir Path temp;

    private Path samples;
    private Phone phone;

    @BeforeEach
    void phone() throws IOException {
        samples = Samples.require("phone/ios");
        phone = new Phone(temp);
        for (String name :
                List.of("josh-ios15-ChatStorage.sqlite", "josh-ios15-ContactsV2.sqlite")) {
            phone.file(name, Files.readAllBytes(samples.resolve(name)));
        }
    }

    private <T extends Content> List<T> contents(Class<T> kind) {
        return phone.events().stream()
                .map(Event::content)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Test
    void everythingIsCounted() {
        assertThat(phone.report().byKind())
                .isEqualTo(
                        Map.of(
                                EventKind.MESSAGE, 21L,
                                EventKind.RECEIPT, 22L,
                                EventKind.REACTION, 1L,
                                EventKind.MEMBERSHIP, 6L,
                                EventKind.NOTICE, 5L));
        assertThat(phone.warnings())
                .containsExactly(
                        "messages by the database's type: 0: 15, 1: 2, 10: 5, 5: 4, 6: 6",
                        "2 media that are missing: no media were handed over with the database (ZWAMESSAGE:21; ZWAMESSAGE:23)");
    }

    @Test
    void theOwnerAndWhoWroteAreTold() {
        Person owner = phone.report().owner();

        assertThat(owner).isNotNull();
        assertThat(owner.phone()).isEqualTo(OWNER);
        assertThat(phone.report().senders())
                .isEqualTo(Map.of("+19195794674", 14L, "This Is DFIR Two", 10L));
    }

    @Test
    void theAnswerNamesWhatItAnswers() {
        List<Content.Message> answers =
                contents(Content.Message.class).stream().filter(m -> m.quote() != null).toList();

        assertThat(answers)
                .singleElement()
                .satisfies(
                        answer -> {
                            assertThat(the(answer.quote()).text())
                                    .isEqualTo("Makes sense with all the test data you generate.");
                            assertThat(the(the(answer.quote()).author()).phone()).isEqualTo(OTHER);
                            assertThat(the(the(answer.quote()).target().key()).id())
                                    .isEqualTo("3A26649A0A496377CB01");
                        });
    }

    @Test
    void theReactionOfTheOwnerIsRead() {
        assertThat(contents(Content.Reaction.class))
                .singleElement()
                .satisfies(
                        reaction -> {
                            assertThat(reaction.emoji()).isEqualTo("👍");
                            assertThat(the(reaction.target().key()).id())
                                    .isEqualTo("3A26649A0A496377CB01");
                        });
    }

    @Test
    void eachOfTheElevenMessagesOfTheOwnerWasDeliveredAndRead() {
        List<Content.Receipt> receipts = contents(Content.Receipt.class);

        assertThat(receipts).allMatch(one -> OTHER.equals(the(one.recipient()).phone()));
        assertThat(receipts.stream().filter(one -> one.status() == Status.DELIVERED).count())
                .isEqualTo(11);
        assertThat(receipts.stream().filter(one -> one.status() == Status.READ).count())
                .isEqualTo(11);
    }

    @Test
    void groupsWereMadeAndNobodyIsSaidToHaveDoneWhatTheDatabaseDoesNotSay() {
        List<Event> memberships =
                phone.events().stream().filter(e -> e.kind() == EventKind.MEMBERSHIP).toList();

        assertThat(memberships.stream().map(e -> ((Content.Membership) e.content()).action()))
                .containsExactlyInAnyOrder(
                        Action.CREATED,
                        Action.CREATED,
                        Action.CREATED,
                        Action.CREATED,
                        Action.ADDED,
                        Action.ADDED);
        assertThat(memberships.stream().filter(e -> e.sender() != null)).hasSize(2);
        assertThat(phone.events().stream().map(e -> e.chat().title()).distinct())
                .containsExactly(
                        "Our Test Group",
                        "Med Report Review",
                        "Med Report 2",
                        "Working Group",
                        "This Is DFIR Two");
    }

    @Test
    void mediaThatAreNotThereAreNamedWithTheirReason() {
        List<Attachment> missing =
                contents(Content.Message.class).stream()
                        .flatMap(message -> message.attachments().stream())
                        .toList();

        assertThat(missing)
                .extracting(Attachment::fileName, Attachment::state, Attachment::size)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "d041d159-fd7d-4abb-9192-0e97c10ddb00.jpg",
                                AttachmentState.MISSING,
                                42_073L),
                        org.assertj.core.groups.Tuple.tuple(
                                "074dc9c5-d1e2-418b-8bcc-8c4ed1f67f7e.jpg",
                                AttachmentState.MISSING,
                                55_290L));
        assertThat(missing).allMatch(one -> one.digest() == null && one.reason() != null);
    }

    /// iLEAPP's 32 rows: time, sender, text and place are the same, but for:
    ///
    /// - rows of groups and of the encryption notice: iLEAPP shows the chat's own address as who
    ///   sent them; a group is nobody, and nobody wrote the notice
    /// - it shows no receiver of what others wrote, where the same column of other rows gives the
    ///   owner's number
    /// - it leaves out the quote, the reaction and the receipts
    @Test
    void theResultAgreesWithIleappWhereThatIsRight() throws IOException {
        Map<String, Event> ours = new HashMap<>();
        for (Event event : phone.events()) {
            ours.put(event.provenance().locator(), event);
        }
        List<JsonNode> theirs = rows("ileapp-whatsAppMessages.josh_ios15_ffs.json");
        int row = 0;

        assertThat(theirs).hasSize(32);
        for (JsonNode expected : theirs) {
            // It sorts by the row's number, of which 28 is missing.
            int pk = ++row < 28 ? row : row + 1;
            Event event = ours.get("ZWAMESSAGE:" + pk);
            assertThat(event).isNotNull();
            assertThat(event.time().at().getEpochSecond()).isEqualTo(expected.get(0).asLong());
            if (event.content() instanceof Content.Message message) {
                same(expected, event, message);
            } else {
                assertThat(event.sender() == null || event.sender().owner()).isTrue();
                assertThat(expected.get(1).asString()).isEqualTo(event.chat().title());
            }
        }
    }

    private static void same(JsonNode expected, Event event, Content.Message message) {
        Person sender = event.sender();
        assertThat(sender).isNotNull();
        assertThat(sender.owner() ? "Local User" : sender.name())
                .isEqualTo(expected.get(1).asString());
        assertThat(message.text()).isEqualTo(text(expected.get(5)));
        String latitude = text(expected.get(11));
        if (latitude != null && !latitude.isEmpty()) {
            assertThat(message.location()).isNotNull();
            assertThat(message.location().latitude()).isEqualTo(expected.get(11).asDouble());
            assertThat(message.location().longitude()).isEqualTo(expected.get(12).asDouble());
        } else {
            assertThat(message.location()).isNull();
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isNull() ? null : node.asString();
    }

    private List<JsonNode> rows(String name) throws IOException {
        String json = Files.readString(samples.resolve("expected/" + name), StandardCharsets.UTF_8);
        List<JsonNode> rows = new ArrayList<>();
        JsonMapper.shared().readTree(json).get("data").forEach(rows::add);
        return rows;
    }

    /// Every contact that is on WhatsApp has the name that iLEAPP gives them.
    @Test
    void theAddressBookGivesTheNamesThatIleappGives() throws IOException {
        byte[] bytes = phone.bytes();
        WorkingFolder working = new WorkingFolder(temp.resolve("names"));
        List<JsonNode> theirs = rows("ileapp-whatsAppContacts.josh_ios15_ffs.json");

        assertThat(theirs).hasSize(9);
        try (BackupFiles files = BackupFiles.open("josh", new MemoryCaptureBody(bytes));
                Stores stores = Stores.open(working, files.all()).orElseThrow();
                People people = new People(stores, Person.you())) {
            for (JsonNode contact : theirs) {
                String address = text(contact.get(5));
                if (address != null) {
                    assertThat(the(people.person(address)).name())
                            .isEqualTo(contact.get(0).asString());
                }
            }
        }
    }

    @Test
    void nothingOfTheWorkingCopiesStays() {
        assertThat(phone.decoded()).isNotEmpty();

        assertThat(phone.left()).isEmpty();
    }
}
