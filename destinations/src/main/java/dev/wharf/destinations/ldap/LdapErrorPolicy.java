package dev.wharf.destinations.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.security.cert.CertificateException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

/// What a directory's refusal means, and what to do about it. Its own text is left out, but for the
/// number by which Active Directory says why a password does not count.
final class LdapErrorPolicy {
    private static final Pattern SUB_CODE = Pattern.compile("\\bdata ([0-9a-f]{1,8})\\b");

    private LdapErrorPolicy() {}

    static WharfException of(LdapSettings settings, String doing, LDAPException failed) {
        if (isTls(failed)) {
            return refused(
                    settings,
                    doing,
                    "its certificate is not believed, or is for another host; give the authority's certificate, and the name that stands in the server's",
                    failed);
        }
        ResultCode code = failed.getResultCode();
        String what = "%s (%d%s)".formatted(code.getName(), code.intValue(), subCode(failed));
        String advice = advice(code);
        return advice == null
                ? new WharfException(
                        ErrorCode.SOURCE_UNAVAILABLE,
                        "%s: the directory %s:%d fails: %s"
                                .formatted(doing, settings.host(), settings.port(), what),
                        failed)
                : refused(settings, doing, what + "; " + advice, failed);
    }

    private static WharfException refused(
            LdapSettings settings, String doing, String why, LDAPException cause) {
        return new WharfException(
                ErrorCode.SOURCE_REFUSED,
                "%s: the directory %s:%d refuses: %s"
                        .formatted(doing, settings.host(), settings.port(), why),
                cause);
    }

    /// What a person must do; null when waiting may help.
    private static @Nullable String advice(ResultCode code) {
        return switch (code.intValue()) {
            case ResultCode.INVALID_CREDENTIALS_INT_VALUE,
                    ResultCode.INAPPROPRIATE_AUTHENTICATION_INT_VALUE,
                    ResultCode.INVALID_DN_SYNTAX_INT_VALUE ->
                    "look at the bind name and its password";
            case ResultCode.INSUFFICIENT_ACCESS_RIGHTS_INT_VALUE ->
                    "the bind account may not read below the base";
            case ResultCode.CONFIDENTIALITY_REQUIRED_INT_VALUE,
                    ResultCode.STRONG_AUTH_REQUIRED_INT_VALUE ->
                    "it wants TLS: use LDAPS or StartTLS";
            case ResultCode.NO_SUCH_OBJECT_INT_VALUE -> "there is no such base";
            case ResultCode.REFERRAL_INT_VALUE ->
                    "it names another server, which is not followed; name that one, or a base that this one holds";
            case ResultCode.SIZE_LIMIT_EXCEEDED_INT_VALUE,
                    ResultCode.ADMIN_LIMIT_EXCEEDED_INT_VALUE ->
                    "it gives the bind account only some of the entries; raise its limit, or make pages smaller";
            case ResultCode.UNAVAILABLE_CRITICAL_EXTENSION_INT_VALUE ->
                    "it cannot give entries in pages (RFC 2696)";
            case ResultCode.PROTOCOL_ERROR_INT_VALUE ->
                    "it does not speak LDAP in this way; look at port and TLS";
            case ResultCode.FILTER_ERROR_INT_VALUE -> "the filter cannot be read";
            default -> null;
        };
    }

    private static boolean isTls(LDAPException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException || cause instanceof CertificateException) {
                return true;
            }
        }
        // Another host's certificate comes as text only, and with StartTLS as a connection lost.
        String text = String.valueOf(failed.getMessage());
        return failed.getResultCode().isClientSideResultCode() && text.contains("certificate");
    }

    private static String subCode(LDAPException failed) {
        String text = failed.getDiagnosticMessage();
        Matcher found = SUB_CODE.matcher(text == null ? "" : text);
        return found.find() ? ", data " + found.group(1) : "";
    }
}
