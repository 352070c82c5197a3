package dev.wharf.capture.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.capture.MediaNeed;
import dev.wharf.core.capture.UpdateEnvelope;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.testkit.MemoryCaptureBody;
import dev.wharf.testkit.Samples;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the site reads of a body and what the decoder makes of it agree, whatever the body: the
/// places are the same, and so are chats, ids, times and files. What the site leaves out leaves all
/// else as it was.
class EnvelopesAgreeTest {
    private static final long SEED = 20261128;

    /// Further events of one update about a group.
    private static final Pattern PART = Pattern.compile("(groups\\[\\d+])#\\d+$");

    private final CloudApiEnvelopes reader = new CloudApiEnvelopes();

    @Test
    void onEverySample() throws IOException {
        for (Map.Entry<String, byte[]> sample : samples().entrySet()) {
            agree(sample.getKey(), sample.getValue(), true);
        }
    }

    @Test
    void onSamplesWithAnySubsetLeftOut() throws IOException {
        for (Map.Entry<String, byte[]> sample : samples().entrySet()) {
            leaveOut(sample.getKey(), sample.getValue(), new Random(SEED), 4, true);
        }
    }

    /// Many samples in one body: the places name lines.
    @Test
    void onABodyOfManySamples() throws IOException {
        byte[] body =
                samples().values().stream()
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .collect(Collectors.joining("\n"))
                        .getBytes(StandardCharsets.UTF_8);

        agree("all", body, true);
        leaveOut("all", body, new Random(SEED), 60, true);
    }

    @Test
    void onBodiesWithBytesChanged() {
        for (int round = 0; round < 6_000; round++) {
            Random random = new Random(SEED + round);
            byte[] body = CloudApiFuzzTest.mutated(random);
            agree("round " + round, body, false);
            leaveOut("round " + round, body, random, 1, false);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[null,7]",
                "{\"entry\":[null,{},{\"changes\":[null,{},7,{\"field\":\"messages\",\"value\":{}}]}]}",
                "{\"entry\":[{\"changes\":[{\"value\":{\"messages\":[null,{}],\"standby\":{\"standby\":{}},\"x\":null}}]}",
                "not json at all",
                "\0\0\0",
                "{\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":[{\"id\":\"unclosed"
            })
    void onOddBodies(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        agree(body, bytes, false);
        leaveOut(body, bytes, new Random(SEED), 3, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{", "{\"entry\":[", "{\"a\":", "[{\"entry\":[{\"changes\":["})
    void onBracketsWithoutEnd(String bracket) {
        byte[] bytes = bracket.repeat(100_000).getBytes(StandardCharsets.UTF_8);

        agree(bracket, bytes, false);
    }

    @Test
    void aMessageTenThousandLevelsDeepStillTellsWhoseItIs() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        byte[] body =
                Webhook.webhook("messages", Webhook.messages("\"type\":\"text\",\"text\":" + deep))
                        .getBytes(StandardCharsets.UTF_8);

        List<UpdateEnvelope> envelopes = reader.read(body);

        assertThat(envelopes)
                .extracting(UpdateEnvelope::chat)
                .containsExactly("16505551234@s.whatsapp.net");
        assertThat(Webhook.bytes(reader.without(body, envelopes)).events()).isEmpty();
    }

    /// @param whole whether chats and ids are to be compared too: of an update that no parser
    ///   takes, the site may know more than the decoder
    private void agree(String name, byte[] body, boolean whole) {
        Asked asked = new Asked(body);
        List<DecodedEvent> events = decoded(new Webhook(body, asked));
        List<UpdateEnvelope> envelopes = reader.read(body);

        assertThat(places(envelopes)).as(name).isEqualTo(locators(events, envelopes));
        for (UpdateEnvelope envelope : envelopes) {
            assertThat(envelope.from()).as(name).isBetween(0, body.length);
            assertThat(envelope.to()).as(name).isBetween(envelope.from(), body.length);
        }
        if (!whole) {
            return;
        }
        for (DecodedEvent event : events) {
            same(name, event, envelope(envelopes, event), body);
        }
        Set<String> needed = new TreeSet<>();
        envelopes.forEach(one -> one.media().stream().map(MediaNeed::mediaId).forEach(needed::add));
        assertThat(needed).as(name).isEqualTo(asked.ids);
    }

    private static void same(
            String name, DecodedEvent decoded, UpdateEnvelope envelope, byte[] body) {
        Event event = decoded.event();
        boolean chat = event.chat().kind() != ChatKind.UNKNOWN;
        assertThat(Arrays.copyOfRange(body, envelope.from(), envelope.to()))
                .as(name)
                .isEqualTo(decoded.raw());
        assertThat(envelope.chat()).as(name).isEqualTo(chat ? event.chat().jid() : null);
        assertThat(envelope.chatKind()).as(name).isEqualTo(event.chat().kind());
        assertThat(envelope.messageId()).as(name).isEqualTo(id(event));
        if (envelope.at() != null && envelope.kind() != UpdateEnvelope.Kind.UNKNOWN) {
            assertThat(envelope.at()).as(name).isEqualTo(event.time().at());
        }
        if (envelope.outgoing() != null) {
            assertThat(envelope.outgoing())
                    .as(name)
                    .isEqualTo(event.direction() == Event.Direction.OUTGOING);
        }
        event.members().stream()
                .filter(member -> member.owner())
                .forEach(owner -> assertThat(envelope.number()).as(name).isEqualTo(owner.phone()));
        PhoneNumber peer = envelope.peer();
        if (peer != null) {
            assertThat(event.members()).as(name).anyMatch(member -> peer.equals(member.phone()));
        }
    }

    private static @Nullable String id(Event event) {
        MessageKey key =
                event.content() instanceof Content.Receipt receipt
                        ? receipt.target().key()
                        : event.key();
        return key == null ? null : key.id().replaceFirst("#call_.*", "");
    }

    /// @param whole whether the brackets fit. Where they do not, what is left out may have held a
    ///   bracket that belonged to others: these are then found in another place, and nothing more
    ///   is promised than that what is left out is gone
    private void leaveOut(String name, byte[] body, Random random, int rounds, boolean whole) {
        List<UpdateEnvelope> all = reader.read(body);
        List<DecodedEvent> before = decoded(Webhook.bytes(body));
        for (int round = 0; round < rounds; round++) {
            List<UpdateEnvelope> out = new ArrayList<>(all);
            out.removeIf(_ -> random.nextBoolean());
            byte[] rest = reader.without(body, out);
            List<String> gone = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (DecodedEvent event : before) {
                (out.contains(envelope(all, event)) ? gone : expected).add(described(event));
            }
            List<String> after = new ArrayList<>();
            decoded(Webhook.bytes(rest)).forEach(event -> after.add(described(event)));
            if (whole) {
                assertThat(after).as(name).isEqualTo(expected);
            } else if (places(all).size() == all.size()) {
                assertThat(after).as(name).noneMatch(gone::contains);
            }
        }
    }

    private static String described(DecodedEvent event) {
        return event.event().provenance().locator() + " " + Webhook.said(event);
    }

    private static List<DecodedEvent> decoded(Webhook webhook) {
        try {
            return webhook.decoded();
        } catch (WharfException nothing) {
            return List.of();
        }
    }

    private static List<String> places(List<UpdateEnvelope> envelopes) {
        return envelopes.stream().map(UpdateEnvelope::place).distinct().toList();
    }

    /// One update may be several events; a body of which the decoder makes nothing is one update.
    private static List<String> locators(
            List<DecodedEvent> events, List<UpdateEnvelope> envelopes) {
        if (events.isEmpty() && envelopes.size() == 1) {
            return List.of("body");
        }
        return events.stream().map(EnvelopesAgreeTest::place).distinct().toList();
    }

    private static String place(DecodedEvent event) {
        return PART.matcher(event.event().provenance().locator()).replaceFirst("$1");
    }

    private static UpdateEnvelope envelope(List<UpdateEnvelope> all, DecodedEvent event) {
        String place = place(event);
        return all.stream().filter(one -> one.place().equals(place)).findFirst().orElseThrow();
    }

    static Map<String, byte[]> samples() throws IOException {
        Map<String, byte[]> samples = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(Samples.require("cloud-api"))) {
            for (Path file : files.sorted().toList()) {
                String name = Objects.requireNonNull(file.getFileName()).toString();
                if (name.endsWith(".json")) {
                    samples.put(name, Files.readAllBytes(file));
                }
            }
        }
        return samples;
    }

    /// A body that notes for which files it is asked.
    private static final class Asked implements CaptureBody {
        private final MemoryCaptureBody body;
        private final Set<String> ids = new TreeSet<>();

        Asked(byte[] bytes) {
            this.body = new MemoryCaptureBody(bytes);
        }

        @Override
        public Optional<DecodedEvent.ContentOpener> companion(String mediaId) {
            ids.add(mediaId);
            return Optional.empty();
        }

        @Override
        public long size() {
            return body.size();
        }

        @Override
        public InputStream stream() {
            return body.stream();
        }

        @Override
        public SeekableByteChannel channel() {
            return body.channel();
        }

        @Override
        public void close() {}
    }
}
