package dev.wharf.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventCodec;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.party.Person;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Lives here because the events come from testkit, which core cannot see.
class EventCodecTest {
    private static final long SEED = 20_261_122;

    private static final byte[] DAMAGE =
            "{}[]\",:0919eE-x\\u\0\u00ff".getBytes(StandardCharsets.ISO_8859_1);

    private final EventCodec codec = new EventCodec();

    @ParameterizedTest
    @EnumSource(EventKind.class)
    void everyKindComesBackExactly(EventKind kind) {
        RandomEvents random = new RandomEvents(SEED + kind.code());

        for (int i = 0; i < 300; i++) {
            Event event = random.next(kind);

            assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
        }
    }

    @Test
    void equalEventsGiveEqualBytes() {
        RandomEvents one = new RandomEvents(SEED);
        RandomEvents other = new RandomEvents(SEED);

        for (int i = 0; i < 300; i++) {
            assertThat(codec.encode(one.next())).isEqualTo(new EventCodec().encode(other.next()));
        }
    }

    @Test
    void loneSurrogatesSurvive() {
        Event event = withText("a\ud83d b\ude00\ud83d\ude00\ude00\ud83d");

        assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
    }

    @Test
    void aMemberIsWrittenOnceHoweverOftenNamed() {
        Event random = withText("");
        Person bob = Person.named("Bob from Leeds");
        Event event =
                new Event(
                        random.chat(),
                        random.time(),
                        bob,
                        IntStream.range(0, 1024)
                                .mapToObj(i -> i == 500 ? bob : Person.named("member " + i))
                                .toList(),
                        random.direction(),
                        null,
                        new Content.Membership(
                                Content.Membership.Action.PROMOTED, List.of(bob), null),
                        random.provenance());

        String json = new String(codec.encode(event), StandardCharsets.UTF_8);

        assertThat(json.split("Bob from Leeds", -1)).hasSize(2);
        assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
    }

    @Test
    void membersOfLaterVersionsArePassedOver() {
        Event event = withText("hello");
        String json = new String(codec.encode(event), StandardCharsets.UTF_8);

        String later =
                json.replace("\"chat\":{", "\"mood\":{\"a\":[1,{}]},\"chat\":{\"colour\":[1,2],")
                        .replace("\"content\":{", "\"content\":{\"effect\":null,");

        assertThat(codec.decode(later.getBytes(StandardCharsets.UTF_8))).isEqualTo(event);
    }

    @Test
    void aLaterFormatIsRefused() {
        String json =
                new String(codec.encode(withText("x")), StandardCharsets.UTF_8)
                        .replace("{\"v\":1,", "{\"v\":2,");

        assertThatThrownBy(() -> codec.decode(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("later Wharf");
    }

    @Test
    void aCorruptEventFailsWithoutQuotingIt() {
        byte[] json = codec.encode(withText("secret words"));

        for (int length = 0; length < json.length; length++) {
            byte[] cut = Arrays.copyOf(json, length);

            assertThatThrownBy(() -> codec.decode(cut))
                    .isInstanceOf(WharfException.class)
                    .hasNoCause()
                    .message()
                    .doesNotContain("secret");
        }
    }

    @Test
    void aDamagedEventIsReadOrRefusedAndNothingElse() {
        RandomEvents events = new RandomEvents(SEED);
        Random random = new Random(SEED);

        for (int i = 0; i < 3_000; i++) {
            byte[] json = codec.encode(events.next());
            if (json.length > 20_000) {
                continue;
            }
            for (int hit = 0; hit < 1 + i % 3; hit++) {
                json[random.nextInt(json.length)] = DAMAGE[random.nextInt(DAMAGE.length)];
            }
            try {
                assertThat(codec.decode(json)).isNotNull();
            } catch (WharfException refused) {
                assertThat(refused.code()).isEqualTo(ErrorCode.STORAGE_CORRUPT);
            }
        }
    }

    @Test
    void theFormIsCanonical() {
        Event event = withText("say \"hi\"\n\u0001é\u2028😀");

        String json = new String(codec.encode(event), StandardCharsets.UTF_8);

        assertThat(json)
                .startsWith("{\"v\":1,\"kind\":\"MESSAGE\",\"chat\":{")
                .contains("\"content\":{\"text\":\"say \\\"hi\\\"\\n\\u0001é\u2028😀\"}");
    }

    private static Event withText(String text) {
        Event random = new RandomEvents(SEED).next(EventKind.MESSAGE);
        return new Event(
                random.chat(),
                random.time(),
                random.sender(),
                random.members(),
                random.direction(),
                random.key(),
                Content.Message.text(text),
                random.provenance());
    }
}
