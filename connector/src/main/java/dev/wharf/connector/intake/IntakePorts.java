package dev.wharf.connector.intake;

import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.capture.Decoder;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.ledger.Ledger;

import java.time.Clock;
import java.util.List;

/// What an intake stands on. It closes none of them.
///
/// @param decoders asked in this order who recognises a capture
public record IntakePorts(
        Feed feed,
        List<Decoder> decoders,
        ArchiveWriter writer,
        ArchiveReader reader,
        ItemRenderer renderer,
        Ledger ledger,
        Clock clock) {
    public IntakePorts {
        decoders = List.copyOf(decoders);
    }
}
