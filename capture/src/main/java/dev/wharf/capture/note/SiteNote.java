package dev.wharf.capture.note;

import dev.wharf.core.party.Lid;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// Something that the site found out by itself: a capture of its own in the journal, JSON with
/// `"wharf":"site-note/1"` and a `kind`.
public sealed interface SiteNote {
    String FORM = "site-note/1";

    /// Number of the account; null when it had none.
    @Nullable PhoneNumber number();

    byte[] bytes();

    /// A hole in what was captured:
    /// `{"wharf":"site-note/1","kind":"gap","number":"+44…","since":"…","until":"…","reason":"…"}`.
    ///
    /// @param since from when on nothing could be captured
    /// @param until when it was noticed, or ended
    /// @param reason in the watch's words; no content of a message
    record Gap(@Nullable PhoneNumber number, Instant since, Instant until, String reason)
            implements SiteNote {
        @Override
        public byte[] bytes() {
            ObjectNode json = json("gap", number);
            json.put("since", since.toString()).put("until", until.toString());
            return JsonMapper.shared().writeValueAsBytes(json.put("reason", reason));
        }
    }

    /// The gateway has said whose LID it is:
    /// `{"wharf":"site-note/1","kind":"lid","number":"+44…","lid":"…","phone":"+1…","at":"…"}`.
    ///
    /// @param at when it was asked
    record HiddenNumber(@Nullable PhoneNumber number, Lid lid, PhoneNumber phone, Instant at)
            implements SiteNote {
        @Override
        public byte[] bytes() {
            ObjectNode json = json("lid", number);
            json.put("lid", lid.digits()).put("phone", phone.e164()).put("at", at.toString());
            return JsonMapper.shared().writeValueAsBytes(json);
        }
    }

    private static ObjectNode json(String kind, @Nullable PhoneNumber number) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("wharf", FORM).put("kind", kind);
        return json.put("number", number == null ? null : number.e164());
    }

    /// Empty when it is none.
    static Optional<SiteNote> parse(byte[] bytes) {
        try {
            JsonNode json = JsonMapper.shared().readTree(bytes);
            if (!text(json, "wharf").equals(FORM)) {
                return Optional.empty();
            }
            PhoneNumber number = PhoneNumber.parse(text(json, "number")).orElse(null);
            return switch (text(json, "kind")) {
                case "gap" -> Optional.of(gap(json, number));
                case "lid" -> Optional.of(hidden(json, number));
                default -> Optional.empty();
            };
        } catch (JacksonException | DateTimeException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Gap gap(JsonNode json, @Nullable PhoneNumber number) {
        return new Gap(
                number,
                Instant.parse(text(json, "since")),
                Instant.parse(text(json, "until")),
                text(json, "reason"));
    }

    private static HiddenNumber hidden(JsonNode json, @Nullable PhoneNumber number) {
        return new HiddenNumber(
                number,
                new Lid(text(json, "lid")),
                new PhoneNumber(text(json, "phone")),
                Instant.parse(text(json, "at")));
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asString("");
    }
}
