package dev.wharf.archive;

/// Where groups stand, as the catalog records it.
final class Positions {
    private Positions() {}

    static Projection.Position of(
            Pack pack, GroupHeader header, long offset, byte[] sealedManifest) {
        return new Projection.Position(
                header.group(),
                new Place(pack.number(), offset),
                header.length(),
                offset + GroupHeader.BYTES + header.manifestLength(),
                header.digest(sealedManifest));
    }
}
