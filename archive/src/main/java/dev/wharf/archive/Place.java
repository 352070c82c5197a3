package dev.wharf.archive;

/// Where something stands in the packs, as one number in the catalog: pack number and offset.
record Place(int pack, long offset) {
    private static final int OFFSET_BITS = 32;

    long packed() {
        return (long) pack << OFFSET_BITS | offset;
    }

    static Place of(long packed) {
        return new Place((int) (packed >>> OFFSET_BITS), packed & 0xffff_ffffL);
    }
}
