package dev.wharf.site.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.site.feed.ByteRange.Asked;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-99, 0, 99",
        "bytes=0-1000, 0, 99",
        "bytes=50-, 50, 99",
        "bytes=-10, 90, 99",
        "bytes=-1000, 0, 99",
        "bytes=99-99, 99, 99"
    })
    void aStretchOfTheFileIsGiven(String header, long first, long last) {
        assertThat(ByteRange.asked(Optional.of(header), 100))
                .isEqualTo(new Asked.Part(new ByteRange(first, last)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
    void whatLiesOutsideIsSaidToLieOutside(String header) {
        assertThat(ByteRange.asked(Optional.of(header), 100)).isEqualTo(new Asked.Outside());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes=-", "bytes=5-1", "lines=1-2", "bytes=0-1,5-6", "bytes=a-b"})
    void anythingElseAsksForTheWhole(String header) {
        assertThat(ByteRange.asked(Optional.of(header), 100)).isEqualTo(new Asked.Whole());
    }
}
