package dev.wharf.capture.ios;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Writes protobuf messages field by field, as WhatsApp keeps them in columns.
final class ProtoBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ProtoBytes number(int tag, long value) {
        varint((long) tag << 3);
        varint(value);
        return this;
    }

    ProtoBytes bytes(int tag, byte[] value) {
        varint(((long) tag << 3) | 2);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    ProtoBytes text(int tag, String value) {
        return bytes(tag, value.getBytes(StandardCharsets.UTF_8));
    }

    ProtoBytes message(int tag, ProtoBytes inner) {
        return bytes(tag, inner.done());
    }

    private void varint(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.write((int) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }

    byte[] done() {
        return out.toByteArray();
    }

    /// As a literal in SQL.
    String sql() {
        return "x'" + HexFormat.of().formatHex(done()) + "'";
    }
}
