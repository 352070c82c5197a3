package dev.wharf.connector.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.connector.align.BodyToken;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.MediaKind;

import org.junit.jupiter.api.Test;

import java.util.List;

class FilesTest {
    private static Attachment file(MediaKind kind, AttachmentState state) {
        return new Attachment(kind, state, "a.jpg", null, null, -1, null, null);
    }

    private static final Content PREVIEWED =
            Content.Message.media(
                    null,
                    List.of(
                            file(MediaKind.IMAGE, AttachmentState.MISSING),
                            file(MediaKind.THUMBNAIL, AttachmentState.PENDING)));

    private static final Content WHOLE =
            Content.Message.media(null, List.of(file(MediaKind.IMAGE, AttachmentState.PENDING)));

    @Test
    void thePreviewOfAMissingFileIsNotTheFile() {
        assertThat(Files.held(PREVIEWED)).isZero();
        assertThat(Files.named(PREVIEWED)).isEqualTo(1);
        assertThat(Files.missing(PREVIEWED)).hasSize(1);
    }

    @Test
    void theFileItselfShowsMoreThanItsPreview() {
        BodyToken token = new BodyToken();

        assertThat(BodyToken.showsMore(token.of(PREVIEWED))).isFalse();
        assertThat(BodyToken.showsMore(token.of(WHOLE))).isTrue();
        assertThat(BodyToken.sameInAnyState(token.of(PREVIEWED), token.of(WHOLE))).isTrue();
        assertThat(Files.held(WHOLE)).isGreaterThan(Files.held(PREVIEWED));
    }
}
