package dev.wharf.capture.crypt;

import java.util.HexFormat;

/// How a key file and the backups it opens name their key: the server's salt and the account's salt
/// in hexadecimal. No secrets.
record KeyIdentity(String serverSalt, String googleIdSalt) {
    static final int SERVER_SALT = 32;
    static final int GOOGLE_ID_SALT = 16;

    static KeyIdentity of(byte[] serverSalt, byte[] googleIdSalt) {
        HexFormat hex = HexFormat.of();
        return new KeyIdentity(hex.formatHex(serverSalt), hex.formatHex(googleIdSalt));
    }
}
