package dev.wharf.capture.itunes;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The keys of an encrypted backup, one for each protection class of files, each wrapped by what
/// the passcode derives to. A list of tags (four letters, a length of four bytes, big-endian, a
/// value): those of the whole first, then those of each class, which begins with its `UUID`.
final class KeyBag {
    /// Of a class key in `WRAP`: by the passcode. Others are bound to the phone's own chip.
    private static final int BY_PASSCODE = 2;

    private static final int WRAPPED_KEY = 40;

    private final Derivation derivation;

    /// By protection class, wrapped.
    private final Map<Integer, byte[]> keys;

    private KeyBag(Derivation derivation, Map<Integer, byte[]> keys) {
        this.derivation = derivation;
        this.keys = keys;
    }

    /// @throws MalformedKeyBagException saying what is wrong with it
    static KeyBag parse(byte[] bytes) throws MalformedKeyBagException {
        List<Map<String, byte[]>> parts = parts(bytes);
        Map<String, byte[]> whole = parts.getFirst();
        Derivation derivation =
                new Derivation(
                        required(whole, "SALT"),
                        number(required(whole, "ITER")),
                        whole.get("DPSL"),
                        whole.containsKey("DPIC") ? number(required(whole, "DPIC")) : 0);
        Map<Integer, byte[]> keys = new HashMap<>();
        for (Map<String, byte[]> part : parts.subList(1, parts.size())) {
            byte[] key = part.get("WPKY");
            boolean byPasscode = (number(required(part, "WRAP")) & BY_PASSCODE) != 0;
            if (byPasscode && key != null && key.length == WRAPPED_KEY) {
                keys.putIfAbsent(number(required(part, "CLAS")), key);
            }
        }
        if (keys.isEmpty()) {
            throw new MalformedKeyBagException("no key in it is protected by a passcode");
        }
        return new KeyBag(derivation, keys);
    }

    private static List<Map<String, byte[]>> parts(byte[] bytes) throws MalformedKeyBagException {
        List<Map<String, byte[]>> parts = new ArrayList<>();
        parts.add(new HashMap<>());
        int at = 0;
        while (at + 8 <= bytes.length) {
            String tag = new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
            int length = Derivation.bigEndian(bytes, at + 4);
            if (length < 0 || length > bytes.length - at - 8) {
                throw new MalformedKeyBagException("it breaks off");
            }
            byte[] value = new byte[length];
            System.arraycopy(bytes, at + 8, value, 0, length);
            if (tag.equals("UUID") && parts.getLast().containsKey("UUID")) {
                parts.add(new HashMap<>());
            }
            parts.getLast().putIfAbsent(tag, value);
            at += 8 + length;
        }
        return parts;
    }

    private static byte[] required(Map<String, byte[]> part, String tag)
            throws MalformedKeyBagException {
        byte[] value = part.get(tag);
        if (value == null) {
            throw new MalformedKeyBagException("it lacks " + tag);
        }
        return value;
    }

    private static int number(byte[] value) throws MalformedKeyBagException {
        if (value.length != 4) {
            throw new MalformedKeyBagException("a number in it is damaged");
        }
        return Derivation.bigEndian(value, 0);
    }

    /// Takes seconds, on purpose of whoever made the backup.
    ///
    /// @return null when the passcode is not this backup's; else what it opens: a key that is
    ///   damaged is not among them
    @Nullable ClassKeys unlock(byte[] passcode) throws MalformedKeyBagException {
        byte[] key = derivation.key(passcode);
        Map<Integer, byte[]> open = new HashMap<>();
        keys.forEach(
                (protectionClass, wrapped) -> {
                    byte[] plain = KeyWrap.unwrap(key, wrapped);
                    if (plain != null) {
                        open.put(protectionClass, plain);
                    }
                });
        Arrays.fill(key, (byte) 0);
        return open.isEmpty() ? null : new ClassKeys(open);
    }
}
