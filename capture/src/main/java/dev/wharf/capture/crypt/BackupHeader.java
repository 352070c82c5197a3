package dev.wharf.capture.crypt;

import java.util.List;

/// What an encrypted backup says of itself before anything is decrypted. None of it is
/// authenticated: it tells which key to look for, and is no evidence.
///
/// @param appVersion of the WhatsApp that wrote it; empty when it does not say
/// @param numberEnding the last two digits of the account's number; empty when it does not say
/// @param features numbers of the flags that are set, ascending: which parts of the database's
///   layout the app had migrated
public record BackupHeader(
        CryptFormat format,
        Protection protection,
        String appVersion,
        String numberEnding,
        List<Integer> features) {
    public BackupHeader {
        features = List.copyOf(features);
    }

    /// Which kind of key opens it.
    public KeyKind key() {
        return format.key();
    }
}
