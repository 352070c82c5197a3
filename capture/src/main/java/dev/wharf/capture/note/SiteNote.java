package dev.wharf.capture.note;

import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// A hole in what was captured, as the site's watch found it; a capture of its own in the journal:
/// `{"wharf":"site-note/1","kind":"gap","number":"+44…","since":"…","until":"…","reason":"…"}`.
///
/// @param number of the account; null when it had none
/// @param since from when on nothing could be captured
/// @param until when it was noticed, or ended
/// @param reason in the watch's words; no content of a message
public record SiteNote(@Nullable PhoneNumber number, Instant since, Instant until, String reason) {
    static final String FORM = "site-note/1";

    private static final JsonMapper JSON = JsonMapper.shared();

    public byte[] bytes() {
        ObjectNode json = JSON.createObjectNode();
        json.put("wharf", FORM).put("kind", "gap");
        json.put("number", number == null ? null : number.e164());
        json.put("since", since.toString()).put("until", until.toString());
        json.put("reason", reason);
        return JSON.writeValueAsBytes(json);
    }

    /// Empty when it is none.
    static Optional<SiteNote> parse(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            if (!json.path("wharf").asString("").equals(FORM)) {
                return Optional.empty();
            }
            return Optional.of(
                    new SiteNote(
                            PhoneNumber.parse(json.path("number").asString("")).orElse(null),
                            Instant.parse(json.path("since").asString("")),
                            Instant.parse(json.path("until").asString("")),
                            json.path("reason").asString("")));
        } catch (JacksonException | DateTimeException _) {
            return Optional.empty();
        }
    }
}
