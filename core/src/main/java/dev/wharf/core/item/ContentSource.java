package dev.wharf.core.item;

import dev.wharf.core.capture.ContentDigest;

import java.io.IOException;
import java.io.InputStream;

/// Gives the plain bytes of attachments by digest, to whoever writes a whole mail.
@FunctionalInterface
public interface ContentSource {
    InputStream open(ContentDigest digest) throws IOException;
}
