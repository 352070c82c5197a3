package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.JsonText;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Event.Direction;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.UserId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/// What all updates of one change share: the business number, the people named beside them, and the
/// time that stands for one that is missing.
final class Scene {
    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]");
    private static final Pattern USER_ID = Pattern.compile("[A-Za-z]{2,3}\\.[A-Za-z0-9.]{1,150}");

    private final Phones phones;
    private final String businessDigits;
    private final Person business;
    private final @Nullable String account;
    private final Contacts contacts;
    private final Instant otherwise;

    private Scene(
            Phones phones,
            @Nullable String number,
            Contacts contacts,
            Place place,
            Instant otherwise) {
        this.phones = phones;
        this.businessDigits = number == null ? "" : digits(number);
        this.business = new Person(null, null, phones.read(number), null, null, null, null, true);
        this.contacts = contacts;
        this.account = businessDigits.isEmpty() ? place.entry() : Peer.jid(businessDigits);
        this.otherwise = place.time() == null ? otherwise : place.time();
    }

    /// @param otherwise the time of what has none of its own
    static Scene of(Update.Setting in, Phones phones, Instant otherwise) {
        String shown = Members.of(in.value().get("metadata")).text("display_phone_number");
        JsonText beside = in.value().get("display_phone_number");
        return new Scene(
                phones,
                shown == null && beside != null ? beside.string() : shown,
                contacts(in),
                in.change(),
                otherwise);
    }

    /// The thread's own other side, where it is named, instead of those of the change.
    private static Contacts contacts(Update.Setting in) {
        Update.Talk thread = in.thread();
        Contacts named = thread == null ? null : Contacts.ofThread(thread);
        return named == null ? Contacts.of(in.contacts()) : named;
    }

    static String digits(String number) {
        return NO_DIGITS.matcher(number).replaceAll("");
    }

    /// Whether this is the business number. It is shown as digits in one place and as `+1 555-…` in
    /// another.
    boolean isBusiness(@Nullable String number) {
        return number != null
                && !businessDigits.isEmpty()
                && (businessDigits.equals(number) || businessDigits.equals(digits(number)));
    }

    /// The business number; it is whose account gives us all this.
    Person business() {
        return business;
    }

    Peer businessPeer() {
        return Peer.of(businessDigits, null, null);
    }

    /// The number as far as it is written, and what a contact named beside it adds.
    Peer complete(Peer who) {
        Contacts.Contact contact = who.isNobody() ? contacts.only() : contacts.find(who);
        return contact == null ? who : who.or(contact.peer());
    }

    /// Whether something that names nobody was taken to be about the only person named beside.
    boolean tookTheOnlyOne() {
        return contacts.onlyTaken();
    }

    /// @param who complete
    Person person(Peer who) {
        return person(who, null);
    }

    /// @param name what to call them where no contact is named beside
    Person person(Peer who, @Nullable String name) {
        Contacts.Contact contact = contacts.find(who);
        String called = contact == null || contact.name() == null ? name : contact.name();
        String id = who.userId() == null ? who.parentId() : who.userId();
        return new Person(
                null,
                called,
                phones.read(who.number()),
                null,
                id == null || !USER_ID.matcher(id).matches() ? null : new UserId(id),
                null,
                null,
                false);
    }

    Chat direct(Peer other) {
        return new Chat(null, ChatKind.DIRECT, null, other.jid());
    }

    static Chat group(@Nullable String id) {
        return new Chat(null, ChatKind.GROUP, null, id);
    }

    /// Where stands what is about the account and not about a chat.
    Chat account() {
        return new Chat(null, ChatKind.UNKNOWN, null, account);
    }

    EventTime time(@Nullable String timestamp) {
        return Times.time(timestamp, otherwise);
    }

    EventTime time() {
        return Times.time(null, otherwise);
    }

    /// A draft about the account.
    Draft ofAccount(String timestamp) {
        return new Draft(account(), time(timestamp), List.of(business));
    }

    Draft ofAccount() {
        return new Draft(account(), time(), List.of(business));
    }

    /// A draft in the chat with somebody.
    Draft with(Peer other, EventTime time) {
        return new Draft(direct(other), time, List.of(business, person(other)));
    }

    /// A message named by its id.
    ///
    /// @param fromMe null when nothing tells
    static MessageRef message(
            Chat chat, @Nullable String id, @Nullable Boolean fromMe, @Nullable String sender) {
        return id == null || id.isBlank()
                ? MessageRef.UNKNOWN
                : new MessageRef(null, new MessageKey(chat.jid(), id, fromMe, sender));
    }

    static Direction direction(boolean fromMe) {
        return fromMe ? Direction.OUTGOING : Direction.INCOMING;
    }
}
