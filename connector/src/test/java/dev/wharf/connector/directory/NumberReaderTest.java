package dev.wharf.connector.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.connector.directory.NumberReader.Reading;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberReaderTest {
    @ParameterizedTest
    @CsvSource({
        "+1 617-435-4634, , +16174354634, false",
        "+44 (0) 7700 900001, , +447700900001, false",
        "tel:+447700900001, , +447700900001, false",
        "00 44 7700 900001, , +447700900001, false",
        "07400 123456, GB, +447400123456, true",
        "(617) 435-4634, US, +16174354634, true",
        "16174354634, US, +16174354634, false",
        "011 44 7400 123456, US, +447400123456, false",
        "0044 7400 123456, GB, +447400123456, false",
        "+44 7400 123456, US, +447400123456, false"
    })
    void aNumberIsReadAsDirectoriesWriteIt(
            String written, @Nullable String region, String e164, boolean assumed) {
        assertThat(new NumberReader(region).read(written))
                .isEqualTo(new Reading.Read(new PhoneNumber(e164), assumed));
    }

    /// `2125550100` is of New York, and begins like Morocco.
    @ParameterizedTest
    @CsvSource({
        "2125550100,",
        "07400 123456,",
        "+44 20 7946 0000 ext. 12,",
        "+442079460000x12,",
        "020 7946 0000 #7, GB",
        "reception,",
        "123, GB",
        "2125550100, GB"
    })
    void whatIsInDoubtIsNotTaken(String written, @Nullable String region) {
        assertThat(new NumberReader(region).read(written)).isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void aReasonNeverRepeatsTheNumber() {
        assertThat(new NumberReader(null).read("2125550100").toString())
                .doesNotContain("2125550100");
    }

    @Test
    void aRegionThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new NumberReader("UK")).hasMessageContaining("UK");
    }
}
