package dev.wharf.destinations.microsoft365.mailbox;

import dev.wharf.destinations.microsoft365.graph.GraphAnswer;
import dev.wharf.destinations.microsoft365.graph.GraphText;
import dev.wharf.destinations.microsoft365.item.FileLimits;
import dev.wharf.destinations.microsoft365.item.FileSizes;
import dev.wharf.destinations.microsoft365.item.WharfProperty;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Items whose files come after them: which are there, and the word that all are.
///
/// For one thread.
final class HalfItems {
    private final MailboxCaller caller;
    private final FileLimits limits;

    HalfItems(MailboxCaller caller, FileLimits limits) {
        this.caller = caller;
        this.limits = limits;
    }

    /// A file as it is in the mailbox.
    ///
    /// @param size as Exchange counts it
    record There(String id, String name, long size) {}

    List<There> files(String item, Instant until) throws Refused {
        List<There> files = new ArrayList<>();
        String path = message(item) + "/attachments?$select=id,name,size&$top=250";
        JsonNode page = caller.ask(caller.get(path, "the files of a mail"), until);
        for (JsonNode file : page.path("value")) {
            files.add(
                    new There(
                            file.path("id").asString(""),
                            file.path("name").asString(""),
                            file.path("size").asLong(0)));
        }
        return files;
    }

    /// Says of an item whose files are all there that it is whole; removes any other.
    ///
    /// @return whether it stays
    boolean complete(FoundItem item, Instant until) throws Refused {
        FileSizes expected = FileSizes.read(item.files());
        if (expected != null) {
            List<Long> sizes = files(item.id(), until).stream().map(There::size).toList();
            if (expected.match(sizes, limits)) {
                markComplete(item.id(), until);
                return true;
            }
        }
        remove(item.id(), until);
        return false;
    }

    void markComplete(String item, Instant until) throws Refused {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.putArray("singleValueExtendedProperties")
                .addObject()
                .put("id", WharfProperty.STATE)
                .put("value", WharfProperty.COMPLETE);
        byte[] json = JsonMapper.shared().writeValueAsBytes(body);
        caller.ask(caller.patch(message(item), json, "a mail whose files are all there"), until);
    }

    /// Who says that it is gone already is right.
    void remove(String item, Instant until) throws Refused {
        gone(message(item), "a mail that is not whole", until);
    }

    void removeFile(String item, String file, Instant until) throws Refused {
        String path = message(item) + "/attachments/" + GraphText.encoded(file);
        gone(path, "a file that is not whole", until);
    }

    private void gone(String path, String what, Instant until) throws Refused {
        GraphAnswer answer = caller.answer(caller.delete(path, what), until);
        if (!answer.isGood() && answer.status() != 404) {
            throw caller.refused(what, answer);
        }
    }

    static String message(String item) {
        return "/messages/" + GraphText.encoded(item);
    }
}
