package dev.wharf.mail;

import dev.wharf.core.capture.Provenance;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.LocalTimeQuirk;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.MessageRef;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The `X-Wharf-*` headers of one mail; each is described in `docs/item.md`. Absent values have no
/// header.
final class Properties {
    static final String MESSAGE_CLASS = "IPM.ExternalData.WhatsAppArchiver";
    private static final int LONGEST = 1000;

    private final List<Header> headers = new ArrayList<>(40);

    static List<Header> of(Scene scene, Draft draft) {
        Properties properties = new Properties();
        properties.item(scene);
        properties.chat(scene.event().chat());
        properties.time(scene.event().time());
        properties.people(scene.everybody());
        properties.relations(scene.event(), draft.target());
        properties.headers.addAll(draft.marks());
        properties.provenance(scene.event().provenance());
        return properties.headers;
    }

    private void item(Scene scene) {
        add("X-Wharf-Item", scene.id().toString());
        add("X-Wharf-Kind", Words.token(scene.event().kind()));
        add("X-Wharf-Message-Class", MESSAGE_CLASS);
        add("X-Wharf-Chat", scene.id().conversation().toString());
        add("X-Wharf-Renderer-Version", RENDERER_VERSION);
    }

    private void chat(Chat chat) {
        add("X-Wharf-Chat-Kind", Words.token(chat.kind()));
        untrusted("X-Wharf-Chat-Title", chat.title());
        untrusted("X-Wharf-Chat-Jid", chat.jid());
    }

    private void time(EventTime time) {
        untrusted("X-Wharf-Time-Original", time.localText());
        untrusted("X-Wharf-Time-Zone", time.zone());
        add("X-Wharf-Time-Basis", Words.token(time.basis()));
        add("X-Wharf-Time-Precision", Words.token(time.precision()));
        if (time.quirk() != LocalTimeQuirk.NONE) {
            add("X-Wharf-Time-Quirk", Words.token(time.quirk()));
        }
    }

    private void people(Crowd everybody) {
        add("X-Wharf-User-Emails", everybody.emails());
        add("X-Wharf-Name-Match", everybody.emailsByNameOnly());
    }

    private void relations(Event event, @Nullable MessageRef target) {
        add("X-Wharf-Direction", Words.token(event.direction()));
        key("X-Wharf-Key", event.key());
        if (target != null) {
            add("X-Wharf-Target", target.item() == null ? null : target.item().toString());
            key("X-Wharf-Target-Key", target.key());
        }
    }

    private void key(String name, @Nullable MessageKey key) {
        if (key != null) {
            untrusted(name, key.id());
            untrusted(name + "-Chat", key.chatJid());
            untrusted(name + "-Sender", key.sender());
            add(name + "-From-Me", key.fromMe() == null ? null : key.fromMe().toString());
        }
    }

    private void provenance(Provenance from) {
        add("X-Wharf-Source", Words.token(from.source()));
        add("X-Wharf-Capture", from.capture().toString());
        untrusted("X-Wharf-Capture-Name", from.captureName());
        add("X-Wharf-Capture-SHA256", from.captureDigest().sha256());
        untrusted("X-Wharf-Decoder", from.decoder());
        untrusted("X-Wharf-Locator", from.locator());
        untrusted("X-Wharf-Account", from.account());
    }

    private void untrusted(String name, @Nullable String value) {
        if (value != null) {
            add(name, HeaderText.clean(value, LONGEST));
        }
    }

    private void add(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            headers.add(new Header(name, value));
        }
    }

    private static final String RENDERER_VERSION = Integer.toString(MailRenderer.RENDERER_VERSION);
}
