package dev.wharf.destinations.microsoft365.mailbox;

import dev.wharf.core.destination.Refusal;
import dev.wharf.core.destination.Refusal.Scope;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.microsoft365.graph.GraphAnswer;
import dev.wharf.destinations.microsoft365.graph.GraphText;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The folder's id in each mailbox: looked up once, made where it is missing. For many threads; one
/// at a time for each mailbox.
public final class Folders {
    private final FolderForm form;
    private final Map<EmailAddress, String> known = new ConcurrentHashMap<>();

    public Folders(FolderForm form) {
        this.form = form;
    }

    /// @param hidden whether people do not see it; null when the server does not say
    public record Found(String id, @Nullable Boolean hidden) {}

    /// @throws Refused when the mailbox cannot be had, or the folder is there and not as it must be
    public String of(MailboxCaller caller) throws Refused {
        String id = known.get(caller.mailbox());
        if (id != null) {
            return id;
        }
        Instant until = caller.patient();
        Found found = find(caller, until);
        String made = found == null ? make(caller, until) : checked(caller, found);
        known.put(caller.mailbox(), made);
        return made;
    }

    /// Somebody has deleted it: it is looked up anew.
    public void forget(EmailAddress mailbox) {
        known.remove(mailbox);
    }

    /// Hidden ones too.
    public @Nullable Found find(MailboxCaller caller, Instant until) throws Refused {
        String path =
                "/mailFolders/msgfolderroot/childFolders?includeHiddenFolders=true&$top=10"
                        + "&$select=id,displayName,isHidden&$filter="
                        + GraphText.encoded("displayName eq " + GraphText.literal(form.name()));
        JsonNode answer = caller.ask(caller.get(path, "the folder"), until);
        for (JsonNode folder : answer.path("value")) {
            if (form.name().equalsIgnoreCase(folder.path("displayName").asString(""))) {
                JsonNode hidden = folder.path("isHidden");
                return new Found(
                        folder.path("id").asString(""),
                        hidden.isBoolean() ? hidden.asBoolean() : null);
            }
        }
        return null;
    }

    private String checked(MailboxCaller caller, Found found) throws Refused {
        if (form.hidden() && Boolean.FALSE.equals(found.hidden())) {
            throw new Refused(
                    new Refusal(
                            ErrorCode.SOURCE_REFUSED,
                            Scope.MAILBOX,
                            "mailbox %s: the folder is there already and not hidden, and Microsoft 365 hides a folder only when it makes it. Set hidden to false, or rename the folder that is there (its items stay)"
                                    .formatted(caller.mailbox())),
                    caller.later());
        }
        return found.id();
    }

    /// Makes it, as the settings say.
    public String make(MailboxCaller caller, Instant until) throws Refused {
        byte[] body =
                JsonMapper.shared()
                        .writeValueAsBytes(
                                JsonMapper.shared()
                                        .createObjectNode()
                                        .put("displayName", form.name())
                                        .put("isHidden", form.hidden()));
        GraphAnswer answer = caller.answer(caller.post("/mailFolders", body, "the folder"), until);
        if (answer.isGood()) {
            return answer.body().path("id").asString("");
        }
        // An answer that was lost, or another process: it is there now.
        Found found = answer.status() == 409 ? find(caller, until) : null;
        if (found == null) {
            throw caller.refused("the folder", answer);
        }
        return checked(caller, found);
    }
}
