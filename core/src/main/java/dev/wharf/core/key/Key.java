package dev.wharf.core.key;

import java.time.Instant;

/// One version of a key.
///
/// @param version from 1; stored beside whatever the key has sealed
public record Key(KeyPurpose purpose, int version, Instant created, Secret secret) {

    /// `pack/2`: how the key is called where only its name may be shown.
    public String name() {
        return purpose.text() + "/" + version;
    }
}
