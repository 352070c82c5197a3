package dev.wharf.testkit.crypt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/// Writes the fields of a protobuf message, one after another.
final class ProtoMessage {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ProtoMessage number(int field, long value) {
        varint(out, (long) field << 3);
        varint(out, value);
        return this;
    }

    ProtoMessage bytes(int field, byte[] value) {
        varint(out, ((long) field << 3) | 2);
        varint(out, value.length);
        out.writeBytes(value);
        return this;
    }

    ProtoMessage text(int field, String value) {
        return bytes(field, value.getBytes(UTF_8));
    }

    ProtoMessage message(int field, ProtoMessage value) {
        return bytes(field, value.toBytes());
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    /// With its length before it, as a file begins.
    byte[] withLength() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        varint(whole, out.size());
        whole.writeBytes(toBytes());
        return whole.toByteArray();
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long left = value;
        while (left > 0x7f) {
            out.write((int) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }
}
