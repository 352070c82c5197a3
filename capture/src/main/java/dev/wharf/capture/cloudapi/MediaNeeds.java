package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.Nodes;
import dev.wharf.core.capture.MediaNeed;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The files that an update names: exactly those for which the decoder will ask the capture's
/// companions.
final class MediaNeeds {
    private static final Set<String> FILES =
            Set.of("image", "video", "document", "sticker", "voice", "audio");

    private static final Pattern SIZE = Pattern.compile("[0-9]{1,15}");

    private MediaNeeds() {}

    /// @param account phone number id
    static List<MediaNeed> of(Members message, String account) {
        List<MediaNeed> needs = new ArrayList<>(1);
        Members body = MessageHead.body(message);
        named(body, account, needs);
        if ("edit".equals(body.text("type"))) {
            named(body.inner("edit").inner("message"), account, needs);
        }
        return needs;
    }

    private static void named(Members body, String account, List<MediaNeed> needs) {
        String type = body.text("type");
        if (type != null && FILES.contains(type)) {
            add(body.object(type), account, needs);
        }
        Members referral = body.object("referral");
        if (referral != null) {
            add(referral.object("image"), account, needs);
            add(referral.object("video"), account, needs);
        }
    }

    static List<MediaNeed> ofCall(JsonNode call, String account) {
        List<MediaNeed> needs = new ArrayList<>(1);
        String member = CallReader.file(Nodes.text(call, "event"));
        JsonNode about = member == null ? null : Nodes.object(call, member);
        JsonNode file = about == null ? null : CallReader.described(about);
        add(file == null ? null : Members.of(file), account, needs);
        return needs;
    }

    private static void add(@Nullable Members file, String account, List<MediaNeed> needs) {
        String id = file == null ? null : file.text("id");
        if (file == null || id == null) {
            return;
        }
        String size = file.text("file_size");
        boolean sized = size != null && SIZE.matcher(size).matches();
        needs.add(
                new MediaNeed(
                        id,
                        account,
                        address(file.text("url")),
                        MediaDigest.read(file.text("sha256")).orElse(null),
                        sized && size != null ? Long.parseLong(size) : -1));
    }

    private static @Nullable URI address(@Nullable String url) {
        try {
            return url == null ? null : new URI(url);
        } catch (URISyntaxException none) {
            return null;
        }
    }
}
