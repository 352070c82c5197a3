package dev.wharf.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.item.MailImage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

class WithoutFilesTest {
    private static final Attachment SMALL = file("small.jpg", "image/jpeg", 1_000);
    private static final Attachment LARGE = file("Große Präsentation (2).mp4", "video/mp4", 50_000);

    @Test
    void aMailThatIsSmallEnoughIsTheSameMail() {
        MailImage image = image(List.of(SMALL, LARGE));

        WithoutFiles fitted = WithoutFiles.fit(image, image.size());

        assertThat(fitted.image()).isSameAs(image);
        assertThat(fitted.leftOut()).isEmpty();
        assertThat(fitted.fits()).isTrue();
    }

    @Test
    void noLimitLeavesNothingOut() {
        MailImage image = image(List.of(SMALL, LARGE));

        assertThat(WithoutFiles.fit(image, 0).image()).isSameAs(image);
    }

    @Test
    void theLargestFileGoesFirst() throws IOException {
        MailImage image = image(List.of(SMALL, LARGE));

        List<Mime4jParts.Leaf> seen = parts(WithoutFiles.fit(image, image.size() - 1).image());

        assertThat(seen).extracting(Mime4jParts.Leaf::fileName).containsOnlyOnce("small.jpg");
        assertThat(seen).extracting(Mime4jParts.Leaf::type).doesNotContain("video/mp4");
    }

    @Test
    void whatIsLeftOutIsNamedWithItsSizeDigestAndTheWayToIt() throws IOException {
        MailImage image = image(List.of(SMALL, LARGE));

        WithoutFiles fitted = WithoutFiles.fit(image, image.size() - 1);

        String stub = parts(fitted.image()).getLast().text();
        assertThat(stub)
                .contains("Große Präsentation (2).mp4", "video/mp4", "(50,000 bytes)")
                .contains(String.valueOf(LARGE.digest()))
                .contains("wharf show " + SampleEvents.ITEM + " --raw");
    }

    @Test
    void recordsTellTheDigestButNoFileName() {
        MailImage image = image(List.of(SMALL, LARGE));

        assertThat(WithoutFiles.fit(image, image.size() - 1).leftOut())
                .singleElement()
                .asString()
                .contains(String.valueOf(LARGE.digest()), "wharf show " + SampleEvents.ITEM)
                .doesNotContain("Präsentation");
    }

    @Test
    void theLimitOfAMailThatNeverFitsIsSaid() {
        WithoutFiles fitted = WithoutFiles.fit(image(List.of(SMALL, LARGE)), 500);

        assertThat(fitted.fits()).isFalse();
        assertThat(fitted.leftOut()).hasSize(2);
    }

    @Test
    void aFileSmallerThanTheWordsAboutItStays() {
        MailImage image = image(List.of(file("dot.txt", "text/plain", 3)));

        assertThat(WithoutFiles.fit(image, 500).leftOut()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20, 300, 4_000, 50_000, 600_000})
    void whateverIsLeftOutTheRestOfTheMailIsTheSame(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 30; i++) {
            MailImage image = image(randomFiles(random));
            long limit = 1 + random.nextLong(image.size() + 10_000);

            WithoutFiles fitted = WithoutFiles.fit(image, limit);

            requireSameButForFiles(image, fitted, limit);
        }
    }

    private static void requireSameButForFiles(MailImage image, WithoutFiles fitted, long limit)
            throws IOException {
        List<Mime4jParts.Leaf> before = parts(image);
        List<Mime4jParts.Leaf> after = parts(fitted.image());
        String whole = written(image);
        String less = written(fitted.image());

        assertThat(less.length()).isEqualTo((int) fitted.image().size());
        assertThat(fitted.fits()).isEqualTo(less.length() <= limit);
        assertThat(headers(less)).isEqualTo(headers(whole));
        assertThat(boundaries(less)).isEqualTo(boundaries(whole));
        assertThat(after).hasSameSizeAs(before);
        int gone = 0;
        for (int i = 0; i < before.size(); i++) {
            Mime4jParts.Leaf was = before.get(i);
            Mime4jParts.Leaf is = after.get(i);
            if (is.text().startsWith("[Left out] ")) {
                gone++;
                assertThat(is.text()).contains("[Left out] " + was.fileName(), was.digest());
                assertThat(is.property("X-Wharf-SHA256")).isEqualTo(was.digest());
            } else {
                assertThat(is).isEqualTo(was);
            }
        }
        assertThat(fitted.leftOut()).hasSize(gone);
        assertThat(written(WithoutFiles.fit(image, limit).image())).isEqualTo(less);
    }

    private static List<Attachment> randomFiles(Random random) {
        List<String> names =
                List.of("a.jpg", "Ünï cödé.pdf", "x\"y\\z; filename=q.bin", "", "--=_wharf_.txt");
        List<Attachment> files = new ArrayList<>();
        for (int n = random.nextInt(6); n >= 0; n--) {
            files.add(
                    file(
                            names.get(random.nextInt(names.size()))
                                    + "x".repeat(random.nextInt(90)),
                            random.nextBoolean() ? "image/jpeg" : "application/pdf",
                            random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(40_000)));
        }
        return files;
    }

    private static Attachment file(String name, String type, int size) {
        return SampleEvents.sized(MediaKind.DOCUMENT, name, type, size);
    }

    private static MailImage image(List<Attachment> files) {
        return new MailRenderer()
                .render(
                        SampleEvents.direct(Content.Message.media("Look — 👀", files)),
                        SampleEvents.ITEM)
                .image();
    }

    private static List<Mime4jParts.Leaf> parts(MailImage image) throws IOException {
        return Mime4jParts.read(written(image).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String written(MailImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        image.writeTo(out, SampleEvents.contents());
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static String headers(String mail) {
        return mail.substring(0, mail.indexOf("\r\n\r\n"));
    }

    private static Set<String> boundaries(String mail) {
        Set<String> boundaries = new TreeSet<>();
        mail.lines().filter(line -> line.startsWith("--")).forEach(boundaries::add);
        return boundaries;
    }
}
