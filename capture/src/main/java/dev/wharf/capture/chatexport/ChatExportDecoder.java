package dev.wharf.capture.chatexport;

import dev.wharf.capture.file.OpenZip;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.Decoder;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Reads WhatsApp's "Export chat" files: a text, or a zip with a text and media.
///
/// Options in the envelope: `date-order` (`dmy`, `mdy`, `ymd`), `zone` (an IANA name or an offset
/// that a person gave), `default-zone` (the configured one, taken as an assumption), `owner` (name,
/// phone number or e-mail address of who exported the chat).
///
/// Safe for many threads. What it opens is for one.
public final class ChatExportDecoder implements Decoder {
    static final String VERSION = "chatexport/1";

    private final SurveyAhead ahead;

    public ChatExportDecoder() {
        this(new SurveyAhead());
    }

    /// @param ahead is asked before a text is surveyed
    public ChatExportDecoder(SurveyAhead ahead) {
        this.ahead = ahead;
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public boolean recognises(CaptureEnvelope envelope, CaptureBody body) throws IOException {
        if (envelope.source() != SourceKind.CHAT_EXPORT) {
            return false;
        }
        try (InputStream in = body.stream()) {
            if (!OpenZip.isZip(in)) {
                try (InputStream again = body.stream()) {
                    return TextSniffer.isChat(again);
                }
            }
        }
        try (Container container = Containers.open(name(envelope), body)) {
            return !container.texts().isEmpty();
        }
    }

    @Override
    public DecodedCapture open(CaptureRecord record, CaptureBody body) throws IOException {
        String name = name(record.envelope());
        Container container = Containers.open(name, body);
        try {
            if (container.texts().isEmpty()) {
                throw nothingFound(name, container);
            }
            return ExportCapture.survey(record, container, ahead);
        } catch (IOException | RuntimeException e) {
            container.close();
            throw e;
        }
    }

    private static WharfException nothingFound(String name, Container container) {
        List<String> reasons = new ArrayList<>(container.damages());
        reasons.addAll(container.warnings());
        String why = reasons.isEmpty() ? "" : " (" + String.join("; ", reasons) + ")";
        return new WharfException(
                ErrorCode.INPUT_NOT_RECOGNISED,
                "%s holds no chat that WhatsApp exported%s; hand over the .txt or .zip that \"Export chat\" made"
                        .formatted(name, why));
    }

    private static String name(CaptureEnvelope envelope) {
        String name = envelope.name();
        return name == null ? "export" : name;
    }
}
