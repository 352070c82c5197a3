package dev.wharf.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Sentences of about twelve words in several languages, their words as unevenly frequent as in
/// real ones (Zipf). The words are made up of each language's syllables.
final class GeneratedWords {
    private static final int WORDS = 20_000;
    private static final int TABLE = 1 << 16;

    /// Mostly English; each language by its share of a hundred messages.
    private static final List<Language> LANGUAGES =
            List.of(
                    new Language(
                            46,
                            "ba be ca co da de fi ga ho in ka la le ma mi na no on pa re ri sa se ta te to un ver wa wi"
                                    .split(" "),
                            " "),
                    new Language(
                            14,
                            "auf bei cht der die ein en ent er ge hei ich keit lich mög nen sch schön ster tag un ver wei zü"
                                    .split(" "),
                            " "),
                    new Language(
                            12,
                            "a ción de en es ga ha la lo ma me mos na ño o por que ra re sí ta te to un"
                                    .split(" "),
                            " "),
                    new Language(
                            8,
                            "а бы в го да де ение за и ка ко ла ми на не но о по ра ре ство та то ть у"
                                    .split(" "),
                            " "),
                    new Language(
                            7,
                            "ال با تم جد حب در رس سا شم عل غد في قل كم لم من نا هو وا يو"
                                    .split(" "),
                            " "),
                    new Language(
                            5, "क का कि के ज त था द ना ने प मे य र ल व स ह है ही".split(" "), " "),
                    new Language(
                            5,
                            "我 你 他 是 的 不 在 有 人 这 中 大 来 上 国 个 到 说 们 为 子 和 地 出 道 也 时 年".split(" "),
                            ""),
                    new Language(
                            3,
                            "กา ขา คน จะ ดี ที่ นา บา มา ไป รา ลา วัน สา หา ให้ อา".split(" "),
                            ""));

    private static final String[] EMOJI = {
        "😀", "👍🏽", "🙏", "❤️", "🎉", "👨‍👩‍👧", "🤷‍♀️", "😂"
    };
    private static final byte[][] EMOJI_BYTES = emoji();

    private GeneratedWords() {}

    /// One language: its words, and for each of 65,536 draws which word it is.
    private static final class Language {
        final int share;
        final byte[] gap;
        final byte[][] words = new byte[WORDS][];
        final short[] draws = new short[TABLE];

        Language(int share, String[] syllables, String gap) {
            this.share = share;
            this.gap = gap.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < WORDS; i++) {
                words[i] = word(i, syllables);
            }
            double total = 0;
            for (int i = 0; i < WORDS; i++) {
                total += 1.0 / (i + 3);
            }
            double sum = 0;
            int at = 0;
            for (int i = 0; i < WORDS; i++) {
                sum += 1.0 / (i + 3) / total;
                for (; at < TABLE && at < sum * TABLE; at++) {
                    draws[at] = (short) i;
                }
            }
        }

        private static byte[] word(int rank, String[] syllables) {
            StringBuilder word = new StringBuilder();
            int left = rank;
            do {
                word.append(syllables[left % syllables.length]);
                left /= syllables.length;
            } while (left > 0);
            return word.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    static void sentence(long seed, GeneratedLine line) {
        long bits = seed;
        Language language = language(Math.floorMod(bits, 100));
        int words =
                2
                        + (int) ((bits >>> 8) & 7)
                        + (int) ((bits >>> 16) & 7)
                        + (int) ((bits >>> 24) & 7);
        for (int i = 0; i < words; i++) {
            if ((i & 3) == 0) {
                bits = ExportGenerator.mix(bits);
            }
            if (i > 0) {
                line.put(language.gap);
            }
            line.put(language.words[language.draws[(int) (bits >>> ((i & 3) * 16)) & 0xFFFF]]);
        }
        if ((bits & 15) == 0) {
            line.put((byte) ' ');
            line.put(EMOJI_BYTES[(int) (bits >>> 4) & 7]);
        }
    }

    private static Language language(int draw) {
        int sum = 0;
        for (Language language : LANGUAGES) {
            sum += language.share;
            if (draw < sum) {
                return language;
            }
        }
        return LANGUAGES.getFirst();
    }

    private static byte[][] emoji() {
        byte[][] bytes = new byte[EMOJI.length][];
        for (int i = 0; i < EMOJI.length; i++) {
            bytes[i] = EMOJI[i].getBytes(StandardCharsets.UTF_8);
        }
        return bytes;
    }
}
