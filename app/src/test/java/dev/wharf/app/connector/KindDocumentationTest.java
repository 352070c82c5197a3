package dev.wharf.app.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import dev.wharf.connector.definition.ConnectorText;
import dev.wharf.connector.definition.DestinationDefinition;
import dev.wharf.connector.definition.DirectoryDefinition;
import dev.wharf.connector.definition.KindRules;
import dev.wharf.connector.definition.Kinds;
import dev.wharf.connector.definition.StagingDefinition;
import dev.wharf.connector.definition.Terms;
import dev.wharf.connector.definition.TermsAcceptance;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What pages say about settings is what this version reads: each table below a heading `Settings
/// of …` names all of the kind's keys and no other, and each connector file can be taken as it
/// stands.
class KindDocumentationTest {
    private static final List<String> PAGES =
            List.of(
                    "README.md",
                    "docs/connector-file.md",
                    "docs/operations.md",
                    "docs/destination-imap.md",
                    "docs/destination-microsoft365.md",
                    "docs/destination-journal.md",
                    "docs/destination-directories.md",
                    "docs/staging.md");

    /// A heading, and everything up to the next one.
    private static final Pattern TABLES =
            Pattern.compile("(?ms)^#+ Settings of ([^\n]*)\n(.*?)(?=^#|\\z)");

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\n(.*?)^```");
    private static final Pattern NAMED = Pattern.compile("(?m)^name:");

    private static final byte[] MAPPING =
            "External User ID,Microsoft 365 User Mailbox\n445204334324,susan@corp.example\n"
                    .getBytes(StandardCharsets.UTF_8);

    private static final TermsAcceptance ACCEPTED =
            TermsAcceptance.of(Terms.current(), "test", Instant.EPOCH);

    @TestFactory
    Stream<DynamicTest> everyKindHasATableOfItsKeys() {
        return kinds().entrySet().stream()
                .map(
                        kind ->
                                DynamicTest.dynamicTest(
                                        kind.getKey(),
                                        () ->
                                                assertThat(documented(kind.getKey()))
                                                        .containsExactlyInAnyOrderElementsOf(
                                                                kind.getValue().keys())));
    }

    @TestFactory
    Stream<DynamicTest> everyConnectorFileCanBeTakenAsItStands() {
        return PAGES.stream()
                .flatMap(
                        page ->
                                connectorFiles(page)
                                        .map(text -> new ConnectorText(page, text, _ -> MAPPING)))
                .map(
                        file ->
                                DynamicTest.dynamicTest(
                                        file.name() + " " + file.text().lines().findFirst().get(),
                                        () ->
                                                assertThatCode(
                                                                () ->
                                                                        ConnectorParts.file()
                                                                                .read(
                                                                                        file,
                                                                                        ACCEPTED))
                                                        .doesNotThrowAnyException()));
    }

    @TestFactory
    Stream<DynamicTest> everyPageOfAKindHasAConnectorFile() {
        return PAGES.stream()
                .filter(page -> !page.equals("docs/operations.md"))
                .map(
                        page ->
                                DynamicTest.dynamicTest(
                                        page, () -> assertThat(connectorFiles(page)).isNotEmpty()));
    }

    private static Map<String, KindRules> kinds() {
        Kinds all = ConnectorKinds.rules();
        Map<String, KindRules> kinds = new TreeMap<>();
        for (var one : DestinationDefinition.Kind.values()) {
            kinds.put(one.text(), Objects.requireNonNull(all.destinations().get(one)));
        }
        for (var one : StagingDefinition.Kind.values()) {
            if (one != StagingDefinition.Kind.NONE) {
                kinds.put(one.text(), Objects.requireNonNull(all.stagings().get(one)));
            }
        }
        for (var one : DirectoryDefinition.Kind.values()) {
            if (one != DirectoryDefinition.Kind.NONE) {
                kinds.put(one.text(), Objects.requireNonNull(all.directories().get(one)));
            }
        }
        return kinds;
    }

    /// In first cells of tables below headings that name the kind.
    private static Set<String> documented(String kind) {
        return PAGES.stream()
                .flatMap(page -> TABLES.matcher(text(page)).results())
                .filter(table -> codes(table.group(1)).anyMatch(kind::equals))
                .flatMap(table -> table.group(2).lines())
                .filter(line -> line.startsWith("|"))
                .flatMap(line -> codes(line.split("\\|", -1)[1]))
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<String> codes(String text) {
        return CODE.matcher(text).results().map(code -> code.group(1));
    }

    private static Stream<String> connectorFiles(String page) {
        Matcher blocks = YAML.matcher(text(page));
        return blocks.results()
                .map((MatchResult block) -> block.group(1))
                .filter(block -> NAMED.matcher(block).find());
    }

    private static String text(String page) {
        Path here = Path.of("").toAbsolutePath();
        Path root =
                Files.exists(here.resolve("docs/cli.md"))
                        ? here
                        : Objects.requireNonNull(here.getParent());
        try {
            return Files.readString(root.resolve(page)).lines().collect(joining("\n", "", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
