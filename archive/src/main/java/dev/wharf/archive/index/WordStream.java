package dev.wharf.archive.index;

import dev.wharf.core.search.WordScanner;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.UnicodeUtil;

import java.util.List;

/// Gives Lucene the words of some texts as [WordScanner] cuts them. Used again for text after text.
final class WordStream extends TokenStream {
    /// Between two texts, so that no phrase runs from one into the next.
    private static final int GAP = 100;

    private final WordScanner scanner = new WordScanner();
    private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
    private final PositionIncrementAttribute position =
            addAttribute(PositionIncrementAttribute.class);
    private final BytesRef bytes =
            new BytesRef(UnicodeUtil.maxUTF8Length(WordScanner.LONGEST + 32));
    private List<String> texts = List.of();
    private int nextText;
    private boolean gap;

    WordStream over(String text) {
        return over(List.of(text));
    }

    WordStream over(List<String> texts) {
        this.texts = texts;
        return this;
    }

    @Override
    public void reset() {
        nextText = 0;
        scanner.over("");
    }

    @Override
    public boolean incrementToken() {
        while (!scanner.next()) {
            if (nextText == texts.size()) {
                return false;
            }
            gap = nextText > 0;
            scanner.over(texts.get(nextText++));
        }
        bytes.length = UnicodeUtil.UTF16toUTF8(scanner.chars(), 0, scanner.length(), bytes.bytes);
        term.setBytesRef(bytes);
        boolean word = scanner.role() == WordScanner.Role.WORD;
        position.setPositionIncrement(word ? (gap ? GAP : 1) : 0);
        if (word) {
            gap = false;
        }
        return true;
    }
}
