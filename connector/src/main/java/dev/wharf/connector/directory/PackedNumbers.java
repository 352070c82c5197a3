package dev.wharf.connector.directory;

import dev.wharf.core.party.PhoneNumber;

import java.util.Arrays;
import java.util.function.Consumer;

/// The numbers of many entries, eight bytes each: the digits of E.164, and whether the country code
/// was assumed. Immutable; for many threads.
final class PackedNumbers {
    private static final long ASSUMED = 1L << 62;

    private final long[] numbers;
    private final int[] ends;

    private PackedNumbers(long[] numbers, int[] ends) {
        this.numbers = numbers;
        this.ends = ends;
    }

    /// For one thread.
    static final class Builder {
        private long[] numbers = new long[1024];
        private int[] ends = new int[1024];
        private int size;
        private int entries;

        /// To the entry that is next; the same number again changes nothing.
        ///
        /// @return whether it is new
        boolean add(PhoneNumber phone, boolean assumed) {
            long digits = Long.parseLong(phone.digits());
            int first = entries == 0 ? 0 : ends[entries - 1];
            for (int i = first; i < size; i++) {
                if ((numbers[i] & ~ASSUMED) == digits) {
                    numbers[i] = assumed ? numbers[i] : digits;
                    return false;
                }
            }
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            numbers[size++] = assumed ? digits | ASSUMED : digits;
            return true;
        }

        void endEntry() {
            if (entries == ends.length) {
                ends = Arrays.copyOf(ends, entries * 2);
            }
            ends[entries++] = size;
        }

        PackedNumbers build() {
            return new PackedNumbers(Arrays.copyOf(numbers, size), Arrays.copyOf(ends, entries));
        }
    }

    /// One number of an entry.
    record Held(PhoneNumber phone, boolean assumed) {}

    void of(int entry, Consumer<Held> each) {
        for (int i = entry == 0 ? 0 : ends[entry - 1]; i < ends[entry]; i++) {
            PhoneNumber phone = new PhoneNumber("+" + (numbers[i] & ~ASSUMED));
            each.accept(new Held(phone, (numbers[i] & ASSUMED) != 0));
        }
    }

    boolean has(int entry, PhoneNumber phone) {
        long digits = Long.parseLong(phone.digits());
        for (int i = entry == 0 ? 0 : ends[entry - 1]; i < ends[entry]; i++) {
            if ((numbers[i] & ~ASSUMED) == digits) {
                return true;
            }
        }
        return false;
    }
}
