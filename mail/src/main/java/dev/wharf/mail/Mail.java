package dev.wharf.mail;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// A mail as a structure, for destinations that take parts rather than bytes.
///
/// @param messageId without angle brackets, as are `inReplyTo` and `references`
/// @param date of the event, whole seconds count
/// @param properties the `X-Wharf-*` headers, in order
/// @param textUtf8 the text alternative, CRLF line ends
/// @param htmlUtf8 the HTML alternative; no scripts, nothing remote
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record Mail(
        String messageId,
        Instant date,
        Mailbox from,
        Recipients to,
        String subject,
        @Nullable String inReplyTo,
        List<String> references,
        String threadTopic,
        List<Header> properties,
        byte[] textUtf8,
        byte[] htmlUtf8,
        List<Part> attachments) {

    /// Microsoft Graph takes at most five `x-` headers; these. The others travel as named
    /// properties.
    public static final List<String> GRAPH_HEADERS =
            List.of(
                    "X-Wharf-Item",
                    "X-Wharf-Kind",
                    "X-Wharf-Chat",
                    "X-Wharf-Capture-SHA256",
                    "X-Wharf-User-Emails");

    public Mail {
        references = List.copyOf(references);
        properties = List.copyOf(properties);
        attachments = List.copyOf(attachments);
    }

    public String text() {
        return new String(textUtf8, StandardCharsets.UTF_8);
    }

    public String html() {
        return new String(htmlUtf8, StandardCharsets.UTF_8);
    }
}
