package dev.wharf.capture.chatexport;

import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.MatchBasis;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decides whose phone exported the chat: given by a person, or told by what only the owner's phone
/// shows.
final class OwnerPolicy {
    private final Survey survey;
    private final ChatPolicy chat;
    private final @Nullable String given;
    private SourceReport.Decision decision =
            new SourceReport.Decision(null, "undecided", List.of());

    OwnerPolicy(Survey survey, ChatPolicy chat, @Nullable String given) {
        this.survey = survey;
        this.chat = chat;
        this.given = given;
    }

    SourceReport.Decision decision() {
        return decision;
    }

    @Nullable Person decide() {
        Optional<Sender> inferred = inferred();
        if (given == null) {
            return inferred.map(sender -> Sender.person(sender.name).asOwner()).orElse(null);
        }
        Optional<Sender> named =
                speakers().stream().filter(sender -> isGiven(sender.name)).findFirst();
        Optional<EmailAddress> email = EmailAddress.parse(given);
        String why = named.isPresent() ? "--owner, who writes in this chat" : "--owner";
        String value = named.map(sender -> Marks.plain(sender.name)).orElse(given);
        if (named.isEmpty() && email.isPresent() && inferred.isPresent()) {
            why = "--owner; in this chat " + decision.evidence().getFirst();
            named = inferred;
        }
        decision = new SourceReport.Decision(value, "given", List.of(why));
        Person person =
                named.map(sender -> Sender.person(sender.name)).orElseGet(() -> unseen(email));
        return new Person(
                null,
                person.name(),
                person.phone() == null ? PhoneNumber.parse(given).orElse(null) : person.phone(),
                null,
                null,
                email.orElse(null),
                MatchBasis.GIVEN_OWNER,
                true);
    }

    private Person unseen(Optional<EmailAddress> email) {
        return email.isPresent() || given == null ? Person.you() : Sender.person(given);
    }

    private boolean isGiven(String name) {
        if (given == null) {
            return false;
        }
        Optional<PhoneNumber> phone = PhoneNumber.parse(given);
        if (phone.isPresent()) {
            return phone.equals(PhoneNumber.parse(Marks.plain(name)));
        }
        return People.key(given).equalsIgnoreCase(People.key(name));
    }

    private List<Sender> speakers() {
        return survey.senders.all().stream()
                .filter(
                        sender ->
                                !sender.system
                                        && sender != chat.fakeSender()
                                        && sender.lines > sender.notices)
                .toList();
    }

    private Optional<Sender> inferred() {
        List<Sender> speakers = speakers();
        List<Sender> you =
                speakers.stream()
                        .filter(sender -> Wording.says(sender.name, Wording.Meaning.YOU))
                        .toList();
        if (!you.isEmpty()) {
            return decided(
                    you.getFirst(),
                    "the export itself calls the owner \"%s\""
                            .formatted(Marks.plain(you.getFirst().name)));
        }
        List<Sender> deleters = speakers.stream().filter(sender -> sender.owners > 0).toList();
        if (deleters.size() == 1) {
            return decided(
                    deleters.getFirst(),
                    "\"You deleted this message\" stands at %d lines of that sender"
                            .formatted(deleters.getFirst().owners));
        }
        String title = chat.title();
        if (chat.kind() == ChatKind.DIRECT && title != null) {
            List<Sender> others =
                    speakers.stream()
                            .filter(sender -> !People.key(sender.name).equals(People.key(title)))
                            .toList();
            if (others.size() == 1 && others.size() < speakers.size()) {
                return decided(others.getFirst(), "the chat is named after the other person");
            }
        }
        return chat.kind() == ChatKind.GROUP ? neverNamed(speakers) : Optional.empty();
    }

    /// In a group WhatsApp calls the owner "you" and everybody else by name.
    private Optional<Sender> neverNamed(List<Sender> speakers) {
        Set<String> named = new HashSet<>();
        boolean you = false;
        for (SystemLine line : survey.systemLines) {
            if (line instanceof SystemLine.Members change) {
                String actor = change.actor();
                if (actor != null) {
                    you |= SystemLineReader.isYou(actor);
                    named.add(People.key(actor));
                }
                for (String subject : change.subjects()) {
                    you |= SystemLineReader.isYou(subject);
                    named.add(People.key(subject));
                }
            }
        }
        List<Sender> left =
                speakers.stream()
                        .filter(sender -> !named.contains(People.key(sender.name)))
                        .toList();
        return you && left.size() == 1
                ? decided(
                        left.getFirst(),
                        "WhatsApp names everybody else who writes here, and calls the owner \"you\"")
                : Optional.empty();
    }

    private Optional<Sender> decided(Sender sender, String why) {
        decision = new SourceReport.Decision(Marks.plain(sender.name), "evident", List.of(why));
        return Optional.of(sender);
    }
}
