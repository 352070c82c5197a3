package dev.wharf.store.object.s3;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.store.object.ObjectName;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.util.Set;

/// A store's failures in the port's words. Of what it answered only the code is told: its texts
/// quote what was signed.
///
/// @param at the store's host, or Amazon's region
record S3Failures(String bucket, String at) {
    private static final Set<String> FULL =
            Set.of("XMinioStorageFull", "QuotaExceeded", "InsufficientCapacity");
    private static final Set<String> LOCKED = Set.of("ObjectLocked", "InvalidRetentionPeriod");

    String place() {
        return "bucket %s at %s".formatted(bucket, at);
    }

    /// Whether a put may have failed because the object is there; 404 is an upload that was
    /// completed already.
    static boolean mayBeThere(RuntimeException failed) {
        return failed instanceof S3Exception said
                && (said.statusCode() == 409
                        || said.statusCode() == 412
                        || code(said).equals("NoSuchUpload"));
    }

    static boolean isMissing(S3Exception failed) {
        return failed.statusCode() == 404 && !code(failed).equals("NoSuchBucket");
    }

    /// By an object lock. Amazon locks versions, and never answers this to a deletion without one;
    /// other stores do.
    static boolean isKept(S3Exception failed) {
        return LOCKED.contains(code(failed));
    }

    WharfException notFound(ObjectName name) {
        return new WharfException(
                ErrorCode.NOT_FOUND, "there is no object %s in %s".formatted(name, place()));
    }

    WharfException exists(ObjectName name) {
        return new WharfException(
                ErrorCode.NOT_ALLOWED,
                "there is an object %s in %s already; it stays as it is".formatted(name, place()));
    }

    /// @param name null when the failure is about no object
    WharfException of(@Nullable ObjectName name, Exception failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof WharfException known) {
                return known;
            }
            if (cause instanceof S3Exception said) {
                return answered(name, said);
            }
        }
        return new WharfException(
                ErrorCode.SOURCE_UNAVAILABLE,
                "cannot reach %s, or sign in to it; check the network, the address and where its"
                                .formatted(place())
                        + " keys come from (%s)".formatted(failed.getClass().getSimpleName()),
                failed);
    }

    private WharfException answered(@Nullable ObjectName name, S3Exception said) {
        int status = said.statusCode();
        if (name != null && isMissing(said)) {
            return notFound(name);
        }
        if (status == 404) {
            return failure(ErrorCode.SOURCE_REFUSED, said, "create the bucket, or mend its name");
        }
        if (status == 507 || FULL.contains(code(said))) {
            return failure(ErrorCode.STORAGE_FAILED, said, "make room in the store");
        }
        if (status == 408 || status == 409 || status == 429 || status >= 500) {
            return failure(ErrorCode.SOURCE_UNAVAILABLE, said, "it is busy; try again later");
        }
        if (status == 301 || status == 307 || code(said).equals("AuthorizationHeaderMalformed")) {
            return failure(ErrorCode.SOURCE_REFUSED, said, "the bucket is in another region");
        }
        return failure(
                ErrorCode.SOURCE_REFUSED,
                said,
                "check the keys, their rights on the bucket (get, put, delete, list), and this"
                        + " machine's clock");
    }

    private WharfException failure(ErrorCode code, S3Exception said, String act) {
        return new WharfException(
                code,
                "%s answers %d %s: %s".formatted(place(), said.statusCode(), code(said), act));
    }

    private static String code(S3Exception said) {
        AwsErrorDetails details = said.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        return code == null ? "without a code" : code;
    }
}
