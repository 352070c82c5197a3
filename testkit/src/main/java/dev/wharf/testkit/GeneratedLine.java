package dev.wharf.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes on their way into a generated file.
final class GeneratedLine {
    private byte[] bytes;
    private int length;

    GeneratedLine(int capacity) {
        bytes = new byte[capacity];
    }

    void put(byte b) {
        room(1);
        bytes[length++] = b;
    }

    void put(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    void number(int value, int digits) {
        room(10);
        int wanted = digits;
        int needed = 1;
        for (int rest = value / 10; rest > 0; rest /= 10) {
            wanted = Math.max(wanted, ++needed);
        }
        int left = value;
        for (int i = wanted - 1; i >= 0; i--) {
            bytes[length + i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        length += wanted;
    }

    void spill(OutputStream out, int above) throws IOException {
        if (length > above) {
            out.write(bytes, 0, length);
            length = 0;
        }
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
