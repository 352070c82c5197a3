package dev.wharf.capture.chatexport;

import dev.wharf.capture.file.OpenZip;
import dev.wharf.core.capture.CaptureBody;

import java.io.IOException;
import java.io.InputStream;

/// Opens what holds an export, told by its first bytes and not by its name.
final class Containers {
    private Containers() {}

    static Container open(String name, CaptureBody body) throws IOException {
        try (InputStream in = body.stream()) {
            if (!OpenZip.isZip(in)) {
                return new TextContainer(name, body);
            }
        }
        return ZipContainer.open(name, body);
    }
}
