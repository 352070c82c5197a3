package dev.wharf.bench.archive;

import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change.AddItem;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.LocalTimeQuirk;
import dev.wharf.core.event.Location;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.MessageMarks;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.event.TimeBasis;
import dev.wharf.core.event.TimePrecision;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.MatchBasis;
import dev.wharf.core.party.PartyId;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.mail.MailRenderer;
import dev.wharf.mail.Rendered;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// Rendered items of invented chats, from a seed. Nobody in them lives, and nothing in them was
/// ever said.
final class InventedMails {
    private static final List<String> FIRST =
            List.of(
                    "Alice", "Bob", "Carol", "Dmitri", "Elif", "Farid", "Grace", "Hiro", "Inès",
                    "João", "Katja", "Liu", "Maria", "Noor", "Olu", "Priya");
    private static final List<String> LAST =
            List.of(
                    "Smith",
                    "Jones",
                    "Müller",
                    "García",
                    "Rossi",
                    "Ivanova",
                    "Tanaka",
                    "Singh",
                    "Okafor",
                    "Silva",
                    "Kowalski",
                    "Yılmaz");
    private static final List<String> WORDS =
            List.of(
                    "the",
                    "a",
                    "to",
                    "we",
                    "you",
                    "can",
                    "please",
                    "send",
                    "call",
                    "meeting",
                    "tomorrow",
                    "today",
                    "price",
                    "order",
                    "client",
                    "contract",
                    "ok",
                    "thanks",
                    "yes",
                    "no",
                    "when",
                    "office",
                    "morning",
                    "offer",
                    "confirm",
                    "trade",
                    "bond",
                    "deal",
                    "sure",
                    "later",
                    "heute",
                    "morgen",
                    "bitte",
                    "danke",
                    "ja",
                    "nein",
                    "und",
                    "ich",
                    "wir",
                    "treffen",
                    "gracias",
                    "mañana",
                    "por",
                    "favor",
                    "oui",
                    "demain",
                    "merci",
                    "👍",
                    "😂",
                    "🙏",
                    "https://example.com/",
                    "10:30",
                    "250k",
                    "Q3",
                    "report",
                    "draft",
                    "invoice",
                    "payment",
                    "sent",
                    "received");

    private final Random random;
    private final MailRenderer renderer = new MailRenderer();
    private final ConversationId conversation;
    private final Chat chat;
    private final List<Person> members;
    private final Audience audience;
    private final ContentDigest capture;
    private final String captureName;
    private final boolean ios;
    private final ZoneId zone;
    private final TimeBasis basis;
    private Instant now;
    private int line;

    /// One chat.
    InventedMails(long seed) {
        random = new Random(seed);
        conversation = new ConversationId(random.nextLong());
        boolean group = random.nextInt(3) == 0;
        int people = group ? 3 + random.nextInt(6) : 2;
        List<Person> all = new ArrayList<>();
        List<EmailAddress> mailboxes = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            boolean user = i < 2;
            String first = pick(FIRST);
            String last = pick(LAST);
            EmailAddress email = new EmailAddress("user" + random.nextInt(900) + "@firm.example");
            if (user) {
                mailboxes.add(email);
            }
            Person person =
                    new Person(
                            null,
                            first + " " + last,
                            random.nextBoolean()
                                    ? new PhoneNumber("+4477009" + (10000 + random.nextInt(89999)))
                                    : null,
                            null,
                            null,
                            null,
                            null,
                            i == 0);
            all.add(
                    person.identified(
                            new PartyId(1 + random.nextInt(500)),
                            user ? email : null,
                            user ? (i == 0 ? MatchBasis.GIVEN_OWNER : MatchBasis.NAME) : null));
        }
        members = List.copyOf(all);
        audience = Audience.of(mailboxes, List.of());
        String title =
                group
                        ? pick(List.of("Project", "Team", "Desk")) + " " + pick(LAST)
                        : String.valueOf(members.get(1).name());
        chat = new Chat(conversation, group ? ChatKind.GROUP : ChatKind.DIRECT, title, null);
        byte[] digest = new byte[32];
        random.nextBytes(digest);
        capture = new ContentDigest(HexFormat.of().formatHex(digest));
        captureName = "WhatsApp Chat with " + title + (random.nextBoolean() ? ".zip" : ".txt");
        ios = random.nextBoolean();
        zone = ZoneId.of(pick(List.of("Europe/London", "Europe/Berlin", "America/New_York")));
        basis = pick(List.of(TimeBasis.ZONE_ASSUMED, TimeBasis.ZONE_GIVEN, TimeBasis.ZONE_PROVEN));
        now = Instant.parse("2020-01-01T08:00:00Z").plusSeconds(random.nextInt(150_000_000));
    }

    /// The chat's next item.
    AddItem next() {
        now = now.plusSeconds(20 + random.nextInt(400));
        line++;
        Content content = content();
        Person sender = content instanceof Content.Notice ? null : pick(members);
        String pattern = ios ? "dd/MM/yyyy, HH:mm:ss" : "dd/MM/yyyy, HH:mm";
        String local = DateTimeFormatter.ofPattern(pattern).withZone(zone).format(now);
        Event event =
                new Event(
                        chat,
                        new EventTime(
                                ios ? now : Instant.ofEpochSecond(now.getEpochSecond() / 60 * 60),
                                ios ? TimePrecision.SECOND : TimePrecision.MINUTE,
                                basis,
                                local,
                                zone.getId(),
                                LocalTimeQuirk.NONE),
                        sender,
                        members,
                        sender == null
                                ? Event.Direction.UNKNOWN
                                : sender.owner()
                                        ? Event.Direction.OUTGOING
                                        : Event.Direction.INCOMING,
                        null,
                        content,
                        new Provenance(
                                SourceKind.CHAT_EXPORT,
                                new CaptureId(1 + random.nextInt(40)),
                                capture,
                                captureName,
                                "chatexport/1",
                                "_chat.txt:" + line,
                                String.valueOf(members.getFirst().email())));
        long tag = random.nextLong() & ~0xffffL;
        ItemId id =
                new ItemId(conversation, (int) Math.floorDiv(now.getEpochSecond(), 86_400L), tag);
        Rendered mail = renderer.render(event, id);
        String raw = local + " - " + (sender == null ? "" : sender.name() + ": ") + text(content);
        return new AddItem(
                id,
                event,
                mail.headline(),
                mail.image(),
                raw.getBytes(StandardCharsets.UTF_8),
                audience);
    }

    private static String text(Content content) {
        return content instanceof Content.Message message && message.text() != null
                ? message.text()
                : "";
    }

    private Content content() {
        return switch (random.nextInt(40)) {
            case 0 ->
                    new Content.Deletion(
                            MessageRef.UNKNOWN,
                            Content.Deletion.Scope.FOR_EVERYONE,
                            null,
                            "This message was deleted");
            case 1 ->
                    new Content.Notice(
                            Content.Notice.Topic.ENCRYPTION,
                            "Messages and calls are end-to-end encrypted. Only people in this chat"
                                    + " can read, listen to, or share them.");
            case 2 ->
                    new Content.Membership(
                            Content.Membership.Action.ADDED, List.of(pick(members)), "added");
            case 3 ->
                    new Content.Call(
                            Content.Call.Medium.VOICE,
                            Content.Call.Direction.UNKNOWN,
                            Content.Call.Outcome.MISSED,
                            Duration.ofMinutes(random.nextInt(30)),
                            members,
                            false,
                            "Missed voice call");
            case 4, 5, 6 ->
                    Content.Message.media(
                            random.nextBoolean() ? sentence() : null,
                            List.of(
                                    Attachment.omitted(
                                            pick(List.of(MediaKind.values())),
                                            "IMG-2024" + random.nextInt(9999) + "-WA0001.jpg")));
            case 7 ->
                    new Content.Message(
                            null,
                            List.of(),
                            new Location(
                                    51.5 + random.nextDouble(),
                                    random.nextDouble(),
                                    "Office",
                                    null,
                                    "https://maps.google.com/?q=51.5,0.1",
                                    false),
                            List.of(),
                            null,
                            null,
                            null,
                            List.of(),
                            MessageMarks.NONE);
            case 8 -> Content.Message.text(sentence()).withMarks(MessageMarks.EDITED);
            case 9 ->
                    Content.Message.media(
                            null,
                            List.of(
                                    new Attachment(
                                            MediaKind.DOCUMENT,
                                            AttachmentState.MISSING,
                                            "report.pdf",
                                            "application/pdf",
                                            null,
                                            -1,
                                            null,
                                            "not in the export")));
            case 10 ->
                    new Content.Unreadable(
                            Content.Unreadable.Reason.VIEW_ONCE, "You received a view once photo.");
            default -> Content.Message.text(sentence());
        };
    }

    private String sentence() {
        StringBuilder text = new StringBuilder();
        int words = 1 + (int) Math.abs(random.nextGaussian() * 12);
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(pick(WORDS));
        }
        return text.toString();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
