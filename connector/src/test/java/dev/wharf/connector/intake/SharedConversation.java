package dev.wharf.connector.intake;

import dev.wharf.connector.intake.MixedBench.Told;
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
import dev.wharf.core.event.TimeBasis;
import dev.wharf.core.event.TimePrecision;
import dev.wharf.core.party.Lid;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// A chat as it was, and what an export, a phone's database and a live source show of it.
final class SharedConversation {
    private static final List<String> SHORT = List.of("ok", "yes", "no", "👍", "haha", "…");
    private static final List<String> NAMES = List.of("Alice", "Bob", "Cem", "Dee");
    private static final List<String> PHONES =
            List.of(MixedBench.ALICE, "+447700900123", "+447700900124", "+447700900125");

    private final Random random;
    private final boolean group;
    private final List<Said> truth = new ArrayList<>();

    private record Said(
            Instant at,
            int sender,
            String text,
            boolean media,
            boolean mention,
            int editedFrom,
            int deletedFrom,
            int reactor) {}

    SharedConversation(long seed, int messages) {
        random = new Random(seed);
        group = random.nextBoolean();
        Instant at = Instant.parse("2026-02-27T06:00:00Z").plusSeconds(random.nextInt(80_000));
        for (int i = 0; i < messages; i++) {
            at =
                    at.plusSeconds(
                            random.nextInt(10) < 7 ? random.nextInt(70) : random.nextInt(9_000));
            truth.add(said(at, i));
        }
    }

    private Said said(Instant at, int i) {
        boolean media = random.nextInt(8) == 0;
        boolean brief = random.nextInt(3) == 0;
        boolean mention = !brief && !media && random.nextInt(10) == 0;
        String text =
                brief
                        ? SHORT.get(random.nextInt(SHORT.size()))
                        : "message number " + i + " about " + random.nextInt(1_000_000);
        int edited = !media && !brief && random.nextInt(12) == 0 ? random.nextInt(4) : 9;
        int deleted = random.nextInt(16) == 0 ? random.nextInt(4) : 9;
        int reactor = random.nextInt(9) == 0 ? random.nextInt(voices()) : -1;
        return new Said(
                at, random.nextInt(voices()), text, media, mention, edited, deleted, reactor);
    }

    int size() {
        return truth.size();
    }

    private int voices() {
        return group ? 4 : 2;
    }

    /// What one source shows of the chat, and how it was when it did.
    record Window(int from, int until, int version) {
        boolean holds(int number) {
            return number >= from && number < until;
        }
    }

    Window window() {
        int third = truth.size() / 3;
        int from = random.nextInt(4) == 0 ? 0 : random.nextInt(third);
        int until = random.nextInt(4) == 0 ? truth.size() : 2 * third + random.nextInt(third);
        return new Window(from, until, random.nextInt(4));
    }

    Script export(Window window, int shiftMinutes) {
        Script script =
                new Script(group ? ChatKind.GROUP : ChatKind.DIRECT, group ? "Desk" : "Bob")
                        .owner(MixedBench.BOX)
                        .zone(shiftMinutes == 0 ? TimeBasis.ZONE_PROVEN : TimeBasis.ZONE_ASSUMED);
        NAMES.stream().limit(voices()).forEach(script::members);
        for (int i = window.from; i < window.until; i++) {
            Said said = truth.get(i);
            script.line(
                    said.at.plusSeconds(shiftMinutes * 60L),
                    Person.named(NAMES.get(said.sender)),
                    exported(said, window.version));
        }
        return script;
    }

    private Content exported(Said said, int version) {
        if (said.deletedFrom <= version) {
            return new Content.Deletion(
                    MessageRef.UNKNOWN, Content.Deletion.Scope.UNKNOWN, null, "deleted");
        }
        String mention = said.mention ? "@\u2068" + NAMES.get(1) + "\u2069 " : "";
        if (said.media) {
            return Content.Message.media(
                    null, List.of(Attachment.omitted(MediaKind.UNKNOWN, null)));
        }
        return said.editedFrom <= version
                ? Content.Message.text(mention + better(said)).withMarks(MessageMarks.EDITED)
                : Content.Message.text(mention + said.text);
    }

    private static String better(Said said) {
        return said.text + " (better)";
    }

    List<Told> database(Window window) {
        List<Told> events = new ArrayList<>();
        for (int i = window.from; i < window.until; i++) {
            Said said = truth.get(i);
            if (said.deletedFrom <= window.version) {
                events.add(told(said.at, "ID" + i, said.sender, 9, deletion(i)));
            } else {
                Content.Message message =
                        said.editedFrom <= window.version
                                ? message(i, better(said)).withMarks(MessageMarks.EDITED)
                                : message(i, said.text);
                events.add(told(said.at.plusMillis(137), "ID" + i, said.sender, 9, message));
            }
            if (said.reactor >= 0) {
                events.add(told(said.at.plusSeconds(40), "DB-R" + i, said.reactor, 9, reaction(i)));
            }
            if (said.sender == 0) {
                events.add(told(said.at.plusSeconds(50), "ID" + i, 1, 9, receipt(i)));
            }
        }
        return events;
    }

    private record Timed(Instant at, Told told) {}

    /// Divided into captures; a direct chat, of which no title and no number says which it is,
    /// comes as one, as a phone's history does.
    ///
    /// @param least events of a capture
    List<List<Told>> live(Window window, int least) {
        List<Timed> events = new ArrayList<>();
        for (int i = window.from; i < window.until; i++) {
            Said said = truth.get(i);
            add(events, said.at, "ID" + i, said.sender, message(i, said.text));
            if (said.editedFrom <= window.version) {
                Instant at = said.at.plusSeconds(600);
                add(events, at, "E" + i, said.sender, edit(i, said));
            }
            if (said.deletedFrom <= window.version) {
                Instant at = said.at.plusSeconds(40_000L);
                add(events, at, "D" + i, said.sender, deletion(i));
            }
            if (said.reactor >= 0) {
                add(events, said.at.plusSeconds(41), "R" + i, said.reactor, reaction(i));
            }
            if (said.sender == 0) {
                add(events, said.at.plusSeconds(50), "ID" + i, 1, receipt(i));
            }
        }
        events.sort(Comparator.comparing(Timed::at));
        List<List<Told>> captures = new ArrayList<>();
        List<Told> one = new ArrayList<>();
        for (Timed timed : events) {
            one.add(timed.told);
            if (group && one.size() >= least && random.nextInt(6) == 0) {
                captures.add(one);
                one = new ArrayList<>();
            }
        }
        captures.add(one);
        return captures;
    }

    private void add(List<Timed> events, Instant at, String id, int sender, Content content) {
        events.add(new Timed(at, told(at, id, sender, random.nextInt(3), content)));
    }

    private Content.Message message(int i, String text) {
        Said said = truth.get(i);
        if (said.media) {
            return Content.Message.media(
                    null,
                    List.of(
                            new Attachment(
                                    MediaKind.IMAGE,
                                    AttachmentState.PENDING,
                                    "IMG-" + i + ".jpg",
                                    null,
                                    null,
                                    -1,
                                    null,
                                    null)));
        }
        return new Content.Message(
                said.mention ? "@" + PHONES.get(1).substring(1) + " " + text : text,
                List.of(),
                null,
                List.of(),
                null,
                null,
                null,
                said.mention ? List.of(person(1, 9)) : List.of(),
                MessageMarks.NONE);
    }

    private Content edit(int i, Said said) {
        return new Content.Edit(ref(i), message(i, better(said)));
    }

    private static Content deletion(int i) {
        return new Content.Deletion(ref(i), Content.Deletion.Scope.FOR_EVERYONE, null, null);
    }

    private static Content reaction(int i) {
        return new Content.Reaction(ref(i), "👍");
    }

    private Content receipt(int i) {
        return new Content.Receipt(ref(i), Content.Receipt.Status.READ, person(1, 9));
    }

    private static MessageRef ref(int i) {
        return new MessageRef(null, new MessageKey(null, "ID" + i, null, null));
    }

    /// @param shown 0 by LID alone, as groups do, 1 by number alone, else by both
    private Person person(int number, int shown) {
        boolean lid = group && shown == 0;
        Person person =
                new Person(
                        null,
                        shown == 9 ? NAMES.get(number) : null,
                        lid ? null : new PhoneNumber(PHONES.get(number)),
                        shown == 1 ? null : new Lid("25155636877732" + number),
                        null,
                        null,
                        null,
                        false);
        return number == 0 ? person.asOwner() : person;
    }

    private Told told(Instant at, String id, int sender, int shown, Content content) {
        Chat chat =
                group
                        ? new Chat(null, ChatKind.GROUP, "Desk", "120363040000000000@g.us")
                        : new Chat(
                                null,
                                ChatKind.DIRECT,
                                shown == 9 ? "Bob" : null,
                                "447700900123@s.whatsapp.net");
        List<Person> members = new ArrayList<>();
        for (int i = 0; i < voices(); i++) {
            members.add(person(i, i == 0 ? 2 : shown));
        }
        return from ->
                new Event(
                        chat,
                        EventTime.utc(at, TimePrecision.MILLISECOND),
                        person(sender, sender == 0 ? 2 : shown),
                        members,
                        sender == 0 ? Event.Direction.OUTGOING : Event.Direction.INCOMING,
                        new MessageKey(chat.jid(), id, sender == 0, null),
                        content,
                        from);
    }

    /// Everything that sources of these windows show, one line each: in whatever order they come,
    /// the archive holds each once.
    Set<String> shown(Window export, Window database, Window live) {
        Set<String> shown = new LinkedHashSet<>();
        for (int i = 0; i < truth.size(); i++) {
            Said said = truth.get(i);
            addIf(shown, export.holds(i), i + state(said, export));
            addIf(shown, database.holds(i), i + state(said, database));
            addIf(shown, database.holds(i) && said.reactor >= 0, i + " reacted to");
            if (live.holds(i)) {
                shown.add(i + " said");
                addIf(shown, said.editedFrom <= live.version, i + " edited");
                addIf(shown, said.deletedFrom <= live.version, i + " deleted");
                addIf(shown, said.reactor >= 0, i + " reacted to");
            }
        }
        return shown;
    }

    private static String state(Said said, Window window) {
        boolean edited = said.editedFrom <= window.version;
        return said.deletedFrom <= window.version ? " deleted" : edited ? " edited" : " said";
    }

    private static void addIf(Set<String> shown, boolean is, String line) {
        if (is) {
            shown.add(line);
        }
    }

    /// The words of a line of [#shown]; null when it has none of its own.
    @Nullable String words(String line) {
        Said said = truth.get(Integer.parseInt(line.substring(0, line.indexOf(' '))));
        if (said.media || !said.text.startsWith("message")) {
            return null;
        }
        return line.endsWith(" said") ? said.text : line.endsWith(" edited") ? better(said) : null;
    }

    boolean isMedia(String line) {
        return truth.get(Integer.parseInt(line.substring(0, line.indexOf(' ')))).media;
    }

    @Override
    public String toString() {
        return (group ? "group" : "direct chat") + " of " + truth.size();
    }
}
