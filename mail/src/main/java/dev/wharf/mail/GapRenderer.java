package dev.wharf.mail;

import dev.wharf.core.event.Content;
import dev.wharf.core.event.TimePrecision;

import java.util.List;

/// A time in which nothing could be captured.
final class GapRenderer {
    private GapRenderer() {}

    static Draft render(Scene scene, Content.Gap gap) {
        String from = Times.utc(gap.from(), TimePrecision.SECOND);
        String until = Times.utc(scene.event().time().at(), TimePrecision.SECOND);
        return new Draft(
                "GAP in the capture of WhatsApp " + scene.inChat(),
                "",
                List.of(
                        new Block.Remark(
                                "From " + from + " until " + until + " nothing could be captured"),
                        new Block.Written(gap.reason())),
                null,
                List.of(new Header("X-Wharf-Gap-From", from)),
                List.of());
    }
}
