package dev.wharf.app.local;

import java.nio.file.attribute.UserPrincipal;

/// Who is served: the user that the process runs as, and root, who could read everything anyway.
/// The file's rights say the same; this says it again where a person has loosened them.
///
/// @param own the user of this process
record PeerPolicy(UserPrincipal own) {

    boolean allows(UserPrincipal peer) {
        return peer.equals(own) || peer.getName().equals("root");
    }
}
