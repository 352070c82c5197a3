package dev.wharf.capture.android;

import static dev.wharf.capture.android.Fixture.ANN;
import static dev.wharf.capture.android.Fixture.ANNS_LID;
import static dev.wharf.capture.android.Fixture.BOB;
import static dev.wharf.capture.android.Fixture.GROUP;
import static dev.wharf.capture.android.Fixture.HIDDEN;
import static dev.wharf.capture.android.Fixture.NOON;
import static dev.wharf.capture.android.Fixture.WITH_ANN;
import static dev.wharf.capture.android.Fixture.WITH_ANNS_LID;
import static dev.wharf.capture.android.Fixture.WITH_HIDDEN;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Deletion;
import dev.wharf.core.event.Content.Message;
import dev.wharf.core.event.Content.Receipt;
import dev.wharf.core.event.Content.Unknown;
import dev.wharf.core.event.Content.Unreadable;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.event.Field;
import dev.wharf.core.event.Quote;
import dev.wharf.core.event.Structured;
import dev.wharf.core.party.Person;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// What becomes of each kind of message, and of each table beside it, of a database since 2021.
///
/// Long because it is one list beside the tables of docs/capture-android-backup.md: what has no
/// test is seen at once.
class MessagesTest {
    @TempDir Path temp;

    private final Fixture fixture = new Fixture();

    private List<Event> events() {
        return fixture.backup(temp).events();
    }

    private Event only() {
        List<Event> events = events();
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    private Message message() {
        return (Message) only().content();
    }

    private Structured form() {
        return Objects.requireNonNull(message().structured());
    }

    private static Field field(String name, String value) {
        return new Field(name, value);
    }

    private static String phone(Person person) {
        return Objects.requireNonNull(person.phone()).e164();
    }

    @Test
    void aTextHasItsTimeItsSenderAndItsKey() {
        fixture.received(100, GROUP, BOB, 0, "hello");

        Event event = only();

        assertThat(event.content()).isEqualTo(Message.text("hello"));
        assertThat(event.time().at()).isEqualTo(Instant.ofEpochMilli(NOON + 100_000));
        assertThat(event.chat().jid()).isEqualTo("120363000000000001@g.us");
        assertThat(event.chat().title()).isEqualTo("Rowing club");
        assertThat(event.chat().kind()).isEqualTo(ChatKind.GROUP);
        assertThat(phone(Objects.requireNonNull(event.sender()))).isEqualTo("+447700900012");
        assertThat(event.direction()).isEqualTo(Direction.INCOMING);
        assertThat(event.key()).isNotNull();
        assertThat(event.key().id()).isEqualTo("KEY100");
        assertThat(event.key().fromMe()).isFalse();
        assertThat(event.provenance().locator()).isEqualTo("message:100");
        assertThat(event.provenance().decoder()).isEqualTo("androidbackup/1");
    }

    @Test
    void theOwnersMessageIsTheOwners() {
        fixture.sent(100, WITH_ANN, 0, "hello");

        Event event = only();

        assertThat(event.sender()).isNotNull();
        assertThat(event.sender().owner()).isTrue();
        assertThat(event.direction()).isEqualTo(Direction.OUTGOING);
        assertThat(event.members()).hasSize(2);
        assertThat(event.chat().jid()).isEqualTo("447700900011@s.whatsapp.net");
    }

    @Test
    void aPersonsTwoChatsHaveOneAddressWhereTheMapProvesIt() {
        fixture.received(100, WITH_ANN, 0, 0, "by number")
                .received(101, WITH_ANNS_LID, 0, 0, "by LID");

        List<Event> events = events();

        assertThat(events)
                .extracting(event -> event.chat().jid())
                .containsOnly("447700900011@s.whatsapp.net");
        assertThat(events.getFirst().sender()).isEqualTo(events.getLast().sender());
        Person ann = Objects.requireNonNull(events.getFirst().sender());
        assertThat(phone(ann)).isEqualTo("+447700900011");
        assertThat(Objects.requireNonNull(ann.lid()).digits()).isEqualTo("9000011");
    }

    @Test
    void aLidThatNoMapKnowsIsNoNumber() {
        fixture.received(100, WITH_HIDDEN, 0, 0, "who am I");

        Event event = only();

        assertThat(event.chat().jid()).isEqualTo("9000055@lid");
        Person hidden = Objects.requireNonNull(event.sender());
        assertThat(hidden.phone()).isNull();
        assertThat(hidden.name()).isEqualTo("Hidden one");
    }

    @Test
    void theChatItselfMayTellTheNumberBehindALid() {
        fixture.received(100, WITH_HIDDEN, 0, 0, "who am I")
                .sql("UPDATE chat SET account_jid_row_id = 3 WHERE _id = 13");

        assertThat(only().chat().jid()).isEqualTo("447700900012@s.whatsapp.net");
    }

    @Test
    void devicesOfAPersonAreThePerson() {
        fixture.jid(70, "447700900012.0:7@s.whatsapp.net")
                .received(100, GROUP, 70, 0, "from my desk");

        assertThat(phone(Objects.requireNonNull(only().sender()))).isEqualTo("+447700900012");
    }

    @Test
    void messagesOfAChatThatIsNoLongerListedAreKept() {
        fixture.received(100, 77, BOB, 0, "orphan");

        Backup backup = fixture.backup(temp);

        assertThat(backup.events()).hasSize(1);
        assertThat(backup.events().getFirst().chat().title()).contains("77");
        assertThat(backup.report().warnings())
                .anyMatch(text -> text.startsWith("1 messages of a chat that"));
    }

    @Test
    void theSentinelRowIsNoMessage() {
        fixture.sql(
                "INSERT INTO message (_id, chat_row_id, from_me, key_id) VALUES (1, -1, 0, '-1')");

        assertThat(events()).isEmpty();
    }

    @Test
    void aMessageWhoseSenderIsNotNamedIsKept() {
        fixture.received(100, GROUP, 4711, 0, "who?");

        assertThat(Objects.requireNonNull(only().sender()).label()).isEqualTo("unknown sender");
    }

    @Test
    void anImageHasItsCaptionInTheText() {
        fixture.received(100, GROUP, BOB, 1, "look")
                .insert(
                        "message_media",
                        "message_row_id",
                        100,
                        "file_path",
                        "Media/WhatsApp Images/IMG-1.jpg",
                        "mime_type",
                        "image/jpeg",
                        "file_size",
                        9);

        Message image = message();

        assertThat(image.text()).isEqualTo("look");
        assertThat(image.attachments()).hasSize(1);
        assertThat(image.attachments().getFirst().fileName()).isEqualTo("IMG-1.jpg");
        assertThat(image.attachments().getFirst().reason())
                .isEqualTo("no media were handed over with the database");
    }

    @Test
    void aDocumentHasItsCaptionBesideTheFile() {
        fixture.received(100, GROUP, BOB, 9, "report.pdf")
                .insert(
                        "message_media",
                        "message_row_id",
                        100,
                        "media_name",
                        "report.pdf",
                        "media_caption",
                        "as promised");

        assertThat(message().text()).isEqualTo("as promised");
    }

    @Test
    void whatWasSentToBeSeenOnceSaysSo() {
        fixture.received(100, GROUP, BOB, 42, "")
                .insert("message_media", "message_row_id", 100, "mime_type", "image/jpeg")
                .insert("message_view_once_media", "message_row_id", 100, "state", 1);

        Message once = message();

        assertThat(once.marks().viewOnce()).isTrue();
        assertThat(once.attachments().getFirst().state())
                .isEqualTo(dev.wharf.core.event.AttachmentState.UNAVAILABLE);
        assertThat(form().fields()).contains(field("view once", "opened"));
    }

    @Test
    void marksAreRead() {
        fixture.received(100, GROUP, BOB, 0, "pass it on")
                .insert("message_forwarded", "message_row_id", 100, "forward_score", 127)
                .insert(
                        "message_ephemeral",
                        "message_row_id",
                        100,
                        "duration",
                        604_800,
                        "expire_timestamp",
                        NOON)
                .received(101, GROUP, BOB, 0, "once")
                .sql("UPDATE message SET origination_flags = 1 WHERE _id = 101");

        List<Message> messages = fixture.backup(temp).said(Message.class);

        assertThat(messages.getFirst().marks().forwardScore()).isEqualTo(127);
        assertThat(messages.getFirst().marks().disappearsAfterSeconds()).isEqualTo(604_800);
        assertThat(messages.getLast().marks().forwardScore()).isEqualTo(1);
    }

    @Test
    void mentionsKeepTheTextAndNameThePeople() {
        fixture.received(100, GROUP, BOB, 0, "ask @9000011")
                .insert(
                        "message_mentions",
                        "_id",
                        1,
                        "message_row_id",
                        100,
                        "jid_row_id",
                        ANNS_LID);

        Message message = message();

        assertThat(message.text()).isEqualTo("ask @9000011");
        assertThat(message.mentions())
                .extracting(MessagesTest::phone)
                .containsExactly("+447700900011");
    }

    @Test
    void aReplyQuotesByKeyWithACopyOfTheText() {
        fixture.received(100, GROUP, BOB, 0, "why?")
                .insert(
                        "message_quoted",
                        "message_row_id",
                        100,
                        "chat_row_id",
                        GROUP,
                        "from_me",
                        1,
                        "key_id",
                        "QUOTED",
                        "text_data",
                        "because");

        Quote quote = Objects.requireNonNull(message().quote());

        assertThat(Objects.requireNonNull(quote.target().key()).id()).isEqualTo("QUOTED");
        assertThat(quote.text()).isEqualTo("because");
        assertThat(Objects.requireNonNull(quote.author()).owner()).isTrue();
    }

    @Test
    void aPrivateReplyQuotesFromTheGroup() {
        fixture.received(100, WITH_ANN, 0, 0, "between us")
                .insert(
                        "message_quoted",
                        "message_row_id",
                        100,
                        "chat_row_id",
                        GROUP,
                        "from_me",
                        0,
                        "sender_jid_row_id",
                        BOB,
                        "key_id",
                        "QUOTED",
                        "text_data",
                        "in public");

        Message message = message();
        Quote quote = Objects.requireNonNull(message.quote());

        assertThat(Objects.requireNonNull(quote.target().key()).chatJid())
                .isEqualTo("120363000000000001@g.us");
        assertThat(form().fields()).containsExactly(field("answers a message of", "Rowing club"));
    }

    @Test
    void reactionsFollowTheirMessage() {
        fixture.received(100, GROUP, BOB, 0, "hi")
                .received(101, GROUP, BOB, 0, "later")
                .insert(
                        "message_add_on",
                        "_id",
                        12,
                        "parent_message_row_id",
                        100,
                        "from_me",
                        0,
                        "key_id",
                        "R1",
                        "sender_jid_row_id",
                        ANNS_LID,
                        "timestamp",
                        NOON + 500_000,
                        "message_add_on_type",
                        56)
                .insert("message_add_on_reaction", "message_add_on_row_id", 12, "reaction", "👍")
                .insert(
                        "message_add_on",
                        "_id",
                        13,
                        "parent_message_row_id",
                        100,
                        "from_me",
                        1,
                        "key_id",
                        "R2",
                        "timestamp",
                        NOON + 600_000,
                        "message_add_on_type",
                        56)
                .insert("message_add_on_reaction", "message_add_on_row_id", 13, "reaction", "");

        List<Event> events = events();

        assertThat(events)
                .extracting(event -> event.provenance().locator())
                .containsExactly(
                        "message:100", "message_add_on:12", "message_add_on:13", "message:101");
        Content.Reaction thumb = (Content.Reaction) events.get(1).content();
        assertThat(thumb.emoji()).isEqualTo("👍");
        assertThat(Objects.requireNonNull(thumb.target().key()).id()).isEqualTo("KEY100");
        assertThat(phone(Objects.requireNonNull(events.get(1).sender())))
                .isEqualTo("+447700900011");
        assertThat(Objects.requireNonNull(events.get(1).key()).id()).isEqualTo("R1");
        Content.Reaction removed = (Content.Reaction) events.get(2).content();
        assertThat(removed.emoji()).isNull();
        assertThat(Objects.requireNonNull(events.get(2).sender()).owner()).isTrue();
    }

    @Test
    void anEditedMessageIsKnownByBothItsIds() {
        fixture.received(100, GROUP, BOB, 0, "final words")
                .insert(
                        "message_edit_info",
                        "message_row_id",
                        100,
                        "original_key_id",
                        "FIRST",
                        "edited_timestamp",
                        NOON + 900_000);

        Event event = only();

        assertThat(((Message) event.content()).marks().edited()).isTrue();
        assertThat(Objects.requireNonNull(event.key()).id()).isEqualTo("FIRST KEY100");
        assertThat(form().fields())
                .containsExactly(
                        field("edited at", Instant.ofEpochMilli(NOON + 900_000).toString()));
    }

    @Test
    void anEarlierTextIsRecoveredFromTheSearchTable() {
        fixture.received(100, GROUP, BOB, 0, "final words")
                .insert("message_edit_info", "message_row_id", 100, "original_key_id", "FIRST")
                .insert("message_ftsv2_content", "docid", 100, "c0content", "first words");

        List<Event> events = events();

        assertThat(events).hasSize(2);
        Message earlier = (Message) events.getFirst().content();
        assertThat(earlier.text()).isEqualTo("first words");
        assertThat(earlier.marks().recovered()).isTrue();
        assertThat(Objects.requireNonNull(events.getFirst().key()).id()).isEqualTo("FIRST");
        assertThat(events.getFirst().provenance().locator()).isEqualTo("message:100#earlier");
    }

    @Test
    void theSearchTablesOwnSpellingIsNoEarlierText() {
        fixture.received(100, GROUP, BOB, 0, "Final words!")
                .insert("message_edit_info", "message_row_id", 100, "original_key_id", "FIRST")
                .insert("message_ftsv2_content", "docid", 100, "c0content", "final words");

        assertThat(events()).hasSize(1);
    }

    @Test
    void aDeletionNamesTheMessageThatIsGone() {
        fixture.received(100, GROUP, BOB, 15, "")
                .insert(
                        "message_revoked",
                        "message_row_id",
                        100,
                        "revoked_key_id",
                        "GONE",
                        "revoke_timestamp",
                        NOON + 777_000);

        Event event = only();
        Deletion deletion = (Deletion) event.content();

        assertThat(Objects.requireNonNull(deletion.target().key()).id()).isEqualTo("GONE");
        assertThat(deletion.scope()).isEqualTo(Deletion.Scope.FOR_EVERYONE);
        assertThat(phone(Objects.requireNonNull(deletion.by()))).isEqualTo("+447700900012");
        assertThat(event.time().at()).isEqualTo(Instant.ofEpochMilli(NOON + 777_000));
        assertThat(Objects.requireNonNull(event.key()).id()).isEqualTo("KEY100");
    }

    @Test
    void aDeletionByAnAdminNamesTheAdmin() {
        fixture.received(100, GROUP, BOB, 64, "")
                .insert(
                        "message_revoked",
                        "message_row_id",
                        100,
                        "revoked_key_id",
                        "GONE",
                        "admin_jid_row_id",
                        ANN);

        Event event = only();
        Deletion deletion = (Deletion) event.content();

        assertThat(deletion.scope()).isEqualTo(Deletion.Scope.BY_ADMIN);
        assertThat(phone(Objects.requireNonNull(event.sender()))).isEqualTo("+447700900011");
    }

    @Test
    void deletedWordsThatSomebodyQuotedAreRecovered() {
        fixture.received(100, GROUP, BOB, 15, "")
                .insert("message_revoked", "message_row_id", 100, "revoked_key_id", "GONE")
                .received(101, GROUP, ANN, 0, "really?")
                .insert(
                        "message_quoted",
                        "message_row_id",
                        101,
                        "chat_row_id",
                        GROUP,
                        "from_me",
                        0,
                        "sender_jid_row_id",
                        BOB,
                        "key_id",
                        "GONE",
                        "text_data",
                        "I quit");

        List<Event> events = events();

        assertThat(events).hasSize(3);
        Message recovered = (Message) events.getFirst().content();
        assertThat(recovered.text()).isEqualTo("I quit");
        assertThat(recovered.marks().recovered()).isTrue();
        assertThat(Objects.requireNonNull(events.getFirst().key()).id()).isEqualTo("GONE");
    }

    @Test
    void pollsHaveTheirVotesAndEveryVoteIsAnEvent() {
        fixture.received(100, GROUP, BOB, 66, "Where?")
                .insert("message_poll", "message_row_id", 100, "selectable_options_count", 1)
                .insert(
                        "message_poll_option",
                        "_id",
                        1,
                        "message_row_id",
                        100,
                        "option_name",
                        "Here",
                        "vote_total",
                        1)
                .insert(
                        "message_poll_option",
                        "_id",
                        2,
                        "message_row_id",
                        100,
                        "option_name",
                        "There",
                        "vote_total",
                        0)
                .insert(
                        "message_add_on",
                        "_id",
                        20,
                        "parent_message_row_id",
                        100,
                        "from_me",
                        0,
                        "key_id",
                        "V1",
                        "sender_jid_row_id",
                        ANN,
                        "timestamp",
                        NOON,
                        "message_add_on_type",
                        67)
                .insert(
                        "message_add_on_poll_vote_selected_option",
                        "_id",
                        1,
                        "message_add_on_row_id",
                        20,
                        "message_poll_option_id",
                        1);

        List<Message> messages = fixture.backup(temp).said(Message.class);

        assertThat(messages).hasSize(2);
        var poll = Objects.requireNonNull(messages.getFirst().poll());
        assertThat(poll.question()).isEqualTo("Where?");
        assertThat(poll.options())
                .extracting(option -> option.name() + " " + option.votes())
                .containsExactly("Here 1", "There 0");
        assertThat(poll.options().getFirst().voters())
                .extracting(MessagesTest::phone)
                .containsExactly("+447700900011");
        Structured vote = Objects.requireNonNull(messages.getLast().structured());
        assertThat(vote.type()).isEqualTo("poll_vote");
        assertThat(vote.fields()).containsExactly(field("option", "Here"));
    }

    @Test
    void placesAndCardsAreRead() {
        fixture.received(100, GROUP, BOB, 16, "")
                .insert(
                        "message_location",
                        "message_row_id",
                        100,
                        "latitude",
                        51.5,
                        "longitude",
                        -0.1,
                        "place_name",
                        "Boathouse",
                        "live_location_share_duration",
                        900,
                        "live_location_final_latitude",
                        51.6,
                        "live_location_final_longitude",
                        -0.2)
                .received(101, GROUP, BOB, 14, "")
                .insert(
                        "message_vcard",
                        "_id",
                        1,
                        "message_row_id",
                        101,
                        "vcard",
                        "BEGIN:VCARD\r\nFN:Cox\r\nTEL;TYPE=CELL:+447700900099\r\nEND:VCARD")
                .insert(
                        "message_vcard",
                        "_id",
                        2,
                        "message_row_id",
                        101,
                        "vcard",
                        "BEGIN:VCARD\r\nFN:Stroke\r\nEND:VCARD");

        List<Message> messages = fixture.backup(temp).said(Message.class);

        var place = Objects.requireNonNull(messages.getFirst().location());
        assertThat(place.live()).isTrue();
        assertThat(place.name()).isEqualTo("Boathouse");
        assertThat(Objects.requireNonNull(messages.getFirst().structured()).fields())
                .contains(field("last position", "51.6, -0.2 (WGS 84)"));
        assertThat(messages.getLast().contacts())
                .extracting(card -> card.displayName() + card.phones())
                .containsExactly("Cox[+447700900099]", "Stroke[]");
    }

    @Test
    void formsOfBusinessesAreRead() {
        fixture.received(100, GROUP, BOB, 44, "")
                .insert(
                        "message_order",
                        "message_row_id",
                        100,
                        "order_title",
                        "Oars",
                        "item_count",
                        2,
                        "total_amount_1000",
                        149_500,
                        "currency_code",
                        "GBP",
                        "seller_jid",
                        ANN);

        assertThat(form().type()).isEqualTo("order");
        assertThat(form().title()).isEqualTo("Oars");
        assertThat(form().fields())
                .containsExactly(
                        field("items", "2"),
                        field("total", "149.5"),
                        field("currency", "GBP"),
                        field("seller", "+447700900011"));
    }

    @Test
    void templatesHaveTextAndButtons() {
        fixture.received(100, GROUP, BOB, 27, "")
                .insert(
                        "message_template",
                        "message_row_id",
                        100,
                        "content_text_data",
                        "Your code",
                        "footer_text_data",
                        "Bank")
                .insert(
                        "message_template_button",
                        "_id",
                        1,
                        "message_row_id",
                        100,
                        "text_data",
                        "Copy");

        assertThat(message().text()).isEqualTo("Your code");
        assertThat(form().fields())
                .containsExactly(field("footer", "Bank"), field("button", "Copy"));
    }

    @Test
    void interactiveMessagesAreReadFromTheirJson() {
        fixture.received(100, GROUP, BOB, 85, "")
                .insert(
                        "message_ui_elements",
                        "_id",
                        1,
                        "message_row_id",
                        100,
                        "element_content",
                        "{\"title\":\"Hello\",\"description\":\"Line 1\\nLine 2\",\"buttonText\":\"Go\"}");

        assertThat(message().text()).isEqualTo("Line 1\nLine 2");
        assertThat(form().title()).isEqualTo("Hello");
        assertThat(form().fields()).contains(field("buttonText", "Go"));
    }

    @Test
    void linkPreviewsEventsInvitationsAndPaymentsAreForms() {
        fixture.received(100, GROUP, BOB, 0, "https://example.org")
                .insert(
                        "message_text",
                        "message_row_id",
                        100,
                        "page_title",
                        "Example",
                        "url",
                        "https://example.org",
                        "description",
                        "A page")
                .received(101, GROUP, BOB, 92, "")
                .insert(
                        "message_event",
                        "message_row_id",
                        101,
                        "name",
                        "Regatta",
                        "start_time",
                        NOON,
                        "location_name",
                        "River")
                .received(102, GROUP, BOB, 24, "")
                .insert(
                        "message_group_invite",
                        "message_row_id",
                        102,
                        "group_name",
                        "Other club",
                        "admin_jid_row_id",
                        ANN,
                        "expiration",
                        NOON / 1000)
                .received(103, GROUP, BOB, 0, "paid")
                .insert(
                        "message_payment",
                        "message_row_id",
                        103,
                        "amount_with_symbol",
                        "£5",
                        "sender_jid_row_id",
                        ANN)
                .received(104, GROUP, BOB, 99, "")
                .insert("message_album", "message_row_id", 104, "image_count", 3, "video_count", 1)
                .received(105, GROUP, BOB, 1, "")
                .insert(
                        "message_association",
                        "_id",
                        1,
                        "child_message_row_id",
                        105,
                        "parent_message_row_id",
                        104,
                        "association_type",
                        2);

        List<Structured> forms =
                fixture.backup(temp).said(Message.class).stream()
                        .map(message -> Objects.requireNonNull(message.structured()))
                        .toList();

        assertThat(forms)
                .extracting(form -> form.type() + " " + form.title())
                .containsExactly(
                        "link_preview Example",
                        "event Regatta",
                        "group_invite Other club",
                        "payment null",
                        "album null",
                        "details null");
        assertThat(forms.get(1).fields())
                .contains(
                        field("begins at", Instant.ofEpochMilli(NOON).toString()),
                        field("place", "River"));
        assertThat(forms.get(2).fields()).contains(field("invited by", "+447700900011"));
        assertThat(forms.get(5).fields()).containsExactly(field("part of the album", "KEY104"));
    }

    @Test
    void whoWroteOnASharedNumberIsNamed() {
        fixture.sent(100, WITH_ANN, 0, "how can I help")
                .insert("agent_message_attribution", "message_row_id", 100, "agent_id", "a7")
                .insert("agent_devices", "agent_id", "a7", "agent_name", "Carol")
                .jid(71, "447700900001:4@s.whatsapp.net")
                .insert("message_details", "message_row_id", 100, "author_device_jid", 71);

        assertThat(form().fields())
                .containsExactly(
                        field("written by", "Carol"),
                        field("written by agent", "a7"),
                        field("written on device", "4"));
    }

    @Test
    void receiptsFollowTheOwnersMessage() {
        fixture.sent(100, GROUP, 0, "hello all")
                .insert(
                        "receipt_user",
                        "_id",
                        5,
                        "message_row_id",
                        100,
                        "receipt_user_jid_row_id",
                        ANNS_LID,
                        "receipt_timestamp",
                        NOON + 1,
                        "read_timestamp",
                        NOON + 2,
                        "played_timestamp",
                        -1);

        List<Event> events = events();

        assertThat(events).hasSize(3);
        Receipt delivered = (Receipt) events.get(1).content();
        Receipt read = (Receipt) events.get(2).content();
        assertThat(delivered.status()).isEqualTo(Receipt.Status.DELIVERED);
        assertThat(read.status()).isEqualTo(Receipt.Status.READ);
        assertThat(events.get(2).time().at()).isEqualTo(Instant.ofEpochMilli(NOON + 2));
        assertThat(phone(Objects.requireNonNull(read.recipient()))).isEqualTo("+447700900011");
        assertThat(Objects.requireNonNull(read.target().key()).id()).isEqualTo("KEY100");
    }

    @Test
    void whatTheUserDeletedAndThePhoneHasNotPurgedIsMarked() {
        fixture.received(100, GROUP, BOB, 0, "gone")
                .received(101, GROUP, BOB, 0, "starred")
                .received(102, GROUP, BOB, 0, "still there")
                .received(103, WITH_ANN, 0, 0, "single")
                .sql("UPDATE message SET starred = 1 WHERE _id = 101")
                .insert(
                        "deleted_chat_job",
                        "_id",
                        1,
                        "chat_row_id",
                        GROUP,
                        "deleted_message_row_id",
                        101)
                .insert(
                        "deleted_chat_job",
                        "_id",
                        2,
                        "chat_row_id",
                        WITH_ANN,
                        "singular_message_delete_rows_id",
                        "[103]");

        assertThat(fixture.backup(temp).said(Message.class))
                .extracting(message -> message.marks().deletedLocally())
                .containsExactly(true, false, false, true);
    }

    @Test
    void whatThePhoneCouldNotDecryptIsUnreadable() {
        fixture.received(100, GROUP, BOB, 11, "");

        assertThat(((Unreadable) only().content()).reason())
                .isEqualTo(Unreadable.Reason.NOT_DECRYPTED);
    }

    @Test
    void anUnknownTypeIsKeptRawAndNamed() {
        fixture.received(100, GROUP, BOB, 777, "something new");

        Backup backup = fixture.backup(temp);
        DecodedEvent event = backup.decoded().getFirst();

        assertThat(event.event().content()).isEqualTo(new Unknown("android:777", "something new"));
        assertThat(new String(event.raw(), StandardCharsets.UTF_8))
                .contains("\"message.message_type\":777")
                .contains("\"message.text_data\":\"something new\"");
        assertThat(backup.report().warnings())
                .containsExactly(
                        "messages by the database's type: 777: 1",
                        "1 messages of type 777, which this version does not know; they are kept raw (message:100)");
    }

    @Test
    void anUnknownTypeWithAFileKeepsTheFile() {
        fixture.received(100, GROUP, BOB, 777, "something new")
                .insert("message_media", "message_row_id", 100, "file_path", "Media/x.jpg");

        assertThat(message().attachments()).hasSize(1);
        assertThat(form().type()).isEqualTo("message of type 777");
    }

    @Test
    void statusesAndChannelsAreTakenOnlyWhenAskedFor() {
        fixture.jid(80, "status@broadcast")
                .jid(81, "120363000000000009@newsletter")
                .insert("chat", "_id", 20, "jid_row_id", 80)
                .insert("chat", "_id", 21, "jid_row_id", 81)
                .insert("newsletter", "chat_row_id", 21, "name", "News")
                .received(100, 20, BOB, 0, "my day")
                .received(101, 21, 0, 0, "headline");

        Backup backup = fixture.backup(temp);

        assertThat(backup.events()).isEmpty();
        assertThat(backup.report().warnings())
                .hasSize(2)
                .allMatch(text -> text.contains("left out"));
        List<Event> all = backup.with("status", "include").with("channels", "include").events();
        assertThat(all)
                .extracting(event -> event.chat().kind())
                .containsExactly(ChatKind.STATUS, ChatKind.CHANNEL);
        assertThat(all.getLast().chat().title()).isEqualTo("News");
    }

    @Test
    void historyThatSomebodyPassedOnSaysWhoDid() {
        fixture.received(100, GROUP, BOB, 0, "long ago")
                .insert(
                        "group_history_bundle_association",
                        "message_row_id",
                        100,
                        "bundle_sender_jid_row_id",
                        ANN);

        assertThat(form().fields())
                .containsExactly(field("history of the group, passed on by", "+447700900011"));
    }

    @Test
    void aChangedTimerIsANotice() {
        fixture.received(100, GROUP, BOB, 36, "")
                .insert(
                        "message_ephemeral_setting",
                        "message_row_id",
                        100,
                        "setting_duration",
                        86_400);

        assertThat(only().content())
                .isEqualTo(
                        new Content.Notice(
                                Content.Notice.Topic.TIMER,
                                "a change of the message timer; seconds 86400"));
    }

    @Test
    void pinsAndOtherAddOnsNameTheirMessage() {
        fixture.received(100, GROUP, BOB, 0, "the crew for Sunday");
        for (int type : new int[] {79, 68, 93, 999}) {
            fixture.insert(
                    "message_add_on",
                    "_id",
                    type,
                    "parent_message_row_id",
                    100,
                    "from_me",
                    0,
                    "key_id",
                    "A" + type,
                    "sender_jid_row_id",
                    ANN,
                    "timestamp",
                    NOON,
                    "message_add_on_type",
                    type);
        }
        fixture.insert("message_add_on_event_response", "message_add_on_row_id", 93, "response", 1);

        List<Event> events = events();

        assertThat(events.stream().skip(1).map(Event::content))
                .satisfiesExactly(
                        kept ->
                                assertThat(kept)
                                        .isEqualTo(
                                                new Content.Notice(
                                                        Content.Notice.Topic.OTHER,
                                                        "kept a disappearing message in the chat: the crew for Sunday")),
                        pin ->
                                assertThat(pin)
                                        .isEqualTo(
                                                new Content.Notice(
                                                        Content.Notice.Topic.PINNED,
                                                        "pinned a message: the crew for Sunday")),
                        answer ->
                                assertThat(((Message) answer).structured())
                                        .isEqualTo(
                                                new Structured(
                                                        "event_response",
                                                        null,
                                                        List.of(field("response", "going")))),
                        other ->
                                assertThat(other)
                                        .isEqualTo(new Unknown("android:add-on-999", null)));
    }

    @Test
    void rowsWhoseMessageIsGoneAreCounted() {
        fixture.received(100, GROUP, BOB, 0, "here")
                .insert("message_media", "message_row_id", 4711, "file_path", "Media/x.jpg");

        assertThat(fixture.backup(temp).report().warnings())
                .containsExactly(
                        "messages by the database's type: 0: 1",
                        "1 rows of message_media whose message is gone; they stay in the original (message_media:4711)");
    }

    @Test
    void theOwnersOwnLidIsTheOwner() {
        fixture.jid(90, "1@lid_me").received(100, GROUP, 90, 0, "it is me");

        assertThat(Objects.requireNonNull(only().sender()).owner()).isTrue();
    }

    @Test
    void aTimeThatIsNoneIsReplacedByTheOneBesideIt() {
        fixture.received(100, GROUP, BOB, 0, "before the epoch")
                .sql("UPDATE message SET timestamp = -5, received_timestamp = " + (NOON + 7))
                .received(101, GROUP, BOB, 0, "never")
                .sql("UPDATE message SET timestamp = 9223372036854775807 WHERE _id = 101");

        assertThat(events())
                .extracting(event -> event.time().at())
                .containsExactly(Instant.ofEpochMilli(NOON + 7), Instant.EPOCH);
    }

    @Test
    void everyPassGivesTheSame() {
        fixture.received(100, GROUP, BOB, 0, "a").received(101, WITH_HIDDEN, HIDDEN, 1, "b");
        Backup backup = fixture.backup(temp);

        assertThat(backup.decoded())
                .usingRecursiveComparison()
                .ignoringFields("pending")
                .isEqualTo(backup.decoded());
        assertThat(backup.report().events()).isEqualTo(2);
    }
}
