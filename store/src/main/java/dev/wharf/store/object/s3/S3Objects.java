package dev.wharf.store.object.s3;

import dev.wharf.store.object.Deletion;
import dev.wharf.store.object.ObjectName;
import dev.wharf.store.object.ObjectStore;
import dev.wharf.store.object.SizedContent;
import dev.wharf.store.object.StoredObject;
import dev.wharf.store.object.TranslatedIterator;
import dev.wharf.store.object.TranslatedStream;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Objects of one bucket. A small one is put in one request, a large one part by part, and
/// completed on the condition that there is none of that name (`If-None-Match: *`). Parts of an
/// upload that was killed are seen by nobody; a life-cycle rule of the bucket removes them.
///
/// Every put carries a random mark in the object's metadata: when an answer gets lost and the SDK's
/// next try meets an object of that name, the mark tells whether it is this very one.
public final class S3Objects implements ObjectStore {
    private static final int PART = 8 << 20;
    private static final int LIST_PAGE = 250;
    private static final long MOST_PARTS = 10_000;
    private static final String MARK = "wharf-put";

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final S3Failures failures;
    private final RandomGenerator random;

    /// @param client closed with this
    /// @param prefix in front of every name; may be empty
    /// @param random marks puts; safe for many threads
    S3Objects(S3Client client, String bucket, String prefix, String at, RandomGenerator random) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
        this.failures = new S3Failures(bucket, at);
        this.random = random;
    }

    @Override
    public void put(ObjectName name, InputStream content, long size) throws IOException {
        SizedContent sized = new SizedContent(content, size);
        String mark = "%016x".formatted(random.nextLong());
        if (size <= PART) {
            byte[] bytes = sized.next(PART);
            once(name, mark, () -> upload(name, bytes, mark));
        } else {
            requireFree(name);
            putParts(name, sized, mark);
        }
    }

    /// Before much is sent in vain.
    private void requireFree(ObjectName name) {
        if (head(name).isPresent()) {
            throw failures.exists(name);
        }
    }

    private void upload(ObjectName name, byte[] bytes, String mark) {
        client.putObject(
                put ->
                        put.bucket(bucket)
                                .key(prefix + name)
                                .ifNoneMatch("*")
                                .metadata(Map.of(MARK, mark)),
                RequestBody.fromBytes(bytes));
    }

    private void putParts(ObjectName name, SizedContent content, String mark) throws IOException {
        String upload = begin(name, mark);
        try {
            List<CompletedPart> parts = uploadParts(name, upload, content);
            once(name, mark, () -> complete(name, upload, parts));
        } catch (IOException | RuntimeException failed) {
            abort(name, upload, failed);
            throw failed;
        }
    }

    private String begin(ObjectName name, String mark) {
        try {
            return client.createMultipartUpload(
                            create ->
                                    create.bucket(bucket)
                                            .key(prefix + name)
                                            .metadata(Map.of(MARK, mark)))
                    .uploadId();
        } catch (RuntimeException failed) {
            throw failures.of(name, failed);
        }
    }

    private List<CompletedPart> uploadParts(ObjectName name, String upload, SizedContent content)
            throws IOException {
        int length = (int) Math.max(PART, content.remaining() / MOST_PARTS + 1);
        List<CompletedPart> parts = new ArrayList<>();
        while (content.remaining() > 0) {
            byte[] bytes = content.next(length);
            parts.add(uploadPart(name, upload, parts.size() + 1, bytes));
        }
        return parts;
    }

    private CompletedPart uploadPart(ObjectName name, String upload, int number, byte[] bytes) {
        try {
            String etag =
                    client.uploadPart(
                                    part ->
                                            part.bucket(bucket)
                                                    .key(prefix + name)
                                                    .uploadId(upload)
                                                    .partNumber(number),
                                    RequestBody.fromBytes(bytes))
                            .eTag();
            return CompletedPart.builder().partNumber(number).eTag(etag).build();
        } catch (RuntimeException failed) {
            throw failures.of(name, failed);
        }
    }

    private void complete(ObjectName name, String upload, List<CompletedPart> parts) {
        client.completeMultipartUpload(
                all ->
                        all.bucket(bucket)
                                .key(prefix + name)
                                .uploadId(upload)
                                .ifNoneMatch("*")
                                .multipartUpload(list -> list.parts(parts)));
    }

    private void abort(ObjectName name, String upload, Exception why) {
        try {
            client.abortMultipartUpload(
                    abort -> abort.bucket(bucket).key(prefix + name).uploadId(upload));
        } catch (RuntimeException second) {
            why.addSuppressed(failures.of(name, second));
        }
    }

    /// Makes an object. What fails because there is one may be our own, from a try whose answer got
    /// lost.
    private void once(ObjectName name, String mark, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failed) {
            Optional<HeadObjectResponse> there =
                    S3Failures.mayBeThere(failed) ? head(name) : Optional.empty();
            if (there.isEmpty()) {
                throw failures.of(name, failed);
            }
            if (!mark.equals(there.get().metadata().get(MARK))) {
                throw failures.exists(name);
            }
        }
    }

    private Optional<HeadObjectResponse> head(ObjectName name) {
        try {
            return Optional.of(client.headObject(head -> head.bucket(bucket).key(prefix + name)));
        } catch (S3Exception none) {
            if (S3Failures.isMissing(none)) {
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
        boolean whole = from == 0 && length == Long.MAX_VALUE;
        try {
            ResponseInputStream<GetObjectResponse> body =
                    client.getObject(
                            get ->
                                    get.bucket(bucket)
                                            .key(prefix + name)
                                            .range(whole ? null : range(from, length)));
            return new TranslatedStream(
                    new AbortingStream(body), failed -> failures.of(name, failed));
        } catch (S3Exception behind) {
            if (behind.statusCode() == 416) {
                return InputStream.nullInputStream();
            }
            throw failures.of(name, behind);
        } catch (RuntimeException failed) {
            throw failures.of(name, failed);
        }
    }

    private static String range(long from, long length) {
        return length >= Long.MAX_VALUE - from
                ? "bytes=%d-".formatted(from)
                : "bytes=%d-%d".formatted(from, from + length - 1);
    }

    private void requireThere(ObjectName name) {
        if (head(name).isEmpty()) {
            throw failures.notFound(name);
        }
    }

    @Override
    public Stream<StoredObject> list(String start) {
        try {
            return new TranslatedIterator<S3Object>(
                            client.listObjectsV2Paginator(
                                            list ->
                                                    list.bucket(bucket)
                                                            .prefix(prefix + start)
                                                            .maxKeys(LIST_PAGE))
                                    .contents()
                                    .iterator(),
                            failed -> failures.of(null, failed))
                    .stream().flatMap(object -> named(object).stream());
        } catch (RuntimeException failed) {
            throw failures.of(null, failed);
        }
    }

    private Optional<StoredObject> named(S3Object object) {
        String text = object.key().substring(prefix.length());
        return ObjectName.isName(text)
                ? Optional.of(
                        new StoredObject(
                                new ObjectName(text), object.size(), object.lastModified()))
                : Optional.empty();
    }

    @Override
    public Optional<StoredObject> find(ObjectName name) {
        return head(name)
                .map(found -> new StoredObject(name, found.contentLength(), found.lastModified()));
    }

    /// In a bucket with versions, what lay there is only hidden, until a rule of the bucket removes
    /// it.
    @Override
    public Deletion delete(ObjectName name) {
        try {
            client.deleteObject(delete -> delete.bucket(bucket).key(prefix + name));
            return new Deletion.Gone();
        } catch (S3Exception refused) {
            if (S3Failures.isMissing(refused)) {
                return new Deletion.Gone();
            }
            if (S3Failures.isKept(refused)) {
                return new Deletion.Kept(retainedUntil(name));
            }
            throw failures.of(name, refused);
        } catch (RuntimeException failed) {
            throw failures.of(name, failed);
        }
    }

    private @Nullable Instant retainedUntil(ObjectName name) {
        return head(name).map(HeadObjectResponse::objectLockRetainUntilDate).orElse(null);
    }

    @Override
    public String place() {
        return failures.place();
    }

    @Override
    public void close() {
        client.close();
    }
}
