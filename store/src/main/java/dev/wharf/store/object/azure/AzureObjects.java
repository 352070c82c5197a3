package dev.wharf.store.object.azure;

import com.azure.core.http.rest.Response;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobImmutabilityPolicy;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlobInputStreamOptions;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;

import dev.wharf.store.object.Deletion;
import dev.wharf.store.object.ObjectName;
import dev.wharf.store.object.ObjectStore;
import dev.wharf.store.object.SizedContent;
import dev.wharf.store.object.StoredObject;
import dev.wharf.store.object.TranslatedIterator;
import dev.wharf.store.object.TranslatedStream;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Objects as block blobs of one container. A small one is put in one request, a large one block by
/// block, and committed at its end on the condition that there is no such blob; blocks that nobody
/// commits are seen by nobody, and Azure drops them after a week.
///
/// Every put carries a random mark in the blob's metadata: when an answer gets lost and the SDK's
/// next try meets a blob of that name, the mark tells whether it is this very one.
public final class AzureObjects implements ObjectStore {
    private static final int BLOCK = 4 << 20;
    private static final long MOST_BLOCKS = 50_000;
    private static final int LIST_PAGE = 250;
    private static final String MARK = "wharfput";

    private final BlobContainerClient container;
    private final String prefix;
    private final AzureFailures failures;
    private final RandomGenerator random;

    /// @param prefix in front of every name; may be empty
    /// @param random marks puts; safe for many threads
    AzureObjects(
            BlobContainerClient container, String prefix, String account, RandomGenerator random) {
        this.container = container;
        this.prefix = prefix;
        this.failures = new AzureFailures(container.getBlobContainerName(), account);
        this.random = random;
    }

    @Override
    public void put(ObjectName name, InputStream content, long size) throws IOException {
        SizedContent sized = new SizedContent(content, size);
        String mark = "%016x".formatted(random.nextLong());
        if (size <= BLOCK) {
            byte[] bytes = sized.next(BLOCK);
            once(name, mark, () -> upload(name, bytes, mark));
        } else {
            requireFree(name);
            List<String> blocks = stage(name, sized, mark);
            once(name, mark, () -> commit(name, blocks, mark));
        }
    }

    /// Before much is sent in vain.
    private void requireFree(ObjectName name) {
        if (properties(name).isPresent()) {
            throw failures.exists(name);
        }
    }

    private void upload(ObjectName name, byte[] bytes, String mark) {
        Response<?> _ =
                blob(name)
                        .uploadWithResponse(
                                new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(bytes))
                                        .setMetadata(Map.of(MARK, mark))
                                        .setRequestConditions(ifAbsent()),
                                null,
                                Context.NONE);
    }

    private List<String> stage(ObjectName name, SizedContent content, String mark)
            throws IOException {
        int length = (int) Math.max(BLOCK, content.remaining() / MOST_BLOCKS + 1);
        List<String> blocks = new ArrayList<>();
        BlockBlobClient blob = blob(name);
        while (content.remaining() > 0) {
            byte[] bytes = content.next(length);
            String id = blockId(mark, blocks.size());
            blocks.add(id);
            said(name, () -> blob.stageBlock(id, BinaryData.fromBytes(bytes)));
        }
        return blocks;
    }

    /// All of one length, as Azure wants it, and of this put alone.
    private static String blockId(String mark, int number) {
        byte[] id = "%s-%08d".formatted(mark, number).getBytes(StandardCharsets.US_ASCII);
        return Base64.getEncoder().encodeToString(id);
    }

    private void commit(ObjectName name, List<String> blocks, String mark) {
        Response<?> _ =
                blob(name)
                        .commitBlockListWithResponse(
                                new BlockBlobCommitBlockListOptions(blocks)
                                        .setMetadata(Map.of(MARK, mark))
                                        .setRequestConditions(ifAbsent()),
                                null,
                                Context.NONE);
    }

    private static BlobRequestConditions ifAbsent() {
        return new BlobRequestConditions().setIfNoneMatch("*");
    }

    /// Makes a blob. What fails because there is one may be our own, from a try whose answer got
    /// lost.
    private void once(ObjectName name, String mark, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failed) {
            Optional<BlobProperties> there =
                    AzureFailures.mayBeThere(failed) ? properties(name) : Optional.empty();
            if (there.isEmpty()) {
                throw failures.of(name, failed);
            }
            if (!mark.equals(there.get().getMetadata().get(MARK))) {
                throw failures.exists(name);
            }
        }
    }

    private Optional<BlobProperties> properties(ObjectName name) {
        try {
            return Optional.of(blob(name).getProperties());
        } catch (BlobStorageException none) {
            if (AzureFailures.isMissing(none)) {
                return Optional.empty();
            }
            throw failures.of(name, none);
        } catch (RuntimeException failed) {
            throw failures.of(name, failed);
        }
    }

    @Override
    public InputStream open(ObjectName name, long from, long length) {
        if (from < 0 || length < 0) {
            throw new IllegalArgumentException("a range that cannot be");
        }
        if (length == 0) {
            requireThere(name);
            return InputStream.nullInputStream();
        }
        BlobRange range =
                length == Long.MAX_VALUE ? new BlobRange(from) : new BlobRange(from, length);
        try {
            return new TranslatedStream(
                    blob(name)
                            .openInputStream(
                                    new BlobInputStreamOptions()
                                            .setRange(range)
                                            .setBlockSize(BLOCK)),
                    failed -> failures.of(name, failed));
        } catch (BlobStorageException behind) {
            if (behind.getStatusCode() == 416) {
                return InputStream.nullInputStream();
            }
            throw failures.of(name, behind);
        } catch (RuntimeException failed) {
            throw failures.of(name, failed);
        }
    }

    private void requireThere(ObjectName name) {
        if (properties(name).isEmpty()) {
            throw failures.notFound(name);
        }
    }

    @Override
    public Stream<StoredObject> list(String start) {
        ListBlobsOptions options =
                new ListBlobsOptions().setPrefix(prefix + start).setMaxResultsPerPage(LIST_PAGE);
        try {
            return new TranslatedIterator<>(
                            container.listBlobs(options, null).iterator(),
                            failed -> failures.of(null, failed))
                    .stream().flatMap(blob -> named(blob).stream());
        } catch (RuntimeException failed) {
            throw failures.of(null, failed);
        }
    }

    private Optional<StoredObject> named(BlobItem blob) {
        String text = blob.getName().substring(prefix.length());
        return ObjectName.isName(text)
                ? Optional.of(
                        new StoredObject(
                                new ObjectName(text),
                                blob.getProperties().getContentLength(),
                                blob.getProperties().getLastModified().toInstant()))
                : Optional.empty();
    }

    @Override
    public Optional<StoredObject> find(ObjectName name) {
        return properties(name)
                .map(
                        found ->
                                new StoredObject(
                                        name,
                                        found.getBlobSize(),
                                        found.getLastModified().toInstant()));
    }

    @Override
    public Deletion delete(ObjectName name) {
        try {
            blob(name).delete();
            return new Deletion.Gone();
        } catch (BlobStorageException refused) {
            if (AzureFailures.isMissing(refused)) {
                return new Deletion.Gone();
            }
            if (AzureFailures.isKept(refused)) {
                return new Deletion.Kept(keptUntil(name));
            }
            throw failures.of(name, refused);
        } catch (RuntimeException failed) {
            throw failures.of(name, failed);
        }
    }

    /// A policy of one blob says its end; one of the container, and a legal hold, do not.
    private @Nullable Instant keptUntil(ObjectName name) {
        return properties(name)
                .map(BlobProperties::getImmutabilityPolicy)
                .map(BlobImmutabilityPolicy::getExpiryTime)
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }

    private void said(ObjectName name, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failed) {
            throw failures.of(name, failed);
        }
    }

    private BlockBlobClient blob(ObjectName name) {
        return container.getBlobClient(prefix + name).getBlockBlobClient();
    }

    @Override
    public String place() {
        return failures.place();
    }

    @Override
    public void close() {}
}
