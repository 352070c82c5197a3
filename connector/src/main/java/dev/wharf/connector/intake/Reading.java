package dev.wharf.connector.intake;

import dev.wharf.connector.collection.CaseId;
import dev.wharf.connector.collection.Collection;
import dev.wharf.connector.collection.CustodyOptions;
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

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/// Everything that decides what a capture says and whom it reaches. Immutable.
///
/// @param decoders asked in this order who recognises a capture
/// @param collected the case that the archive is the collection of; null for an ordinary archive
record Reading(
        List<Decoder> decoders,
        MailboxPolicy policy,
        PartyResolver resolver,
        @Nullable CaseId collected) {

    static Reading of(IntakePorts ports, IntakeOptions options) {
        CaseId collected = Collection.of(ports.reader()).map(Collection::id).orElse(null);
        MailboxPolicy policy = policy(ports, options, collected);
        return new Reading(
                ports.decoders(),
                policy,
                new PartyResolver(policy, options.directory(), options.mapping()),
                collected);
    }

    private static MailboxPolicy policy(
            IntakePorts ports, IntakeOptions options, @Nullable CaseId collected) {
        return collected != null
                ? MailboxPolicy.collecting(
                        collected.mailbox(),
                        options.directory(),
                        options.mapping(),
                        options.matchNames())
                : new MailboxPolicy(
                        options.directory(),
                        options.mapping(),
                        new Assignments(AssignmentDocument.all(ports.reader())),
                        options.strictMapping(),
                        options.matchNames());
    }

    /// Why a capture does not belong in this archive: it was collected for a case, and this is not
    /// that collection. Null when it does.
    @Nullable String misplaced(CaptureRecord capture) {
        CaseId meant = CustodyOptions.caseOf(capture.envelope().options());
        if (meant == null || (collected != null && collected.isSame(meant))) {
            return null;
        }
        String here = collected == null ? "no collection" : "the collection " + collected;
        return "%s was collected for %s, and this archive is %s"
                .formatted(SourceResults.name(capture), meant, here);
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
                        CustodyOptions.reading(envelope.options()).toString(),
                        decoder.version(),
                        policy.fingerprint()));
    }
}
