package dev.wharf.capture.telemessage;

import dev.wharf.capture.file.OpenZip;
import dev.wharf.capture.file.PackedFile;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.Decoder;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads what TeleMessage and Smarsh delivered: mails, one for each message or one for each
/// conversation and day; zips of them with a manifest; and mails read out of the folder in which a
/// mailbox holds them.
///
/// Stateless; safe for many threads. What it opens is for one.
public final class TeleMessageDecoder implements Decoder {
    static final String VERSION = "telemessage/1";

    private static final Pattern DELIVERY = Pattern.compile("(?i)\\d{12}-telemessage_.*\\.zip");

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public boolean recognises(CaptureEnvelope envelope, CaptureBody body) throws IOException {
        if (envelope.source() != SourceKind.ARCHIVE_MAIL) {
            return false;
        }
        try (InputStream in = body.stream()) {
            if (OpenZip.isZip(in)) {
                return true;
            }
        }
        // An `.eml` that holds nothing, or no mail, is one that was delivered so.
        return isNamedSo(envelope.name()) || isMail(body);
    }

    private static boolean isNamedSo(@Nullable String name) {
        String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".eml") || lower.endsWith(".mf");
    }

    private static boolean isMail(CaptureBody body) throws IOException {
        try (InputStream in = body.stream()) {
            return MailSniffer.isMail(in);
        }
    }

    @Override
    public DecodedCapture open(CaptureRecord record, CaptureBody body) throws IOException {
        String name = record.envelope().name();
        Consignment consignment = Consignment.open(name == null ? "mail" : name, body);
        try {
            if (consignment.mails().isEmpty() && consignment.manifests().isEmpty()) {
                throw new WharfException(
                        ErrorCode.INPUT_NOT_RECOGNISED,
                        "%s holds no mail; hand over the zip as it was delivered, or its .eml files"
                                .formatted(name));
            }
            return TeleMessageCapture.survey(record, consignment);
        } catch (IOException | RuntimeException e) {
            consignment.close();
            throw e;
        }
    }

    /// Whether a file is such a mail or delivery, whatever its name: what somebody hands over may
    /// as well be the export of a chat in which mails were sent.
    static boolean isDelivery(String name, CaptureBody file) throws IOException {
        try (InputStream in = file.stream()) {
            if (!OpenZip.isZip(in)) {
                return isVendorsMail(file);
            }
        }
        try (OpenZip zip = OpenZip.open(name, file, _ -> false)) {
            long mails = count(zip, ".eml");
            long manifests = count(zip, ".mf");
            boolean chat = count(zip, ".txt") > 0;
            boolean named = DELIVERY.matcher(name).matches();
            return named ? mails + manifests > 0 : mails > 0 && (!chat || manifests > 0);
        } catch (WharfException hostile) {
            // Whoever takes it says so.
            return DELIVERY.matcher(name).matches();
        }
    }

    private static long count(OpenZip zip, String ending) {
        return zip.files().stream()
                .map(PackedFile::name)
                .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(ending))
                .count();
    }

    private static boolean isVendorsMail(CaptureBody file) throws IOException {
        if (!isMail(file)) {
            return false;
        }
        try {
            ParsedMail mail = MailParser.parse(file::stream);
            return VendorForm.of(Journal.unwrapped(mail).headers()).kind()
                    != VendorForm.Kind.NOT_THE_VENDORS;
        } catch (UnreadableMailException _) {
            return false;
        }
    }
}
