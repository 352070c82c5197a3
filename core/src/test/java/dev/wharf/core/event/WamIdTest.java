package dev.wharf.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

class WamIdTest {
    /// The ids are of Meta's own examples; their bytes were read by hand.
    @ParameterizedTest
    @CsvSource({
        "wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA=,+16503879439,3A4A6599AEE03810144F",
        "wamid.HBgLMTY1MDU1NTEyMzQVAgASGBQzRUIwQTk4NkNGMUZCMDZERTREMAA=,+16505551234,3EB0A986CF1FB06DE4D0",
        "wamid.HBgLMTY0NjcwNDM1OTUVAgARGBIyNDlBOEI5QUQ4NDc0N0FCNjMA,+16467043595,249A8B9AD84747AB63",
        "wamid.HBgLMTk4MzU1NTE5NzQVAgASGAoxMTgyMDg2MjY3AA==,+19835551974,1182086267",
        "wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA,+16503879439,3A4A6599AEE03810144F"
    })
    void carriesTheNumberAndThePhonesOwnId(String text, String phone, String id) {
        assertThat(WamId.read(text))
                .hasValueSatisfying(
                        read -> {
                            assertThat(read.phone().e164()).isEqualTo(phone);
                            assertThat(read.messageId()).isEqualTo(id);
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wamid.",
                "wamid...",
                "3EB0A986CF1FB06DE4D0",
                "wamid.sH0kFlaCGg0xcvZbgmg90lHrg2dL",
                "wamid.HASDI128HJOPUERIH82ahdasd09ASDHi5>",
                "wacid.ABGGFjFVU2AfAgo6V-Hc5eCgK5Gh",
                "wamid.N0FCNjMAHBgLMTY0NjcwNDM1OTUVAgARGBIyNDlBOEI5QUQ4NDc0",
                "wamid.HBgNNDkxNTIwOTgzMzM5OBUCABIYHGDEHJVFHJEVCFHJEVBCMTkyODk1OEIyAA=="
            })
    void saysNothingOfWhatDoesNotLookLikeOne(String text) {
        assertThat(WamId.read(text)).isEmpty();
        assertThat(WamId.read(null)).isEmpty();
    }

    @Test
    void survivesAnyChange() {
        Random random = new Random(20261122);
        String whole = "wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA=";
        for (int i = 0; i < 20_000; i++) {
            char[] text = whole.toCharArray();
            text[random.nextInt(text.length)] = (char) random.nextInt(128);
            WamId.read(new String(text, 0, random.nextInt(text.length + 1)))
                    .ifPresent(read -> assertThat(read.messageId()).isNotEmpty());
        }
    }
}
