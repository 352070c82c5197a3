package dev.wharf.capture.telemessage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.capture.file.HandedFile;
import dev.wharf.core.capture.DeliveryCount;
import dev.wharf.core.event.Content;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Zips with their manifests, folders, and what may be wrong with them.
class DeliveriesTest {
    private static final String NAME = "202311150000-TeleMessage_1_010203.zip";

    @TempDir private Path folder;

    private static OldMail mail(int number) {
        return OldMail.message("number " + number)
                .with("Message-ID", "<%d@telemessage.com>".formatted(number));
    }

    private static DeliveryCount count(byte[] zip) {
        return OldMail.decoded(zip, NAME).delivery();
    }

    @Test
    void aDeliveryAndItsManifestAgree() {
        byte[] zip =
                OldMail.zip(
                        "1.eml",
                        mail(1),
                        "2.eml",
                        mail(2),
                        "x.mf",
                        "Count: 2\r\n1.eml\r\n2.eml\r\n");

        OldMail.Decoded decoded = OldMail.decoded(zip, NAME);

        DeliveryCount count = decoded.delivery();
        assertThat(count.isWhole()).isTrue();
        assertThat(count.announced()).isEqualTo(2);
        assertThat(count.manifest()).isEqualTo("x.mf");
        assertThat(count.byDay()).isEqualTo(Map.of("2023-11-14", 2L));
        assertThat(decoded.events())
                .extracting(event -> event.event().provenance().locator())
                .containsExactly("1.eml", "2.eml");
        assertThat(decoded.report().warnings()).isEmpty();
    }

    @Test
    void whatTheManifestNamesAndIsNotThereIsMissing() {
        byte[] zip = OldMail.zip("1.eml", mail(1), "x.mf", "Count: 2\n1.eml\nMessage to Bob.eml\n");

        DeliveryCount count = count(zip);

        assertThat(count.isWhole()).isFalse();
        assertThat(count.missing()).isEqualTo(1);
        assertThat(count.missingNames()).containsExactly("Message to Bob.eml");
    }

    @Test
    void whatTheManifestDoesNotNameIsArchivedAndSaid() {
        byte[] zip = OldMail.zip("1.eml", mail(1), "2.eml", mail(2), "x.mf", "Count: 1\n1.eml\n");

        DeliveryCount count = count(zip);

        assertThat(count.unannounced()).isEqualTo(1);
        assertThat(count.events()).isEqualTo(2);
        assertThat(count.isWhole()).isFalse();
    }

    @Test
    void anotherDigestThanTheManifestsIsSaid() {
        byte[] zip =
                OldMail.zip("1.eml", mail(1), "x.mf", "Count: 1\n1.eml " + "ab".repeat(16) + "\n");

        assertThat(count(zip).altered()).isEqualTo(1);
    }

    @Test
    void withoutAManifestNothingIsClaimed() {
        DeliveryCount count = count(OldMail.zip("1.eml", mail(1)));

        assertThat(count.announced()).isNull();
        assertThat(count.isWhole()).isTrue();
    }

    @Test
    void emptyMailsOfADeliveryAreCountedAndKept() {
        OldMail.Decoded decoded = OldMail.decoded(OldMail.zip("1.eml", ""), NAME);

        assertThat(decoded.event(0).content()).isInstanceOf(Content.Unknown.class);
        assertThat(decoded.delivery().unknown()).isEqualTo(1);
    }

    @Test
    void namesThatPointOutsideNameAndNothingElse() {
        OldMail.Decoded decoded = OldMail.decoded(OldMail.zip("../../etc/1.eml", mail(1)), NAME);

        assertThat(decoded.events()).hasSize(1);
        assertThat(decoded.report().warnings()).anyMatch(line -> line.contains("points outside"));
    }

    @Test
    void bothOfOneNameAreRead() {
        byte[] zip = OldMail.zip("1.eml", mail(1), "2.eml", mail(2));
        byte[] twice = replaced(zip, "2.eml", "1.eml");

        OldMail.Decoded decoded = OldMail.decoded(twice, NAME);

        assertThat(decoded.events())
                .extracting(event -> event.event().provenance().locator())
                .containsExactly("1.eml", "mail 2");
    }

    private static byte[] replaced(byte[] bytes, String from, String to) {
        String latin = new String(bytes, StandardCharsets.ISO_8859_1);
        return latin.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aZipThatBreaksOffIsReadUpToTheBreakAndSaysSo() {
        byte[] zip = OldMail.zip("1.eml", mail(1), "2.eml", mail(2), "3.eml", mail(3));

        OldMail.Decoded decoded = OldMail.decoded(Arrays.copyOf(zip, zip.length / 2), NAME);

        assertThat(decoded.events()).isNotEmpty();
        assertThat(decoded.refused()).contains("damaged", "Get the delivery again");
    }

    @Test
    void oneDamagedMailCostsNothingBesideIt() {
        byte[] zip = OldMail.zip("1.eml", mail(1), "2.eml", mail(2));
        int second = new String(zip, StandardCharsets.ISO_8859_1).indexOf("2.eml");
        for (int i = 0; i < 20; i++) {
            zip[second + 30 + i] ^= 0x55;
        }

        OldMail.Decoded decoded = OldMail.decoded(zip, NAME);

        assertThat(decoded.events()).hasSize(1);
        assertThat(decoded.delivery().unreadable()).isEqualTo(1);
        assertThat(decoded.report().events()).isEqualTo(2);
        assertThat(decoded.refused()).contains("1 mails cannot be taken out");
    }

    @Test
    void aMailThatWouldUnpackToFarTooMuchIsLeftOut() {
        byte[] zip = OldMail.zip("1.eml", new byte[65 << 20], "2.eml", mail(2));

        OldMail.Decoded decoded = OldMail.decoded(zip, NAME);

        assertThat(decoded.events()).hasSize(1);
        assertThat(decoded.delivery().unreadable()).isEqualTo(1);
    }

    @Test
    void aZipAndTheManifestBesideItAreOneCapture() throws IOException {
        Files.write(folder.resolve(NAME), OldMail.zip("1.eml", mail(1)));
        Files.writeString(folder.resolve(NAME.replace(".zip", ".mf")), "Count: 2\n1.eml\n2.eml\n");

        List<HandedFile> sources = MailDeliveries.of(List.of(folder)).sources();

        assertThat(sources).hasSize(1);
        assertThat(sources.getFirst().name()).isEqualTo(NAME);
        DeliveryCount count = count(bytes(sources.getFirst()));
        assertThat(count.announced()).isEqualTo(2);
        assertThat(count.missingNames()).containsExactly("2.eml");
        assertThat(count.events()).isEqualTo(1);
    }

    @Test
    void aManifestWhoseDeliveryNeverCameSaysWhatIsMissing() throws IOException {
        Files.writeString(folder.resolve("lost.mf"), "Count: 2\n1.eml\n2.eml\n");

        HandedFile source = MailDeliveries.of(List.of(folder)).sources().getFirst();
        OldMail.Decoded decoded = OldMail.decoded(bytes(source), source.name());

        assertThat(decoded.events()).isEmpty();
        assertThat(decoded.delivery().announced()).isEqualTo(2);
        assertThat(decoded.delivery().missing()).isEqualTo(2);
        assertThat(decoded.delivery().isWhole()).isFalse();
    }

    @Test
    void theMailsOfAFolderAreOneCapture() throws IOException {
        for (int i = 0; i < 5; i++) {
            Files.write(folder.resolve(i + ".eml"), mail(i).bytes());
        }
        Files.write(
                Files.createDirectory(folder.resolve("more")).resolve("9.EML"), mail(9).bytes());

        List<HandedFile> sources = MailDeliveries.of(List.of(folder)).sources();

        assertThat(sources).hasSize(2);
        List<Integer> events = new ArrayList<>();
        for (HandedFile source : sources) {
            events.add(OldMail.decoded(bytes(source), source.name()).events().size());
        }
        assertThat(events).containsExactlyInAnyOrder(5, 1);
    }

    @Test
    void theSameFolderIsTheSameBytes() throws IOException {
        Files.write(folder.resolve("1.eml"), mail(1).bytes());
        Files.write(folder.resolve("2.eml"), mail(2).bytes());

        byte[] once = bytes(MailDeliveries.of(List.of(folder)).sources().getFirst());
        byte[] again =
                bytes(
                        MailDeliveries.of(List.of(folder.resolve("2.eml"), folder.resolve("1.eml")))
                                .sources()
                                .getFirst());

        assertThat(again).isEqualTo(once);
    }

    @Test
    void theExportOfAChatInWhichAMailWasSentIsNoDelivery() throws IOException {
        Files.write(
                folder.resolve("chat.zip"),
                OldMail.zip("_chat.txt", "[13/01/2024, 10:00:00] Ana: hi", "1.eml", mail(1)));

        assertThat(MailDeliveries.of(List.of(folder)).sources()).isEmpty();
    }

    private static byte[] bytes(HandedFile source) throws IOException {
        try (InputStream in = source.open()) {
            return in.readAllBytes();
        }
    }
}
