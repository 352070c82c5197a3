package dev.wharf.capture.cloudapi;

import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.ContactCard;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Message;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.Field;
import dev.wharf.core.event.Location;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.event.Quote;
import dev.wharf.core.event.Structured;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// An event in one line, for tables in tests.
public final class Summary {
    private Summary() {}

    public static String of(Event event) {
        String time = event.time().localText() == null ? event.time().at().toString() : "no time";
        return "%s %s %s | %s:%s | by %s of %s | %s | %s"
                .formatted(
                        event.kind(),
                        event.direction(),
                        time,
                        event.chat().kind(),
                        event.chat().jid(),
                        person(event.sender()),
                        event.members().stream().map(Summary::person).toList(),
                        key(event.key()),
                        content(event.content()))
                .replace("\n", "⏎");
    }

    /// Names, numbers and ids as far as they are known; the owner with a star.
    private static String person(@Nullable Person person) {
        if (person == null) {
            return "-";
        }
        List<String> parts = new ArrayList<>();
        if (person.owner()) {
            parts.add("*");
        }
        if (person.name() != null) {
            parts.add(person.name());
        }
        if (person.phone() != null) {
            parts.add(person.phone().e164());
        }
        if (person.lid() != null) {
            parts.add("LID " + person.lid().digits());
        }
        if (person.userId() != null) {
            parts.add(person.userId().value());
        }
        return parts.isEmpty() ? "?" : String.join(" ", parts);
    }

    private static String key(@Nullable MessageKey key) {
        if (key == null) {
            return "no key";
        }
        String from = key.fromMe() == null ? "" : key.fromMe() ? " mine" : " theirs";
        String sender = key.sender() == null ? "" : " " + key.sender();
        return key.id() + from + sender;
    }

    private static String target(MessageRef target) {
        return target.key() == null ? "nothing" : key(target.key());
    }

    private static String content(Content content) {
        return switch (content) {
            case Message message -> message(message);
            case Content.Edit edit ->
                    "of " + target(edit.target()) + ": " + message(edit.replacement());
            case Content.Deletion deletion ->
                    "of "
                            + target(deletion.target())
                            + " "
                            + deletion.scope()
                            + " by "
                            + person(deletion.by());
            case Content.Reaction reaction -> reaction.emoji() + " to " + target(reaction.target());
            case Content.Call call ->
                    "%s %s %s %s %s"
                            .formatted(
                                    call.medium(),
                                    call.direction(),
                                    call.outcome(),
                                    call.duration(),
                                    call.text());
            case Content.Membership membership ->
                    "%s %s: %s"
                            .formatted(
                                    membership.action(),
                                    membership.subjects().stream().map(Summary::person).toList(),
                                    membership.text());
            case Content.Receipt receipt ->
                    "%s by %s of %s: %s"
                            .formatted(
                                    receipt.status(),
                                    person(receipt.recipient()),
                                    target(receipt.target()),
                                    receipt.text());
            case Content.Notice notice -> notice.topic() + ": " + notice.text();
            case Content.Unreadable unreadable -> unreadable.reason() + ": " + unreadable.text();
            case Content.Gap gap -> "since " + gap.from() + ": " + gap.reason();
            case Content.Unknown unknown -> unknown.type() + ": " + unknown.text();
        };
    }

    private static String message(Message message) {
        List<String> parts = new ArrayList<>();
        if (message.text() != null) {
            parts.add('"' + message.text() + '"');
        }
        message.attachments().forEach(attachment -> parts.add(attachment(attachment)));
        Location place = message.location();
        if (place != null) {
            parts.add(
                    (place.live() ? "live place " : "place ")
                            + place.latitude()
                            + " "
                            + place.longitude()
                            + " "
                            + place.name());
        }
        for (ContactCard card : message.contacts()) {
            parts.add("card " + card.displayName() + " " + card.phones());
        }
        if (message.poll() != null) {
            parts.add("asks " + message.poll().question() + " " + message.poll().options());
        }
        Quote quote = message.quote();
        if (quote != null) {
            String said = quote.text() == null ? "" : " '" + quote.text() + "'";
            parts.add("answers " + target(quote.target()) + " of " + person(quote.author()) + said);
        }
        Structured form = message.structured();
        if (form != null) {
            parts.add(form.type() + " " + form.title() + " " + fields(form.fields()));
        }
        if (message.marks().forwardScore() > 0) {
            parts.add("forwarded " + message.marks().forwardScore());
        }
        if (message.marks().edited()) {
            parts.add("edited");
        }
        if (message.marks().viewOnce()) {
            parts.add("view once");
        }
        if (message.marks().disappearsAfterSeconds() != null) {
            parts.add("for " + message.marks().disappearsAfterSeconds() + " s");
        }
        if (!message.mentions().isEmpty()) {
            parts.add("mentions " + message.mentions().stream().map(Summary::person).toList());
        }
        if (message.marks().history()) {
            parts.add("history");
        }
        return String.join(", ", parts);
    }

    private static String attachment(Attachment attachment) {
        return "%s %s %s %s (%s)"
                .formatted(
                        attachment.kind(),
                        attachment.state(),
                        attachment.fileName(),
                        attachment.declaredType(),
                        attachment.reason());
    }

    private static String fields(List<Field> fields) {
        return fields.stream().map(field -> field.name() + "=" + field.value()).toList().toString();
    }
}
