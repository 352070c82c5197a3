package dev.wharf.destinations.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.destinations.imap.ImapServer.Security;
import dev.wharf.destinations.imap.ImapServer.UserNames;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Small forms of the protocol, and settings that cannot be.
class WireFormsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    WhatsApp Archiver | WhatsApp Archiver
                    Töne & Bilder     | T&APY-ne &- Bilder
                    台北               | &U,BTFw-
                    日本語/x            | &ZeVnLIqe-/x
                    a👀b              | a&2D3cQA-b
                    """)
    void namesOfFoldersAreModifiedUtf7(String name, String wire) {
        assertThat(ModifiedUtf7.encode(name)).isEqualTo(wire);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-02T18:54:25Z", "0999-12-31T23:59:59Z", "2024-02-29T00:00:00Z"})
    void datesAreReadAsTheyAreWritten(Instant at) {
        assertThat(InternalDate.read(InternalDate.write(at))).contains(at);
    }

    @Test
    void datesOfOtherZonesAreRead() {
        assertThat(InternalDate.read("22-nov-2026 20:54:25 +0200"))
                .contains(Instant.parse("2026-11-22T18:54:25Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "22-Foo-2026 20:54:25 +0200",
                "31-Feb-2026 20:54:25 +0000",
                "1-Jan-2026"
            })
    void whatIsNoDateIsNone(String text) {
        assertThat(InternalDate.read(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    OK [APPENDUID 7 5] x      | 5
                    OK [APPENDUID 7 5:8] x    | 5,6,7,8
                    OK [APPENDUID 7 9,2:3] x  | 9,2,3
                    OK [APPENDUID 7 8:5] x    | 5,6,7,8
                    """)
    void uidsComeInTheOrderOfTheMails(String reply, String uids) {
        assertThat(UidSet.appended(new Reply("w1", reply, List.of())))
                .hasValueSatisfying(
                        set ->
                                assertThat(set.uids())
                                        .extracting(String::valueOf)
                                        .containsExactly(uids.split(",")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OK done",
                "OK [APPENDUID 7 1:9999999999] x",
                "OK [APPENDUID 7 1:2:3] x",
                "OK [APPENDUID seven] x"
            })
    void uidsThatMakeNoSenseAreNone(String reply) {
        assertThat(UidSet.appended(new Reply("w1", reply, List.of()))).isEmpty();
    }

    @Test
    void lineEndsDoNotMatterToTheDigest() {
        assertThat(digest("a\r\nb\r\n")).isEqualTo(digest("a\nb\n")).isNotEqualTo(digest("a\rb\n"));
    }

    @Test
    void aLineEndAcrossTwoWritesIsOne() {
        LineEndDigest split = new LineEndDigest();
        split.write("a\r".getBytes(StandardCharsets.US_ASCII), 0, 2);
        split.write("\nb".getBytes(StandardCharsets.US_ASCII), 0, 2);

        assertThat(split.size()).isEqualTo(4);
        assertThat(split.sha256()).isEqualTo(digest("a\r\nb"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.firm.example", "10.0.0.1", "127.evil.example", "localhost.evil"})
    void plainTextLeavesThisMachineNever(String host) {
        assertThatThrownBy(
                        () ->
                                new ImapServer(
                                        host,
                                        143,
                                        Security.PLAIN,
                                        null,
                                        UserNames.ADDRESS,
                                        Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a//b", "/a", "a\tb", "a\r\nb"})
    void foldersNeedNames(String name) {
        assertThatThrownBy(() -> new ImapSettings.Folder(name, true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void defaultsAreWhatTheDocumentationSays() {
        ImapSettings settings =
                ImapSettings.of(ImapServer.of("imap.firm.example"), Settings.passwords("x"));

        assertThat(settings.server().port()).isEqualTo(993);
        assertThat(settings.server().security()).isEqualTo(Security.TLS);
        assertThat(settings.server().timeout()).isEqualTo(Duration.ofMinutes(3));
        assertThat(settings.folder()).isEqualTo(new ImapSettings.Folder("WhatsApp Archiver", true));
        assertThat(settings.limits())
                .isEqualTo(new ImapSettings.Limits(0, 4, 500, 16L << 20, Duration.ofMinutes(2)));
    }

    private static String digest(String text) {
        LineEndDigest digest = new LineEndDigest();
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        digest.write(bytes, 0, bytes.length);
        return digest.sha256();
    }
}
