package dev.wharf.testkit.graph;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Folders, messages and attachments of the fake, by Graph's documented rules. Guarded by its
/// server's lock.
final class FakeMail {
    private static final Set<String> FIELDS =
            Set.of(
                    "subject",
                    "isRead",
                    "body",
                    "from",
                    "sender",
                    "toRecipients",
                    "ccRecipients",
                    "internetMessageId",
                    "internetMessageHeaders",
                    "categories",
                    "importance",
                    "singleValueExtendedProperties",
                    "attachments");
    private static final Set<String> CLASSES = Set.of("Integer", "String", "SystemTime", "Boolean");
    private static final Pattern PROPERTY =
            Pattern.compile("(\\w+) (0x[0-9A-Fa-f]{1,4}|\\{[0-9a-f-]{36}\\} Name .+)");
    private static final Pattern NAME = Pattern.compile("displayName eq '((?:[^']|'')*)'");
    private static final Pattern ANY =
            Pattern.compile(
                    "singleValueExtendedProperties/any\\(ep: ep/id eq '([^']+)' and \\((.+)\\)\\)");
    private static final Pattern VALUE = Pattern.compile("ep/value eq '((?:[^']|'')*)'");
    private static final int RECIPIENTS = 500;
    private static final int HEADERS = 5;
    private static final int POSTED = 3_000_000;

    private final Clock clock;
    private final FakeUploads uploads;
    private int made;

    /// Message-IDs that are not taken.
    final Set<String> refused = new HashSet<>();

    /// Whether a tenant keeps the class a message is created with.
    boolean keepsClass = true;

    /// Whether files may be added to what is no draft.
    boolean addsFilesToAnything = true;

    FakeMail(Clock clock, FakeUploads uploads) {
        this.clock = clock;
        this.uploads = uploads;
    }

    FakeReply answer(String base, FakeMailbox mailbox, FakeRequest request) {
        String second = request.step(2);
        return switch (second) {
            case "mailFolders" -> folders(base, mailbox, request);
            case "messages" -> message(base, mailbox, request);
            default -> FakeReply.error(400, "BadRequest", "Resource not found for the segment");
        };
    }

    private FakeReply folders(String base, FakeMailbox mailbox, FakeRequest request) {
        if (request.is("GET", "users", "*", "mailFolders", "msgfolderroot", "childFolders")) {
            return find(mailbox, request);
        }
        if (request.is("POST", "users", "*", "mailFolders")) {
            return make(mailbox, request.body());
        }
        FakeFolder folder = mailbox.folders.get(request.step(3));
        if (folder == null) {
            return FakeReply.error(
                    404, "ErrorItemNotFound", "The specified object was not found in the store.");
        }
        if (request.is("POST", "users", "*", "mailFolders", "*", "messages")) {
            return create(mailbox, folder, request);
        }
        if (request.is("GET", "users", "*", "mailFolders", "*", "messages")) {
            return list(base, folder, request);
        }
        if (request.is("GET", "users", "*", "mailFolders", "*")) {
            return FakeReply.json(200, shown(folder));
        }
        if (request.is("DELETE", "users", "*", "mailFolders", "*")) {
            mailbox.folders.remove(folder.id);
            return FakeReply.empty(204);
        }
        return FakeReply.error(405, "ErrorInvalidRequest", "method");
    }

    private FakeReply find(FakeMailbox mailbox, FakeRequest request) {
        Matcher name = NAME.matcher(request.query().getOrDefault("$filter", ""));
        if (!name.matches()) {
            return FakeReply.error(400, "ErrorInvalidUrlQueryFilter", "$filter");
        }
        boolean hiddenToo = request.query().getOrDefault("includeHiddenFolders", "").equals("true");
        ObjectNode answer = FakeReply.JSON.createObjectNode();
        answer.putArray("value");
        FakeFolder folder = mailbox.named(name.group(1).replace("''", "'"));
        if (folder != null && (hiddenToo || !folder.hidden)) {
            answer.withArray("value").add(shown(folder));
        }
        return FakeReply.json(200, answer);
    }

    private static ObjectNode shown(FakeFolder folder) {
        return FakeReply.JSON
                .createObjectNode()
                .put("id", folder.id)
                .put("displayName", folder.name)
                .put("isHidden", folder.hidden);
    }

    private FakeReply make(FakeMailbox mailbox, @Nullable JsonNode body) {
        if (body == null || body.path("displayName").asString("").isEmpty()) {
            return FakeReply.error(400, "ErrorInvalidRequest", "displayName");
        }
        String name = body.path("displayName").asString("");
        if (mailbox.named(name) != null) {
            return FakeReply.error(
                    409, "ErrorFolderExists", "A folder with the specified name already exists.");
        }
        FakeFolder folder =
                new FakeFolder("folder" + ++made, name, body.path("isHidden").asBoolean(false));
        mailbox.folders.put(folder.id, folder);
        return FakeReply.json(201, shown(folder));
    }

    private FakeReply create(FakeMailbox mailbox, FakeFolder folder, FakeRequest request) {
        if (mailbox.trouble == FakeMailbox.Trouble.FULL) {
            return FakeReply.error(507, "ErrorQuotaExceeded", "The mailbox has no room.");
        }
        JsonNode body = request.body();
        FakeReply wrong = wrong(body);
        if (wrong != null || body == null) {
            return wrong != null ? wrong : FakeReply.error(400, "BadRequest", "no body");
        }
        ObjectNode json = (ObjectNode) body.deepCopy();
        FakeMessage message = new FakeMessage(id(request), folder.id, json, clock.instant());
        for (JsonNode one : json.path("singleValueExtendedProperties")) {
            set(message, one);
        }
        if (!keepsClass) {
            message.properties.put(FakeMessage.key("String 0x001A"), "IPM.Note");
        }
        for (JsonNode file : json.path("attachments")) {
            message.attachments.add(attachment(file));
        }
        rewriteBody(json);
        folder.messages.put(message.id, message);
        return FakeReply.json(201, message.shown(""));
    }

    private String id(FakeRequest request) {
        return (request.wantsImmutableIds() ? "AAkALg" : "AAMkAG") + "-" + ++made + "=";
    }

    /// As Exchange does: other white space, another head.
    private static void rewriteBody(ObjectNode json) {
        String html = json.path("body").path("content").asString("");
        json.withObject("body")
                .put(
                        "content",
                        "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">"
                                + html.replace("\r\n", "\n").replace("<!DOCTYPE html>", ""));
    }

    private static void set(FakeMessage message, JsonNode property) {
        message.properties.put(
                FakeMessage.key(property.path("id").asString("")),
                property.path("value").asString(""));
    }

    private @Nullable FakeReply wrong(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            return FakeReply.error(400, "UnableToDeserializePostBody", "no JSON");
        }
        Set<String> names = new HashSet<>(body.propertyNames());
        names.removeAll(FIELDS);
        if (!names.isEmpty()) {
            return FakeReply.error(400, "RequestBodyRead", "unknown " + names);
        }
        if (refused.contains(body.path("internetMessageId").asString(""))) {
            return FakeReply.error(400, "ErrorInvalidRequest", "what was sent may stand here");
        }
        if (body.path("toRecipients").size() > RECIPIENTS) {
            return FakeReply.error(400, "ErrorInvalidRecipients", "too many recipients");
        }
        if (body.path("subject").asString("").length() > 255) {
            return FakeReply.error(400, "ErrorInvalidRequest", "subject");
        }
        return hasWrongHeaders(body) || hasWrongProperties(body)
                ? FakeReply.error(400, "InvalidInternetMessageHeader", "headers or properties")
                : null;
    }

    private static boolean hasWrongHeaders(JsonNode body) {
        JsonNode headers = body.path("internetMessageHeaders");
        if (headers.size() > HEADERS) {
            return true;
        }
        for (JsonNode header : headers) {
            String name = header.path("name").asString("").toLowerCase(Locale.ROOT);
            if (!name.startsWith("x-") || header.path("value").asString("").length() > 995) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasWrongProperties(JsonNode body) {
        for (JsonNode property : body.path("singleValueExtendedProperties")) {
            Matcher id = PROPERTY.matcher(property.path("id").asString(""));
            if (!id.matches()
                    || !CLASSES.contains(id.group(1))
                    || property.path("value").asString("").isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private FakeReply list(String base, FakeFolder folder, FakeRequest request) {
        Matcher any = ANY.matcher(request.query().getOrDefault("$filter", ""));
        if (!any.matches()) {
            return FakeReply.error(400, "ErrorInvalidUrlQueryFilter", "$filter");
        }
        Set<String> wanted = new HashSet<>();
        for (String one : any.group(2).split(" or ", -1)) {
            Matcher value = VALUE.matcher(one);
            if (!value.matches()) {
                return FakeReply.error(400, "ErrorInvalidUrlQueryFilter", "ep/value");
            }
            wanted.add(value.group(1).replace("''", "'"));
        }
        List<FakeMessage> found =
                folder.messages.values().stream()
                        .filter(message -> wanted.contains(message.property(any.group(1))))
                        .toList();
        return page(base, found, request);
    }

    private static FakeReply page(String base, List<FakeMessage> found, FakeRequest request) {
        int top = Integer.parseInt(request.query().getOrDefault("$top", "10"));
        int skip = Integer.parseInt(request.query().getOrDefault("$skip", "0"));
        String expand = request.query().getOrDefault("$expand", "");
        ObjectNode answer = FakeReply.JSON.createObjectNode();
        answer.putArray("value");
        found.stream()
                .skip(skip)
                .limit(top)
                .forEach(one -> answer.withArray("value").add(one.shown(expand)));
        if (skip + top < found.size()) {
            String query =
                    request.query().entrySet().stream()
                            .filter(one -> !one.getKey().equals("$skip"))
                            .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                            .collect(Collectors.joining("&"));
            String path =
                    request.steps().stream()
                            .map(FakeMail::encoded)
                            .collect(Collectors.joining("/"));
            answer.put(
                    "@odata.nextLink",
                    base + "/v1.0/" + path + "?" + query + "&$skip=" + (skip + top));
        }
        return FakeReply.json(200, answer);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private FakeReply message(String base, FakeMailbox mailbox, FakeRequest request) {
        FakeMessage message = request.steps().size() < 4 ? null : mailbox.message(request.step(3));
        if (message == null) {
            return FakeReply.error(
                    404, "ErrorItemNotFound", "The specified object was not found in the store.");
        }
        if (request.steps().size() > 4) {
            return files(base, mailbox, message, request);
        }
        return switch (request.method()) {
            case "GET" ->
                    FakeReply.json(200, message.shown(request.query().getOrDefault("$expand", "")));
            case "DELETE" -> {
                mailbox.remove(message);
                yield FakeReply.empty(204);
            }
            case "PATCH" -> patch(message, request.body());
            default -> FakeReply.error(405, "ErrorInvalidRequest", "method");
        };
    }

    /// What is only taken at creation is refused here, so that nobody relies on it.
    private static FakeReply patch(FakeMessage message, @Nullable JsonNode body) {
        JsonNode properties =
                body == null
                        ? FakeReply.JSON.createArrayNode()
                        : body.path("singleValueExtendedProperties");
        for (JsonNode property : properties) {
            if (property.path("id").asString("").contains(" 0x")) {
                return FakeReply.error(400, "ErrorInvalidRequest", "settable at creation only");
            }
            set(message, property);
        }
        return FakeReply.json(200, message.shown(""));
    }

    private FakeReply files(
            String base, FakeMailbox mailbox, FakeMessage message, FakeRequest request) {
        if (request.is("GET", "users", "*", "messages", "*", "attachments")) {
            return listFiles(message);
        }
        if (request.method().equals("POST") && !addsFilesToAnything && !message.isDraft()) {
            return FakeReply.error(400, "ErrorInvalidOperation", "only drafts take files");
        }
        if (request.is("POST", "users", "*", "messages", "*", "attachments")) {
            return post(mailbox, message, request.body());
        }
        if (request.is(
                "POST", "users", "*", "messages", "*", "attachments", "createUploadSession")) {
            return uploads.begin(base, request.mailbox(), message, request);
        }
        if (request.is("DELETE", "users", "*", "messages", "*", "attachments", "*")) {
            return message.attachments.removeIf(file -> file.id().equals(request.step(5)))
                    ? FakeReply.empty(204)
                    : FakeReply.error(404, "ErrorItemNotFound", "attachment");
        }
        if (request.is("GET", "users", "*", "messages", "*", "attachments", "*", "$value")) {
            return message.attachments.stream()
                    .filter(file -> file.id().equals(request.step(5)))
                    .map(file -> FakeReply.bytes(file.content()))
                    .findFirst()
                    .orElse(FakeReply.error(404, "ErrorItemNotFound", "attachment"));
        }
        return FakeReply.error(405, "ErrorInvalidRequest", "method");
    }

    private static FakeReply listFiles(FakeMessage message) {
        ObjectNode answer = FakeReply.JSON.createObjectNode();
        answer.putArray("value");
        for (FakeAttachment file : message.attachments) {
            answer.withArray("value")
                    .addObject()
                    .put("id", file.id())
                    .put("name", file.name())
                    .put("size", file.size());
        }
        return FakeReply.json(200, answer);
    }

    private FakeReply post(FakeMailbox mailbox, FakeMessage message, @Nullable JsonNode body) {
        if (mailbox.trouble == FakeMailbox.Trouble.FULL) {
            return FakeReply.error(507, "ErrorQuotaExceeded", "The mailbox has no room.");
        }
        if (body == null || body.path("name").asString("").isEmpty()) {
            return FakeReply.error(400, "ErrorInvalidRequest", "attachment");
        }
        FakeAttachment file = attachment(body);
        if (file.content().length >= POSTED) {
            return FakeReply.error(413, "ErrorMessageSizeExceeded", "use an upload session");
        }
        message.attachments.add(file);
        return FakeReply.json(201, FakeReply.JSON.createObjectNode().put("id", file.id()));
    }

    private FakeAttachment attachment(JsonNode json) {
        return new FakeAttachment(
                "a" + ++made,
                json.path("name").asString(""),
                json.path("contentType").asString(""),
                Base64.getDecoder().decode(json.path("contentBytes").asString("")));
    }

    List<FakeMessage> all(FakeMailbox mailbox) {
        return new ArrayList<>(mailbox.messages());
    }
}
