package dev.wharf.core.capture;

import java.util.Collection;
import java.util.List;

/// Reads of a webhook's body only what a site may know before it seals it. One per source.
///
/// Stateless, safe for many threads, linear in the size of the body, without recursion: the body is
/// whatever somebody sent. Never throws for it.
public interface EnvelopeReader {

    /// Every update of the body, in order. What is not understood is one envelope of kind
    /// `UNKNOWN`, at worst for the whole body.
    List<UpdateEnvelope> read(byte[] body);

    /// The body with some of its updates left out, everything else byte for byte as it was: what
    /// scope excludes is not kept.
    ///
    /// @param excluded envelopes that [#read] gave for this very body
    byte[] without(byte[] body, Collection<UpdateEnvelope> excluded);
}
