package dev.wharf.connector.intake;

import dev.wharf.connector.people.Assignments;
import dev.wharf.connector.people.MailboxPolicy;
import dev.wharf.connector.people.PartyResolver;
import dev.wharf.connector.people.Sha256;
import dev.wharf.connector.quarantine.AssignmentDocument;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.Decoder;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;

/// Everything that decides what a capture says and whom it reaches. Immutable.
///
/// @param decoders asked in this order who recognises a capture
record Reading(List<Decoder> decoders, MailboxPolicy policy, PartyResolver resolver) {

    static Reading of(IntakePorts ports, IntakeOptions options) {
        MailboxPolicy policy =
                new MailboxPolicy(
                        options.directory(),
                        options.mapping(),
                        new Assignments(AssignmentDocument.all(ports.reader())),
                        options.strictMapping(),
                        options.matchNames());
        return new Reading(
                ports.decoders(),
                policy,
                new PartyResolver(policy, options.directory(), options.mapping()));
    }

    /// @throws WharfException INPUT_NOT_RECOGNISED when no decoder reads it
    Decoder decoder(CaptureRecord capture, CaptureBody body) throws IOException {
        for (Decoder decoder : decoders) {
            if (decoder.recognises(capture.envelope(), body)) {
                return decoder;
            }
        }
        throw new WharfException(
                ErrorCode.INPUT_NOT_RECOGNISED,
                "%s is of no kind that Wharf reads".formatted(SourceResults.name(capture)));
    }

    /// The same digest, the same result.
    String digest(CaptureEnvelope envelope, ContentDigest bytes, Decoder decoder) {
        return Sha256.hex(
                String.join(
                        "\n",
                        bytes.sha256(),
                        String.valueOf(envelope.account()),
                        String.valueOf(envelope.name()),
                        new TreeMap<>(envelope.options()).toString(),
                        decoder.version(),
                        policy.fingerprint()));
    }
}
