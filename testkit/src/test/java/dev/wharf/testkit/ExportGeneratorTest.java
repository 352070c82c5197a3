package dev.wharf.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;

class ExportGeneratorTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final ExportGenerator generator =
            new ExportGenerator(
                    ExportGenerator.Chat.group(7, "Desk", List.of("Ana", "Bob", "Chloé")));

    @ParameterizedTest
    @EnumSource
    void everyMessageIsALine(ExportShape shape) {
        List<String> lines = lines(ExportGenerator.View.of(0, shape, LONDON, 1000));

        assertThat(lines).hasSize(1001);
    }

    @Test
    void theSameViewIsTheSameText() {
        ExportGenerator.View view = ExportGenerator.View.of(0, ExportShape.ANDROID_EN, LONDON, 500);

        assertThat(lines(view)).isEqualTo(lines(view));
    }

    @Test
    void twoMembersSeeTheSameWords() {
        ExportGenerator.View early =
                ExportGenerator.View.of(0, ExportShape.ANDROID_EN, LONDON, 100);
        ExportGenerator.View late =
                ExportGenerator.View.of(1, ExportShape.IOS_DE, ZoneId.of("Asia/Tokyo"), 50)
                        .from(50)
                        .calling(name -> name + " (work)");

        String one = lines(early).get(1 + 60);
        String other = lines(late).get(1 + 10);

        assertThat(one).endsWith(body(60));
        assertThat(other).endsWith(body(60)).contains("(work): ");
    }

    private String body(long index) {
        return generator.isMedia(index) ? "" : generator.bodyOf(index);
    }

    private List<String> lines(ExportGenerator.View view) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        generator.text(view, out);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
