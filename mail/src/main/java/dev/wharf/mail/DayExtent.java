package dev.wharf.mail;

import dev.wharf.core.chat.ConversationId;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Which items a day's mail is made of, and what it says of that.
///
/// @param items ids, in order
/// @param first lowest sequence among them
/// @param last highest sequence among them
record DayExtent(
        ConversationId chat, int day, int part, List<String> items, long first, long last) {
    static final String KIND = "conversation-day";
    private static final int LONGEST = 1000;

    String messageId() {
        return DayRenderer.messageId(chat, day, first, last);
    }

    /// The `X-Wharf-*` headers; each is described in `docs/item.md`. Absent values have no header.
    List<Header> properties(DayChat about, DaySources sources) {
        List<Header> headers = new ArrayList<>(20);
        add(headers, "X-Wharf-Kind", KIND);
        add(headers, "X-Wharf-Message-Class", Properties.MESSAGE_CLASS);
        add(headers, "X-Wharf-Chat", chat.toString());
        add(headers, "X-Wharf-Renderer-Version", Integer.toString(MailRenderer.RENDERER_VERSION));
        add(headers, "X-Wharf-Day", Times.isoDay(day));
        add(headers, "X-Wharf-Part", Integer.toString(part));
        add(headers, "X-Wharf-Items", Integer.toString(items.size()));
        add(headers, "X-Wharf-Items-SHA256", sha256());
        add(headers, "X-Wharf-Sequences", first + "-" + last);
        add(headers, "X-Wharf-Chat-Kind", Words.token(about.kind()));
        add(headers, "X-Wharf-Chat-Title", HeaderText.clip(about.title(), LONGEST));
        String jid = about.jid();
        add(headers, "X-Wharf-Chat-Jid", jid == null ? null : HeaderText.clean(jid, LONGEST));
        add(headers, "X-Wharf-User-Emails", about.crowd().emails());
        add(headers, "X-Wharf-Name-Match", about.crowd().emailsByNameOnly());
        MemberFile members = about.crowd().file();
        if (members != null) {
            headers.addAll(members.properties());
        }
        add(headers, "X-Wharf-Source", sources.kinds());
        return headers;
    }

    private static void add(List<Header> headers, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            headers.add(new Header(name, value));
        }
    }

    /// The small print.
    List<Fact> facts(DayChat about, DaySources sources) {
        List<Fact> facts = new ArrayList<>(10);
        String kind = " (" + Words.of(about.kind()) + ")";
        facts.add(new Fact("Chat", HeaderText.isolated(about.label()) + kind));
        facts.add(new Fact("UTC day", Times.isoDay(day) + (part > 1 ? ", part " + part : "")));
        String byNameOnly = about.crowd().namedByNameOnly();
        if (!byNameOnly.isEmpty()) {
            facts.add(new Fact("By name only", byNameOnly));
        }
        facts.add(new Fact("Items", items.size() + ", archived as " + first + " to " + last));
        facts.add(new Fact("SHA-256", sha256() + " of the list of their ids"));
        facts.addAll(sources.facts());
        return facts;
    }

    /// Over the ids in order, each with a line feed behind it: `sha256sum` of such a list.
    private String sha256() {
        MessageDigest sha256 = newSha256();
        for (String item : items) {
            sha256.update((item + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
