package dev.wharf.capture.chatexport;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.joining;

import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.party.MatchBasis;
import dev.wharf.core.party.Person;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.IntStream;

/// Who is in the chat, whose phone it was, and what the chat is called.
class PeopleAndChatTest {
    private static final Export DIRECT =
            Export.text("13/01/2024, 10:00 - Ana: hi\n13/01/2024, 10:01 - Bob: hello\n");

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    WhatsApp Chat with Bob.txt
                    WhatsApp Chat - Bob.zip
                    WhatsApp Chat mit Bob.txt
                    Discussion WhatsApp avec Bob.txt
                    Чат WhatsApp с Bob.txt
                    WhatsApp 与 Bob 的对话.txt
                    BobとのWhatsAppチャット.txt
                    WhatsApp Chat with Bob (2).txt
                    """)
    void theFileNamesTheOtherPerson(String name) {
        SourceReport report = DIRECT.named(name).report();

        assertThat(report.chat()).isEqualTo("Bob");
        assertThat(Export.label(report.owner())).isEqualTo("Ana");
        assertThat(report.ownerDecision().how()).isEqualTo("evident");
    }

    @Test
    void theOwnersMessagesGoOut() {
        List<Event> events = DIRECT.named("WhatsApp Chat with Bob.txt").events();

        assertThat(events)
                .extracting(Event::direction)
                .containsExactly(Event.Direction.OUTGOING, Event.Direction.INCOMING);
        assertThat(events.getFirst().chat().kind()).isEqualTo(ChatKind.DIRECT);
    }

    @Test
    void nobodyIsTakenForTheOwnerWithoutEvidence() {
        assertThat(DIRECT.report().owner()).isNull();
        assertThat(DIRECT.report().ownerDecision().how()).isEqualTo("undecided");
    }

    @Test
    void theOwnerMayBeGivenByName() {
        Person owner = DIRECT.with("owner", "bob").report().owner();

        assertThat(owner).isNotNull();
        assertThat(owner.name()).isEqualTo("Bob");
        assertThat(owner.matchedBy()).isEqualTo(MatchBasis.GIVEN_OWNER);
    }

    @Test
    void anOwnersAddressGoesToWhoTheEvidencePointsTo() {
        Person owner =
                DIRECT.named("WhatsApp Chat with Bob.txt")
                        .with("owner", "ana@firm.example")
                        .report()
                        .owner();

        assertThat(owner).isNotNull();
        assertThat(owner.name()).isEqualTo("Ana");
        assertThat(owner.email()).isNotNull();
    }

    @Test
    void anOwnerMayBeGivenByNumber() {
        Export export =
                Export.text(
                                "13/01/2024, 10:00 - +44 7700 900123: hi\n13/01/2024, 10:01 - Bob: hello\n")
                        .with("owner", "+447700900123");

        assertThat(export.events().getFirst().direction()).isEqualTo(Event.Direction.OUTGOING);
    }

    @Test
    void whoDeletedAsYouIsTheOwner() {
        Export export =
                Export.text(
                        "13/01/2024, 10:00 - Ana: hi\n13/01/2024, 10:01 - Bob: You deleted this message\n");

        assertThat(Export.label(export.report().owner())).isEqualTo("Bob");
    }

    @Test
    void membersComeAndGoByTheirLines() {
        Export export =
                Export.text(
                        """
                        13/01/2024, 10:00 - Ana created group "Desk"
                        13/01/2024, 10:01 - Ana added Bob and Carl
                        13/01/2024, 10:02 - Bob: hi
                        13/01/2024, 10:03 - Bob left
                        13/01/2024, 10:04 - Carl: gone
                        13/01/2024, 10:05 - Ana removed Carl
                        13/01/2024, 10:06 - Dora: still here
                        """);

        List<List<String>> members =
                export.events().stream()
                        .map(event -> event.members().stream().map(Person::label).sorted().toList())
                        .toList();

        assertThat(members)
                .containsExactly(
                        List.of("Ana", "Dora"),
                        List.of("Ana", "Bob", "Carl", "Dora"),
                        List.of("Ana", "Bob", "Carl", "Dora"),
                        List.of("Ana", "Carl", "Dora"),
                        List.of("Ana", "Carl", "Dora"),
                        List.of("Ana", "Dora"),
                        List.of("Ana", "Dora"));
        assertThat(export.events().getFirst().chat())
                .satisfies(
                        chat -> {
                            assertThat(chat.kind()).isEqualTo(ChatKind.GROUP);
                            assertThat(chat.title()).isEqualTo("Desk");
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[13/01/2024, 10:0%d:00] Bob: \u200E<attached: photo.jpg>",
                "\u200E[13/01/2024, 10:0%d:00] Bob: \u200E<adjunto: photo.jpg>",
                "\u200E[13/01/2024, 10:0%d:00] Bob: <attached: photo.jpg>",
                "[13/01/2024, 10:0%d:00] Bob: \u200EPoloha: https://maps.google.com/?q=51.5,-0.1",
                "13/01/2024, 10:0%d - Bob: location: https://maps.google.com/?q=51.5,-0.1",
                "13/01/2024, 10:0%d - Bob: POLL:\nLunch?\nOPTION: Yes (1 vote)\nOPTION: No (0 votes)"
            })
    void whoSendsOnlyFilesPlacesOrPollsKeepsTheName(String line) {
        String lines =
                IntStream.range(0, 4)
                        .mapToObj(minute -> line.formatted(minute) + "\n")
                        .collect(joining());

        List<Event> events = Export.text(lines).events();

        assertThat(events)
                .extracting(event -> Export.label(event.sender()))
                .containsExactly("Bob", "Bob", "Bob", "Bob");
    }

    @Test
    void aNameMayHoldAColon() {
        List<Event> events =
                Export.text(
                                """
                                [13/01/2024, 10:00:00] Bob: Work: hi
                                [13/01/2024, 10:01:00] Bob: Work: \u200E<attached: 1-photo.jpg>
                                [13/01/2024, 10:02:00] Bob: Work: bye
                                """)
                        .events();

        assertThat(events)
                .extracting(event -> Export.label(event.sender()))
                .containsOnly("Bob: Work");
    }

    @Test
    void whileNobodyComesTheListIsTheSameObject() {
        List<Event> events = DIRECT.events();

        assertThat(events.get(1).members()).isSameAs(events.get(0).members());
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    Ana added Bob                                  | ADDED   | Ana | Bob
                    Ana hat Bob hinzugefügt                        | ADDED   | Ana | Bob
                    Ana hat dich hinzugefügt                       | ADDED   | Ana | the owner of this phone
                    Ana a ajouté Bob                               | ADDED   | Ana | Bob
                    Ana añadió a Bob                               | ADDED   | Ana | Bob
                    Ana adicionou você                             | ADDED   | Ana | the owner of this phone
                    Ana добавил(-а) Bob                            | ADDED   | Ana | Bob
                    AnaがBobを追加                                 | ADDED   | Ana | Bob
                    Bob left                                       | LEFT    | Bob | Bob
                    Bob hat die Gruppe verlassen.                  | LEFT    | Bob | Bob
                    Bob salió del grupo                            | LEFT    | Bob | Bob
                    Bob ayrıldı                                    | LEFT    | Bob | Bob
                    Bob joined using this group's invite link      | JOINED  | Bob | Bob
                    You removed Bob                                | REMOVED | the owner of this phone | Bob
                    Ana removed Bob                                | REMOVED | Ana | Bob
                    You were added                                 | ADDED   | -   | the owner of this phone
                    You're now an admin                            | PROMOTED | -  | the owner of this phone
                    Ana changed to Anna                            | NUMBER_CHANGED | Ana | Ana
                    """,
            delimiter = '|',
            quoteCharacter = '`')
    void groupLinesNameTheirPeople(
            String line, Content.Membership.Action action, String actor, String subject) {
        Event event = Export.text("13/01/2024, 10:00 - " + line).events().getFirst();

        assertThat(event.content())
                .isInstanceOfSatisfying(
                        Content.Membership.class,
                        membership -> {
                            assertThat(membership.action()).isEqualTo(action);
                            assertThat(membership.subjects().getFirst().label()).isEqualTo(subject);
                        });
        assertThat(Export.label(event.sender())).isEqualTo(actor);
    }

    @Test
    void aLineInWordsNobodyKnowsIsANotice() {
        Content content = Export.text("13/01/2024, 10:00 - Blargh wuff oink").content();

        assertThat(content)
                .isEqualTo(new Content.Notice(Content.Notice.Topic.OTHER, "Blargh wuff oink"));
    }

    @Test
    void peopleWithoutANameHaveTheirNumber() {
        Person person =
                Export.text("[13/01/2024, 10:00:00] \u202A+49\u00A01512\u00A03456789\u202C: hi")
                        .events()
                        .getFirst()
                        .sender();

        assertThat(person).isNotNull();
        assertThat(person.phone()).hasToString("+4915123456789");
    }

    @Test
    void moreMembersThanAGroupCanHaveAreSaid() {
        StringBuilder chat = new StringBuilder();
        for (int i = 0; i < 1030; i++) {
            chat.append("13/01/2024, 10:00 - Person %d: hi\n".formatted(i));
        }

        assertThat(Export.text(chat.toString()).report().warnings())
                .anyMatch(warning -> warning.contains("1,024") && warning.contains("6 of them"));
    }
}
