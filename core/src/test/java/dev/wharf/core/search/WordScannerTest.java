package dev.wharf.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

class WordScannerTest {
    private final WordScanner scanner = new WordScanner();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    Hello, World | hello world
                    *bold* _it_ ~s~ | bold it s
                    Ärger mit Straße | arger mit strasse
                    ŁÓDŹ Øre | lodz ore
                    IŞIK ışık İstanbul | isik isik istanbul
                    ΟΔΟΣ οδός | οδοσ οδοσ
                    Ёлка ёж | елка еж
                    e\u0301te\u0301 | ete
                    ＡＢＣ１２３ | abc123
                    don’t | don t +dont
                    l'avion | l avion +lavion
                    O'Brien's | o brien s +obriens
                    e-mail | e mail +email
                    ana.diaz@example.com | ana diaz example com
                    https://www.example.com/a?b=1 | https www example com a b 1
                    #Q3_Budget | q3 budget #q3budget
                    @Ana hi | ana @ana hi
                    会议记录 | 会 议 记 录
                    カタカナ ｶﾞｰ | カ タ カ ナ ガ ー
                    회의 | 회 의
                    iPhone手机 | iphone 手 机
                    กินข้าว | กิ น ข้ า ว
                    မြန်မာ | မြ န် မာ
                    ភាសាខ្មែរ | ភា សា ខ្មែ រ
                    مُحَمَّد محمـــد | محمد محمد
                    أحمد إلى آية | احمد الي ايه
                    שָׁלוֹם צה"ל צה״ל | שלום צהל צהל
                    हिन्दी | हिन्दी
                    👍🏽ok👍 | 👍 ok 👍
                    👩🏽‍⚕️ | 👩‍⚕ ^👩
                    🇪🇸🇫🇷 | 🇪🇸 🇫🇷
                    ❤️ | ❤
                    ٢٠٢٤ | 2024
                    1,500.00 € | 1 500 00 +1500
                    10.000 | 10 000 +10000
                    3.14 | 3 14
                    +44 7700 900123 | 44 7700 900123 +447700900123 ☎321009007744
                    +44 (0)7700 900-123 | 44 0 7700 900 123 +447700900123 ☎321009007744
                    07700 900123 | 07700 900123 +07700900123 ☎3210090077
                    at 10:30 | at 10 30
                    """)
    void cutsAndFolds(String text, String words) {
        assertThat(String.join(" ", words(text))).isEqualTo(words.strip());
    }

    private List<String> words(String text) {
        List<String> words = new ArrayList<>();
        scanner.over(text.strip());
        while (scanner.next()) {
            String mark =
                    switch (scanner.role()) {
                        case WORD, TAGGED, NUMBER -> "";
                        case JOINED -> "+";
                        case PICTURE -> "^";
                    };
            words.add(mark + scanner.word());
        }
        return words;
    }
}
