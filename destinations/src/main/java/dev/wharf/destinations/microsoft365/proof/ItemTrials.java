package dev.wharf.destinations.microsoft365.proof;

import dev.wharf.destinations.microsoft365.graph.GraphText;
import dev.wharf.destinations.microsoft365.item.ItemForm;
import dev.wharf.destinations.microsoft365.mailbox.Refused;
import dev.wharf.destinations.microsoft365.mailbox.TestItem;
import dev.wharf.destinations.microsoft365.proof.TenantProof.Answer;

import java.util.ArrayList;
import java.util.List;

/// What becomes of an item's properties.
final class ItemTrials {
    private static final List<Integer> FLAGS = List.of(1, 4, 5);

    private final TenantProof.Trial trial;
    private final ItemForm form;

    ItemTrials(TenantProof.Trial trial, ItemForm form) {
        this.trial = trial;
        this.form = form;
    }

    private TestItem item(ItemForm of, String token) throws Refused {
        return TestItem.create(trial.caller(), trial.folder(), of, token);
    }

    Answer itemClass() throws Refused {
        try (TestItem item = item(form, "a")) {
            String is = item.look().messageClass();
            return Answer.when(
                    is.equalsIgnoreCase(form.messageClass()),
                    "made with %s, is %s".formatted(form.messageClass(), is),
                    "set message-class to IPM.Note.WhatsAppArchiver and prove again; if that is not kept either, to IPM.Note, with a category. Also open an item in Outlook and on the web yourself");
        }
    }

    Answer flags() throws Refused {
        List<String> seen = new ArrayList<>();
        boolean ours = false;
        for (int flags : FLAGS) {
            try (TestItem item = item(form.withFlags(flags), "e" + flags)) {
                TestItem.Seen one = item.look();
                seen.add(
                        "%d: %s, %s, received %s"
                                .formatted(
                                        flags,
                                        one.draft() ? "a draft" : "no draft",
                                        one.read() ? "read" : "not read",
                                        one.received()));
                ours |= flags == form.flags() && !one.draft() && one.dated();
            }
        }
        return Answer.when(
                ours,
                String.join("; ", seen),
                "set flags to one that gives no draft and keeps the date");
    }

    Answer messageId() throws Refused {
        try (TestItem item = item(form, "f")) {
            String is = item.look().internetMessageId();
            return Answer.when(
                    is.equals(GraphText.word("<" + item.messageId() + ">")),
                    "is " + is,
                    "nothing: items are known by a property of ours; but threads in Outlook may be torn");
        }
    }

    Answer key() throws Refused {
        try (TestItem item = item(form, "j")) {
            boolean found = item.isFoundByKey();
            return Answer.when(
                    found,
                    found ? "found at once" : "not found just after it was made",
                    "do not deliver to this tenant yet: after a lost answer mails may arrive twice; report it");
        }
    }

    Answer text() throws Refused {
        try (TestItem item = item(form, "l")) {
            int is = item.look().bodyCharacters();
            return Answer.when(
                    Math.abs(is - item.sentCharacters()) <= 20,
                    "%d characters sent, %d shown".formatted(item.sentCharacters(), is),
                    "reading back will call items different; report it");
        }
    }
}
