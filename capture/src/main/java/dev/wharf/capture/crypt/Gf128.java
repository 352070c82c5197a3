package dev.wharf.capture.crypt;

import java.nio.ByteBuffer;

/// An element of the field GF(2^128) as GCM writes it (NIST SP 800-38D, 6.3): the first bit of the
/// first byte is the coefficient of x^0.
record Gf128(long high, long low) {
    static final Gf128 ZERO = new Gf128(0, 0);
    private static final Gf128 ONE = new Gf128(1L << 63, 0);
    private static final long REDUCTION = 0xe1L << 56;

    static Gf128 of(byte[] bytes, int at) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, at, 16);
        return new Gf128(buffer.getLong(), buffer.getLong());
    }

    byte[] bytes() {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    Gf128 plus(Gf128 other) {
        return new Gf128(high ^ other.high, low ^ other.low);
    }

    Gf128 times(Gf128 other) {
        long resultHigh = 0;
        long resultLow = 0;
        long shiftedHigh = other.high;
        long shiftedLow = other.low;
        for (int bit = 0; bit < 128; bit++) {
            long mask = -((bit < 64 ? high >>> (63 - bit) : low >>> (127 - bit)) & 1);
            resultHigh ^= shiftedHigh & mask;
            resultLow ^= shiftedLow & mask;
            long carry = -(shiftedLow & 1);
            shiftedLow = (shiftedLow >>> 1) | (shiftedHigh << 63);
            shiftedHigh = (shiftedHigh >>> 1) ^ (REDUCTION & carry);
        }
        return new Gf128(resultHigh, resultLow);
    }

    Gf128 power(int exponent) {
        Gf128 result = ONE;
        Gf128 square = this;
        for (int left = exponent; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                result = result.times(square);
            }
            square = square.times(square);
        }
        return result;
    }
}
