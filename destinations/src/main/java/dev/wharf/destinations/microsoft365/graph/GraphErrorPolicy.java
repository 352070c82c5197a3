package dev.wharf.destinations.microsoft365.graph;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

/// What an answer that is not good means when it concerns no mailbox: one that does is judged by
/// the destination.
final class GraphErrorPolicy {
    private GraphErrorPolicy() {}

    static WharfException of(GraphCall call, GraphAnswer answer) {
        return new WharfException(
                code(answer.status()),
                "Microsoft Graph, asked for %s, answers %s%s"
                        .formatted(call.what(), answer.error(), advice(answer.status())));
    }

    static ErrorCode code(int status) {
        if (status == 429 || status == 408 || status >= 500) {
            return ErrorCode.SOURCE_UNAVAILABLE;
        }
        return switch (status) {
            case 404 -> ErrorCode.NOT_FOUND;
            case 410 -> ErrorCode.SOURCE_GONE;
            default -> ErrorCode.SOURCE_REFUSED;
        };
    }

    private static String advice(int status) {
        return switch (status) {
            case 401 -> ": the token is not accepted; look at tenant and cloud";
            case 403 -> ": the application lacks the permission; see wharf doctor";
            default -> "";
        };
    }
}
