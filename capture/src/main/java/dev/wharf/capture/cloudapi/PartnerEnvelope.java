package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.JsonText;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The envelope in which a partner of Meta's hands on what Meta told it: one webhook, told by its
/// shape. Stateless.
///
/// Raw bytes stay those of the partner. What a partner only wraps is read as it stands; what it
/// re-models is read through a rewriting in memory, of which nothing is kept. Whatever of it is not
/// understood becomes `Unknown` under the partner's name.
interface PartnerEnvelope {
    List<PartnerEnvelope> ALL = List.of(new Dialog360(), new YCloud());

    String partner();

    /// @param members of a document that is no webhook of Meta's
    boolean recognises(Map<String, JsonText> members);

    /// Hands the updates inside to who reads them.
    void unwrap(Place place, JsonText document, Map<String, JsonText> members, ChangeWalk walk)
            throws IOException;

    static Optional<PartnerEnvelope> of(Map<String, JsonText> members) {
        return ALL.stream().filter(partner -> partner.recognises(members)).findFirst();
    }
}
