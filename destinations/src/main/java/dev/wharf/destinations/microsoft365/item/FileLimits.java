package dev.wharf.destinations.microsoft365.item;

/// Which files go how.
///
/// @param createBytes of a whole create with the files in it; Graph takes four million
/// @param postBelow files smaller than this are added by one request, larger ones piece by piece
/// @param chunkBytes of a piece; a multiple of 320 KiB, less than four million
/// @param messageBytes of all files of a mail; what is beyond is named, not sent. A tenant's own
///   limit may be lower
/// @param files of a mail
/// @param sizeSlack by how much Exchange may count a file larger than it is: it counts what belongs
///   to the file too
public record FileLimits(
        long createBytes,
        int postBelow,
        int chunkBytes,
        long messageBytes,
        int files,
        long sizeSlack) {
    private static final int STEP = 320 * 1024;

    public static final FileLimits DOCUMENTED =
            new FileLimits(3_000_000, 3_000_000, 8 * STEP, 150_000_000, 250, 64 * 1024);

    public FileLimits {
        if (createBytes < 100_000 || createBytes > 3_400_000) {
            throw new IllegalArgumentException(
                    "bytes of a create must be between 100000 and 3400000");
        }
        if (postBelow < 1 || postBelow > 3_000_000) {
            throw new IllegalArgumentException("files are posted whole below 3000000 bytes only");
        }
        if (chunkBytes < STEP || chunkBytes % STEP != 0 || chunkBytes >= 4_000_000) {
            throw new IllegalArgumentException(
                    "a piece of a file must be a multiple of 327680 bytes and below 4000000");
        }
        if (messageBytes < 100_000 || messageBytes > 150_000_000) {
            throw new IllegalArgumentException(
                    "bytes of a message must be between 100000 and 150000000");
        }
        if (files < 2 || files > 250 || sizeSlack < 0) {
            throw new IllegalArgumentException("files of a mail must be between 2 and 250");
        }
    }

    /// Whether Exchange, which says `counted`, may have all of a file of this size.
    public boolean fits(long size, long counted) {
        return counted >= size && counted <= size + sizeSlack + size / 2;
    }
}
