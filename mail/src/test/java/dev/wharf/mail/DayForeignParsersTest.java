package dev.wharf.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.util.Objects.requireNonNull;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The mails of days say the same to three foreign parsers, and to our own.
class DayForeignParsersTest {
    @TempDir private Path folder;

    static Map<String, DayCases.Case> cases() {
        Map<String, DayCases.Case> cases = new LinkedHashMap<>(DayCases.all());
        cases.putAll(DayCases.large());
        return cases;
    }

    static Set<String> names() {
        return cases().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void mime4jAndAngusSeeWhatWeMeant(String name) throws IOException {
        DayMail mail = requireNonNull(cases().get(name)).mail();
        byte[] bytes = DayGoldenTest.bytes(mail);
        Seen meant = Seen.of(MailReader.read(mail.image()));

        assertThat(Mime4jReader.read(bytes)).usingRecursiveComparison().isEqualTo(meant);
        assertThat(AngusReader.read(bytes)).usingRecursiveComparison().isEqualTo(meant);
    }

    @Test
    void pythonSeesWhatWeMeantWithoutComplaint() throws IOException, InterruptedException {
        assumeTrue(
                PythonReader.available(), "SKIPPED: python3 is not installed; ./check installs it");
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, DayCases.Case> one : cases().entrySet()) {
            Path file = folder.resolve(one.getKey() + ".eml");
            Files.write(file, DayGoldenTest.bytes(one.getValue().mail()));
            files.add(file);
        }

        List<JsonNode> seen = PythonReader.read(files);

        SoftAssertions softly = new SoftAssertions();
        int i = 0;
        for (Map.Entry<String, DayCases.Case> one : cases().entrySet()) {
            JsonNode mail = seen.get(i++);
            softly.assertThat(PythonReader.strings(mail.get("defects"))).as(one.getKey()).isEmpty();
            softly.assertThat(PythonReader.seen(mail))
                    .as(one.getKey())
                    .usingRecursiveComparison()
                    .isEqualTo(Seen.of(MailReader.read(one.getValue().mail().image())));
        }
        softly.assertAll();
    }
}
