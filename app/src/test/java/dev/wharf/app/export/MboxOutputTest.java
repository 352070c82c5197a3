package dev.wharf.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

class MboxOutputTest {

    private static final Instant TIME = Instant.parse("2026-09-04T06:58:11Z");
    private static final String FROM_LINE = "From MAILER-DAEMON Fri Sep  4 06:58:11 2026\n";

    @Test
    void aMailStandsBetweenAFromLineAndABlankLine() throws IOException {
        assertThat(mbox("Subject: a\r\n\r\nbody\r\n"))
                .isEqualTo(FROM_LINE + "Subject: a\n\nbody\n\n");
    }

    @Test
    void linesThatLookLikeAFromLineAreQuotedOnce() throws IOException {
        assertThat(mbox("From me\r\n>From you\r\n>>From us\r\nFrom\r\nFromage\r\n > From\r\n"))
                .isEqualTo(
                        FROM_LINE + ">From me\n>>From you\n>>>From us\nFrom\nFromage\n > From\n\n");
    }

    @Test
    void aMailWithoutALastLineEndGetsOne() throws IOException {
        assertThat(mbox("body")).isEqualTo(FROM_LINE + "body\n\n");
        assertThat(mbox(">Fro")).isEqualTo(FROM_LINE + ">Fro\n\n");
    }

    @Test
    void aLoneCarriageReturnStays() throws IOException {
        assertThat(mbox("a\rb\r\r\nc\r")).isEqualTo(FROM_LINE + "a\rb\r\nc\r\n\n");
    }

    @Test
    void mailsFollowEachOther() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        MboxOutput out = new MboxOutput(bytes);
        for (int i = 0; i < 2; i++) {
            out.begin(TIME);
            out.write("From x\r\n".getBytes(StandardCharsets.US_ASCII));
            out.end();
        }

        assertThat(bytes.toString(StandardCharsets.US_ASCII))
                .isEqualTo((FROM_LINE + ">From x\n\n").repeat(2));
    }

    private static String mbox(String mail) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        MboxOutput out = new MboxOutput(bytes);
        out.begin(TIME);
        out.write(mail.getBytes(StandardCharsets.UTF_8));
        out.end();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
