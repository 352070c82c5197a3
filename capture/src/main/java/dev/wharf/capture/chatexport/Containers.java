package dev.wharf.capture.chatexport;

import dev.wharf.core.capture.CaptureBody;

import java.io.IOException;
import java.io.InputStream;

/// Opens what holds an export, told by its first bytes and not by its name.
final class Containers {
    private Containers() {}

    static boolean isZip(InputStream in) throws IOException {
        byte[] head = in.readNBytes(4);
        return head.length == 4
                && head[0] == 'P'
                && head[1] == 'K'
                && (head[2] == 3 || head[2] == 5 || head[2] == 7);
    }

    static Container open(String name, CaptureBody body) throws IOException {
        try (InputStream in = body.stream()) {
            if (!isZip(in)) {
                return new TextContainer(name, body);
            }
        }
        try {
            return ZipContainer.open(name, body);
        } catch (IOException | IllegalArgumentException _) {
            return new BrokenZip(name, body);
        }
    }
}
