package dev.wharf.connector.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

class ConnectorFileTest {
    private static final String MAPPING =
            """
            External User ID,Microsoft 365 User Mailbox
            445204334324,susan@company.com
            """;

    /// Knows one key, and demands it.
    private static final KindRules HOST =
            new KindRules() {
                @Override
                public Set<String> keys() {
                    return Set.of("host", "password");
                }

                @Override
                public List<Complaint> examine(Map<String, String> settings) {
                    for (String key : settings.keySet()) {
                        if (!keys().contains(key)) {
                            return List.of(new Complaint(key, "imap does not know it"));
                        }
                    }
                    return settings.containsKey("host")
                            ? List.of()
                            : List.of(new Complaint("host", "is missing"));
                }
            };

    private static final Kinds KINDS =
            new Kinds(
                    Map.of(
                            DestinationDefinition.Kind.IMAP,
                            HOST,
                            DestinationDefinition.Kind.MICROSOFT365,
                            KindRules.ANY),
                    Map.of(StagingDefinition.Kind.DISK, KindRules.ANY),
                    Map.of(DirectoryDefinition.Kind.GRAPH, KindRules.ANY));

    private final ConnectorFile file = new ConnectorFile(Definitions.TERMS, KINDS);

    private ConnectorDefinition read(String text) {
        return read(text, Definitions.ACCEPTED);
    }

    private ConnectorDefinition read(String text, @Nullable TermsAcceptance accepted) {
        return file.read(
                new ConnectorText("mail.yaml", text, _ -> Definitions.utf8(MAPPING)), accepted);
    }

    private void assertWrong(String text, String... says) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                .message()
                .contains(says);
    }

    @Test
    void aNameIsEnough() {
        assertThat(read("name: mail\n"))
                .isEqualTo(
                        ConnectorDefinition.standard(
                                new ConnectorName("mail"), Definitions.ACCEPTED));
    }

    @Test
    void tenLinesMakeAConnectorToMicrosoft365() {
        ConnectorDefinition definition =
                read(
                        """
                        name: exchange
                        schedule: daily 02:00 Europe/Berlin
                        destinations:
                          - kind: microsoft365
                            settings:
                              tenant: contoso.onmicrosoft.com
                              client-id: 6f0d6a4e-0000-0000-0000-000000000000
                              certificate: secret:exchange/certificate
                        directory: {kind: graph, settings: {tenant: contoso.onmicrosoft.com}}
                        """);

        DestinationDefinition destination = definition.destinations().getFirst();
        assertThat(destination.name()).isEqualTo(new ConnectorName("microsoft365"));
        assertThat(destination.settings().get("tenant")).contains("contoso.onmicrosoft.com");
        assertThat(destination.settings().secrets())
                .containsExactly(SecretReference.parse("secret:exchange/certificate"));
        assertThat(definition.schedule())
                .isEqualTo(new Schedule.Daily(LocalTime.of(2, 0), ZoneId.of("Europe/Berlin")));
    }

    @Test
    void theMappingFileIsTakenIn() {
        MappingDefinition mapping =
                read("name: mail\nmapping: {automatic: off, file: mapping.csv}\n").mapping();

        assertThat(mapping.automatic()).isFalse();
        assertThat(mapping.rows()).isEqualTo(MAPPING);
        assertThat(mapping.mapping().rows()).hasSize(1);
    }

    @Test
    void filesAreNamedRelativeToTheConnectorFile(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("map.csv"), MAPPING);
        Path connector = folder.resolve("mail.yaml");
        Files.writeString(connector, "\uFEFFname: mail\nmapping: {file: map.csv}\n");

        assertThat(file.read(ConnectorText.of(connector), Definitions.ACCEPTED).mapping().rows())
                .isEqualTo(MAPPING);
    }

    @Test
    void aMappingFileThatIsNotThereFails(@TempDir Path folder) throws IOException {
        Path connector = folder.resolve("mail.yaml");
        Files.writeString(connector, "name: mail\nmapping: {file: map.csv}\n");

        assertThatThrownBy(() -> file.read(ConnectorText.of(connector), Definitions.ACCEPTED))
                .isInstanceOf(WharfException.class)
                .hasMessageContainingAll("line 2", "'file': the file could not be read");
    }

    @Test
    void aWrongRowOfTheMappingIsNamedWithItsPlaceInBoth() {
        assertWrong(
                """
                name: mail
                mapping:
                  rows: |
                    External User ID,Microsoft 365 User Mailbox
                    445204334324,nobody
                """,
                "mail.yaml, line 3, column 3: 'rows'",
                "line 2, column Microsoft 365 User Mailbox: not an e-mail address");
    }

    /// Where the scanner's buffer ends, which is found by trying each place.
    @Test
    void aCharacterBeyondTheBasicPlaneMayStandAnywhere() {
        for (int fill = 900; fill < 1_100; fill++) {
            ConnectorDefinition definition =
                    read("# %s 👍🏽👍🏽\nname: mail\n".formatted("x".repeat(fill)));

            assertThat(definition.name().value()).isEqualTo("mail");
        }
    }

    @Test
    void usersAreAllOrListedOrOnHold() {
        assertThat(read("name: a\nusers: all\n").users()).isEqualTo(new UserScope.All());
        assertThat(read("name: a\nusers: on-hold\n").users()).isEqualTo(new UserScope.OnHold());
        assertThat(read("name: a\nusers:\n- b@c.example\n- d@c.example\n").users())
                .isEqualTo(
                        new UserScope.Only(
                                List.of(
                                        new EmailAddress("b@c.example"),
                                        new EmailAddress("d@c.example"))));
    }

    @Test
    void anUnknownKeyFailsAndNamesTheNearest() {
        assertWrong(
                "name: mail\nshedule: manual\n",
                "mail.yaml, line 2, column 1",
                "no key 'shedule' here; perhaps 'schedule' is meant (all: name, terms, site");
        assertWrong(
                "name: mail\ndestinations:\n  - kind: imap\n    from: item\n",
                "line 4, column 5",
                "'form'");
    }

    @Test
    void theSameKeyTwiceFails() {
        assertWrong("name: mail\nname: post\n", "line 2, column 1: 'name': stands in line 1");
    }

    @Test
    void aKeyWithoutAValueFails() {
        assertWrong("name: mail\nusers:\n", "line 2, column 1: 'users': a value is missing");
    }

    @Test
    void whatAKindDoesNotWantFailsWhereItStands() {
        assertWrong(
                "name: m\ndestinations:\n  - kind: imap\n    settings:\n      hots: h\n",
                "line 5, column 7: 'hots': imap does not know it; perhaps 'host' is meant");
        assertWrong(
                "name: m\ndestinations:\n  - kind: imap\n    settings: {}\n",
                "line 3",
                "'host': is missing");
    }

    @Test
    void aKindThatThisInstallationDoesNotHaveFails() {
        assertWrong(
                "name: m\ndestinations:\n  - kind: journal\n",
                "line 3, column 5: 'kind': this installation does not have it");
    }

    @Test
    void valuesThatAreNoneFailWithWhatIsOne() {
        assertWrong("name: Mail!\n", "'name': a name is 1 to 63 lower-case letters");
        assertWrong("name: m\nschedule: hourly\n", "line 2", "'every 5m'");
        assertWrong("name: m\nschedule: every 30s\n", "from 1m to 31d");
        assertWrong("name: m\nschedule: daily 24:00 UTC\n", "'daily 02:00 Europe/Berlin'");
        assertWrong("name: m\nschedule: daily 02:00 Mars/Olympus\n", "'schedule'");
        assertWrong("name: m\nstart: yesterday\n", "2026-11-01");
        assertWrong("name: m\nusers: some\n", "'all', 'on-hold', or a list");
        assertWrong("name: m\nusers: []\n", "at least one");
        assertWrong("name: m\nusers: [a@b.example, A@B.example]\n", "twice");
        assertWrong("name: m\nstaging: disc\n", "'key: value' lines");
        assertWrong("name: m\nstaging: {kind: disc}\n", "one of: none, disk, azure, s3");
        assertWrong("name: m\nalerts: {failures: 0%}\n", "1% to 100%");
        assertWrong("name: m\ndestinations: imap\n", "a list is expected");
        assertWrong("name: m\nsite: other\n", "'own', or the keys address, user, secret");
    }

    @Test
    void twoDestinationsOfOneNameFail() {
        assertWrong(
                "name: m\ndestinations:\n- {kind: microsoft365}\n- {kind: microsoft365}\n",
                "two destinations have the same name");
        assertWrong(
                "name: m\ndestinations:\n- {kind: microsoft365, name: archive}\n",
                "line 3",
                "built-in");
    }

    @Test
    void whatIsNoYamlFails() {
        assertWrong("name: 'mail\n", "mail.yaml, line");
        assertWrong("- name\n", "'key: value' lines are expected");
        assertWrong("", "the file is empty");
        assertWrong("name: mail\n---\nname: post\n", "one document is enough");
        assertWrong("name: &n mail\nstart: *n\n", "an alias (*) is not taken");
    }

    @Test
    void aSecretThatIsWrittenOutFailsAndIsNotRepeated() {
        assertSecretKept(
                "name: m\ndestinations:\n- kind: imap\n  settings:\n    host: h\n    password: hunter2\n");
        assertSecretKept(
                "name: m\ndestinations:\n- kind: imap\n  settings:\n    host: imaps://a:hunter2@h\n");
        assertSecretKept("name: m\nsite: {address: 'https://s', user: a, secret: hunter2}\n");
        assertSecretKept(
                "name: m\nsite: {address: 'https://a:hunter2@s', user: a, secret: secret:b}\n");
        assertSecretKept("name: m\nsite: {address: 'ht tp:hunter2', user: a, secret: secret:b}\n");
    }

    private void assertSecretKept(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(WharfException.class)
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void whoAcceptedTheTermsIsReadFromTheFile() {
        ConnectorDefinition definition =
                read(
                        """
                        name: mail
                        terms:
                          accepted-by: bob@corp.example
                          accepted-at: 2026-11-01T08:00:00Z
                          sha256: %s
                        """
                                .formatted(Definitions.TERMS.digest()),
                        null);

        assertThat(definition.terms().by()).isEqualTo("bob@corp.example");
        assertThat(definition.terms().at()).isEqualTo(Instant.parse("2026-11-01T08:00:00Z"));
    }

    @Test
    void withoutAcceptedTermsThereIsNoConnector() {
        assertThatThrownBy(() -> read("name: mail\n", null))
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("nobody has accepted the terms");
    }

    @Test
    void otherTermsThanThoseThatHoldDoNotCount() {
        TermsAcceptance old =
                TermsAcceptance.of(new Terms("older"), "ana@corp.example", Definitions.THEN);

        assertThatThrownBy(() -> read("name: mail\n", old))
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("other terms were accepted");
    }
}
