package dev.wharf.site.credential;

import dev.wharf.core.key.Secret;
import dev.wharf.store.key.Argon2id;

/// What is kept of a password, with the cost it was made at.
@SuppressWarnings("ArrayRecordComponent") // never compared: the hash is, in constant time
record PasswordHash(byte[] salt, int memoryKiB, int passes, int lanes, byte[] hash) {

    static PasswordHash of(Argon2id cost, Secret password) {
        try (Secret hash = cost.stretch(password)) {
            return new PasswordHash(
                    cost.salt(), cost.memoryKiB(), cost.passes(), cost.lanes(), hash.bytes());
        }
    }

    boolean matches(Secret password) {
        try (Secret stretched = new Argon2id(salt, memoryKiB, passes, lanes).stretch(password);
                Secret known = Secret.copyOf(hash)) {
            return stretched.equals(known);
        }
    }

    @Override
    public String toString() {
        return "PasswordHash[Argon2id, " + memoryKiB + " KiB, " + passes + " passes]";
    }
}
