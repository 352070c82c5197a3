package dev.wharf.capture.note;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.party.Lid;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.testkit.MemoryCaptureBody;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class SiteNoteTest {
    private static final Instant SINCE = Instant.parse("2026-09-14T08:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-09-14T09:30:00Z");
    private static final PhoneNumber NUMBER = new PhoneNumber("+447700900001");

    private static CaptureEnvelope envelope(Map<String, String> options) {
        return new CaptureEnvelope(SourceKind.LINKED_DEVICE, "a1", null, UNTIL, options);
    }

    private static List<Event> events(byte[] body) throws IOException {
        CaptureRecord record =
                new CaptureRecord(
                        new CaptureId(7),
                        envelope(Map.of("origin", "site")),
                        new ContentDigest("0".repeat(64)),
                        body.length);
        List<Event> events = new ArrayList<>();
        try (DecodedCapture decoded =
                new SiteNoteDecoder().open(record, new MemoryCaptureBody(body))) {
            decoded.events(event -> events.add(event.event()));
        }
        return events;
    }

    @Test
    void aNoteIsOneGapInTheAccountsOwnChat() throws IOException {
        Event gap = events(new SiteNote.Gap(NUMBER, SINCE, UNTIL, "logged out").bytes()).getFirst();

        assertThat(gap.content()).isEqualTo(new Content.Gap(SINCE, "logged out"));
        assertThat(gap.time().at()).isEqualTo(UNTIL);
        assertThat(gap.chat().jid()).isEqualTo("447700900001@s.whatsapp.net");
        assertThat(gap.members()).singleElement().matches(one -> NUMBER.equals(one.phone()));
    }

    @Test
    void anAccountWithoutANumberHasGapsToo() throws IOException {
        Event gap = events(new SiteNote.Gap(null, SINCE, UNTIL, "quiet").bytes()).getFirst();

        assertThat(gap.members()).isEmpty();
        assertThat(gap.content()).isEqualTo(new Content.Gap(SINCE, "quiet"));
    }

    @Test
    void aLidThatIsKnownIsANoticeThatShowsBoth() throws IOException {
        PhoneNumber phone = new PhoneNumber("+447700900123");
        Lid lid = new Lid("251556368777322");
        SiteNote note = new SiteNote.HiddenNumber(NUMBER, lid, phone, UNTIL);

        Event said = events(note.bytes()).getFirst();

        assertThat(SiteNote.parse(note.bytes())).contains(note);
        assertThat(said.chat().jid()).isEqualTo("447700900123@s.whatsapp.net");
        assertThat(said.members())
                .anyMatch(one -> lid.equals(one.lid()) && phone.equals(one.phone()))
                .anyMatch(one -> one.owner() && NUMBER.equals(one.phone()));
        assertThat(said.content()).isInstanceOf(Content.Notice.class);
    }

    @Test
    void whatTheSiteDidNotSayIsNoNote() throws IOException {
        SiteNoteDecoder decoder = new SiteNoteDecoder();
        byte[] note = new SiteNote.Gap(NUMBER, SINCE, UNTIL, "quiet").bytes();

        assertThat(
                        decoder.recognises(
                                envelope(Map.of("origin", "site")), new MemoryCaptureBody(note)))
                .isTrue();
        assertThat(
                        decoder.recognises(
                                envelope(Map.of("origin", "waha")), new MemoryCaptureBody(note)))
                .isFalse();
        for (String other :
                List.of(
                        "",
                        "{",
                        "{\"wharf\":\"site-note/2\"}",
                        "{\"wharf\":\"site-note/1\",\"kind\":\"lid\",\"lid\":\"x\"}",
                        "[]")) {
            assertThat(
                            decoder.recognises(
                                    envelope(Map.of("origin", "site")),
                                    new MemoryCaptureBody(other.getBytes(StandardCharsets.UTF_8))))
                    .isFalse();
        }
    }
}
