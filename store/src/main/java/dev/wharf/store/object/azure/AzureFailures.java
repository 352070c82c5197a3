package dev.wharf.store.object.azure;

import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.store.object.ObjectName;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Set;

/// Azure's failures in the port's words. Of what Azure answered only its code is told: its texts
/// quote what was signed.
record AzureFailures(String container, String account) {
    private static final int INSUFFICIENT_STORAGE = 507;
    private static final Set<BlobErrorCode> CONTAINER_AWAY =
            Set.of(
                    BlobErrorCode.CONTAINER_NOT_FOUND,
                    BlobErrorCode.CONTAINER_BEING_DELETED,
                    BlobErrorCode.CONTAINER_DISABLED);

    String place() {
        return "container %s of account %s".formatted(container, account);
    }

    /// Whether a put may have failed because the blob is there.
    static boolean mayBeThere(RuntimeException failed) {
        return failed instanceof BlobStorageException said
                && (said.getStatusCode() == 409
                        || said.getStatusCode() == 412
                        || BlobErrorCode.INVALID_BLOCK_LIST.equals(said.getErrorCode()))
                && !isContainerAway(said);
    }

    private static boolean isContainerAway(BlobStorageException said) {
        BlobErrorCode code = said.getErrorCode();
        return code != null && CONTAINER_AWAY.contains(code);
    }

    static boolean isMissing(BlobStorageException failed) {
        return failed.getStatusCode() == 404 && !isContainerAway(failed);
    }

    /// By a policy or a hold.
    static boolean isKept(BlobStorageException failed) {
        return BlobErrorCode.BLOB_IMMUTABLE_DUE_TO_POLICY.equals(failed.getErrorCode());
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
            if (cause instanceof BlobStorageException said) {
                return answered(name, said);
            }
        }
        return new WharfException(
                ErrorCode.SOURCE_UNAVAILABLE,
                "cannot reach %s; check the network and the address (%s)"
                        .formatted(place(), failed.getClass().getSimpleName()),
                failed);
    }

    private WharfException answered(@Nullable ObjectName name, BlobStorageException said) {
        int status = said.getStatusCode();
        if (name != null && isMissing(said)) {
            return notFound(name);
        }
        if (isContainerAway(said) || status == 404) {
            return failure(
                    ErrorCode.SOURCE_REFUSED, said, "create the container, or mend its name");
        }
        if (status == INSUFFICIENT_STORAGE) {
            return failure(ErrorCode.STORAGE_FAILED, said, "make room in the account");
        }
        if (status == 408 || status == 429 || status >= 500) {
            return failure(ErrorCode.SOURCE_UNAVAILABLE, said, "it is busy; try again later");
        }
        return failure(
                ErrorCode.SOURCE_REFUSED,
                said,
                "check the sign-in, its rights on the container (read, write, delete, list), when"
                        + " it expires, and the account's firewall");
    }

    private WharfException failure(ErrorCode code, BlobStorageException said, String act) {
        return new WharfException(
                code,
                "%s answers %d %s: %s"
                        .formatted(
                                place(),
                                said.getStatusCode(),
                                Objects.requireNonNullElse(said.getErrorCode(), "without a code"),
                                act));
    }
}
