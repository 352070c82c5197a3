package dev.wharf.capture.jid;

import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.party.Lid;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A WhatsApp address as gateways and phones write it. What stands before the `@` is a phone number
/// on some servers and a LID on others; only the server tells, and only what the server says is
/// believed.
///
/// @param user without agent and number of the device (`4915….0:17@s.whatsapp.net`)
public record Jid(String user, String server) {
    private static final Pattern SHAPE =
            Pattern.compile(
                    "([0-9]{1,20}(?=[.:@])|[^@\\s:]{1,64})(?:\\.[0-9]{1,3})?(?::[0-9]{1,5})?@([a-z][a-z.]{1,30})");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,20}");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{5,14}");

    /// @return null when the text is no address
    public static @Nullable Jid of(@Nullable String text) {
        Matcher found = SHAPE.matcher(text == null ? "" : text.strip());
        return found.matches() ? new Jid(found.group(1), found.group(2)) : null;
    }

    /// Null unless the server is one of phone numbers.
    public @Nullable PhoneNumber phone() {
        boolean numbers =
                server.equals("s.whatsapp.net") || server.equals("c.us") || server.equals("hosted");
        return numbers && NUMBER.matcher(user).matches()
                ? PhoneNumber.parse("+" + user).orElse(null)
                : null;
    }

    /// Null unless the server is the one of LIDs.
    public @Nullable Lid lid() {
        return (server.equals("lid") || server.equals("hosted.lid"))
                        && DIGITS.matcher(user).matches()
                ? new Lid(user)
                : null;
    }

    public ChatKind kind() {
        return switch (server) {
            case "s.whatsapp.net", "c.us", "lid", "hosted", "hosted.lid" -> ChatKind.DIRECT;
            case "g.us" -> ChatKind.GROUP;
            case "newsletter" -> ChatKind.CHANNEL;
            case "broadcast" -> user.equals("status") ? ChatKind.STATUS : ChatKind.BROADCAST;
            default -> ChatKind.UNKNOWN;
        };
    }

    public boolean isDirect() {
        return kind() == ChatKind.DIRECT;
    }

    /// One spelling for one address: `c.us` is an older name of `s.whatsapp.net`, and `hosted` says
    /// only that a business keeps its messages elsewhere.
    public String address() {
        PhoneNumber phone = phone();
        String host =
                switch (server) {
                    case "c.us", "hosted" -> "s.whatsapp.net";
                    case "hosted.lid" -> "lid";
                    default -> server;
                };
        return (phone == null ? user : phone.digits()) + "@" + host;
    }
}
