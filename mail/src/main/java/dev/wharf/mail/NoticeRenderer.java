package dev.wharf.mail;

import dev.wharf.core.event.Content;

import java.util.List;

/// What WhatsApp told the chat.
final class NoticeRenderer {
    private NoticeRenderer() {}

    static Draft render(Scene scene, Content.Notice notice) {
        return new Draft(
                "WhatsApp notice " + scene.inChat(),
                "",
                List.of(new Block.Written(notice.text())),
                null,
                List.of(new Header("X-Wharf-Notice", Words.token(notice.topic()))),
                List.of());
    }
}
