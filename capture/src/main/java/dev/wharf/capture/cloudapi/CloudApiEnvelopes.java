package dev.wharf.capture.cloudapi;

import dev.wharf.core.capture.EnvelopeReader;
import dev.wharf.core.capture.UpdateEnvelope;
import dev.wharf.core.chat.ChatKind;

import java.util.Collection;
import java.util.List;

/// Reads of a webhook of the WhatsApp Business Platform who, where, when and which files. It walks
/// the way the decoder walks ([ChangeWalk]), so that the places it names are those of the events,
/// and parses no message.
///
/// A body with more than 100,000 updates is no webhook of Meta's: it is one update of kind
/// `UNKNOWN`, as is a body that holds nothing at all.
public final class CloudApiEnvelopes implements EnvelopeReader {
    private final Phones phones = new Phones();

    @Override
    public List<UpdateEnvelope> read(byte[] body) {
        BodyUpdates found = BodyUpdates.of(body);
        if (!found.known()) {
            return List.of(whole(body));
        }
        Envelopes envelopes = new Envelopes(phones);
        return found.updates().stream().map(envelopes::of).toList();
    }

    /// What is left out becomes `null`, which the decoder takes for nothing: so the places of all
    /// other updates stay what they were. People who are named beside the updates, and whom no
    /// update that remains is about, are left out too; and a change or a thread of which nothing
    /// remains goes as a whole, with whose it was.
    @Override
    public byte[] without(byte[] body, Collection<UpdateEnvelope> excluded) {
        if (excluded.isEmpty()) {
            return body;
        }
        BodyUpdates found = BodyUpdates.of(body);
        return found.known() ? new BodyCut(body, found, phones).without(excluded) : new byte[0];
    }

    private static UpdateEnvelope whole(byte[] body) {
        return new UpdateEnvelope(
                "body",
                0,
                body.length,
                UpdateEnvelope.Kind.UNKNOWN,
                null,
                null,
                null,
                ChatKind.UNKNOWN,
                null,
                null,
                null,
                null,
                List.of());
    }
}
