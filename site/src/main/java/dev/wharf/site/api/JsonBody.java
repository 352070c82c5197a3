package dev.wharf.site.api;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.site.http.Request;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A JSON object that somebody sent, read strictly: an unknown member is refused, since a misspelt
/// one would otherwise be obeyed as if it had not been sent. Messages name members, never values.
public final class JsonBody {
    private final JsonNode object;

    public JsonBody(JsonNode object) {
        this.object = object;
    }

    /// @param members all that may be there
    public static JsonBody of(Request request, Set<String> members) throws IOException {
        JsonBody body = parse(request.bytes());
        body.refuseOthers(members);
        return body;
    }

    static JsonBody parse(byte[] bytes) {
        try {
            JsonNode node = JsonMapper.shared().readTree(bytes);
            if (node != null && node.isObject()) {
                return new JsonBody(node);
            }
        } catch (JacksonException _) {
            // Its message would quote what was sent.
        }
        throw refused("the body is not a JSON object");
    }

    public void refuseOthers(Set<String> members) {
        for (String name : object.propertyNames()) {
            if (!members.contains(name)) {
                throw refused(
                        "the body has a member that is not known here; known are "
                                + String.join(", ", members.stream().sorted().toList()));
            }
        }
    }

    public boolean has(String member) {
        return object.hasNonNull(member);
    }

    public String text(String member) {
        return optional(member).orElseThrow(() -> refused(member + " is missing"));
    }

    public @Nullable String textOrNull(String member) {
        return optional(member).orElse(null);
    }

    private Optional<String> optional(String member) {
        JsonNode value = object.get(member);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString() || value.stringValue().isBlank()) {
            throw refused(member + " is not a text");
        }
        return Optional.of(value.stringValue().strip());
    }

    public boolean flag(String member, boolean otherwise) {
        JsonNode value = object.get(member);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw refused(member + " is neither true nor false");
        }
        return value.booleanValue();
    }

    public EmailAddress email(String member) {
        return EmailAddress.parse(text(member))
                .orElseThrow(() -> refused(member + " is not an e-mail address"));
    }

    public PhoneNumber phone(String member) {
        return phone(member, text(member));
    }

    public List<PhoneNumber> phones(String member) {
        return texts(member).stream().map(text -> phone(member, text)).toList();
    }

    private static PhoneNumber phone(String member, String text) {
        return PhoneNumber.parse(text)
                .orElseThrow(() -> refused(member + " is not a phone number with country code"));
    }

    public @Nullable LocalDate dayOrNull(String member) {
        String text = textOrNull(member);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            throw refused(member + " is not a date; write it as 2026-03-31");
        }
    }

    public List<String> texts(String member) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(member)) {
            if (!element.isString()) {
                throw refused(member + " is not a list of texts");
            }
            texts.add(element.stringValue());
        }
        return List.copyOf(texts);
    }

    public List<JsonBody> objects(String member) {
        List<JsonBody> objects = new ArrayList<>();
        for (JsonNode element : array(member)) {
            if (!element.isObject()) {
                throw refused(member + " is not a list of objects");
            }
            objects.add(new JsonBody(element));
        }
        return List.copyOf(objects);
    }

    public JsonBody object(String member) {
        JsonNode value = object.get(member);
        if (value == null || !value.isObject()) {
            throw refused(member + " is missing, or not an object");
        }
        return new JsonBody(value);
    }

    /// A member of any shape.
    public JsonNode node(String member) {
        JsonNode value = object.get(member);
        if (value == null || value.isNull()) {
            throw refused(member + " is missing");
        }
        return value;
    }

    private Iterable<JsonNode> array(String member) {
        JsonNode value = object.get(member);
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw refused(member + " is not a list");
        }
        return value;
    }

    public static WharfException refused(String what) {
        return new WharfException(ErrorCode.INPUT_UNREADABLE, what);
    }
}
