package dev.wharf.connector.intake;

import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.MessageMarks;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.event.TimeBasis;
import dev.wharf.core.party.Person;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// A group chat as it was, and the exports that its members' phones make of it.
final class ConversationGenerator {
    private static final List<String> SHORT =
            List.of("ok", "yes", "no", "👍", "haha", "thx", "?", "…");

    private final Random random;
    private final List<Said> truth = new ArrayList<>();
    final List<String> members = List.of("ana", "ben", "cem", "dee");

    /// What one line is when a phone exports it.
    enum State {
        FIRST,
        EDITED,
        DELETED,
        OMITTED,
        ATTACHED
    }

    /// @param number of the message in the chat
    record Seen(int number, State state) {}

    private record Said(
            Instant at, int sender, String text, boolean media, int editedFrom, int deletedFrom) {}

    ConversationGenerator(long seed, int messages) {
        random = new Random(seed);
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
        String text =
                random.nextInt(3) == 0
                        ? SHORT.get(random.nextInt(SHORT.size()))
                        : "message number " + i + " about " + random.nextInt(1_000_000);
        int edited =
                !media && text.length() > 10 && random.nextInt(25) == 0 ? random.nextInt(4) : 9;
        int deleted = random.nextInt(25) == 0 ? random.nextInt(4) : 9;
        return new Said(at, random.nextInt(members.size()), text, media, edited, deleted);
    }

    int size() {
        return truth.size();
    }

    /// @param version how often the chat had been tidied when the phone made the export, 0 to 3
    /// @param shiftMinutes how far the zone that was assumed is off
    /// @param seen receives what the export shows
    Script export(
            int owner,
            int from,
            int until,
            int version,
            int shiftMinutes,
            boolean seconds,
            boolean files,
            Set<Seen> seen) {
        Script script =
                new Script(ChatKind.GROUP, "The group")
                        .owner(members.get(owner) + "@corp.example")
                        .zone(shiftMinutes == 0 ? TimeBasis.ZONE_PROVEN : TimeBasis.ZONE_ASSUMED);
        if (seconds) {
            script.withSeconds();
        }
        for (int i = from; i < until; i++) {
            Said said = truth.get(i);
            script.line(
                    said.at.plusSeconds(shiftMinutes * 60L),
                    Person.named(contactName(owner, said.sender)),
                    content(i, version, files, seen));
        }
        return script;
    }

    /// Every phone calls people as its owner likes.
    String contactName(int owner, int sender) {
        return owner == sender ? members.get(sender) : members.get(sender) + " of " + owner;
    }

    private Content content(int i, int version, boolean files, Set<Seen> seen) {
        Said said = truth.get(i);
        if (said.deletedFrom <= version) {
            seen.add(new Seen(i, State.DELETED));
            return new Content.Deletion(
                    MessageRef.UNKNOWN, Content.Deletion.Scope.UNKNOWN, null, null);
        }
        if (said.media) {
            seen.add(new Seen(i, files ? State.ATTACHED : State.OMITTED));
            return Content.Message.media(
                    null,
                    List.of(
                            files
                                    ? new Attachment(
                                            MediaKind.IMAGE,
                                            AttachmentState.PENDING,
                                            "IMG-" + i + ".jpg",
                                            null,
                                            null,
                                            -1,
                                            null,
                                            null)
                                    : Attachment.omitted(MediaKind.UNKNOWN, null)));
        }
        boolean edited = said.editedFrom <= version;
        seen.add(new Seen(i, edited ? State.EDITED : State.FIRST));
        return edited
                ? Content.Message.text(said.text + " (better)").withMarks(MessageMarks.EDITED)
                : Content.Message.text(said.text);
    }

    /// What the message said in that state; empty when it said nothing.
    String text(Seen seen) {
        return switch (seen.state) {
            case FIRST -> truth.get(seen.number).text;
            case EDITED -> truth.get(seen.number).text + " (better)";
            case DELETED, OMITTED, ATTACHED -> "";
        };
    }

    /// How many items the archive holds after it was shown this, in this order.
    static int items(List<Set<Seen>> shown) {
        Set<Seen> kept = new HashSet<>();
        for (Set<Seen> one : shown) {
            for (Seen seen : one) {
                boolean hasFile =
                        seen.state == State.OMITTED
                                && kept.contains(new Seen(seen.number, State.ATTACHED));
                if (!hasFile) {
                    kept.add(seen);
                }
            }
        }
        return kept.size();
    }
}
