package dev.wharf.connector.definition;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/// Never ends a read between the two halves of a character beyond the basic plane: the YAML scanner
/// (snakeyaml-engine 3.0, `StreamReader`) then writes the second half behind its full buffer, and
/// fails.
final class WholeCharacters extends FilterReader {

    WholeCharacters(Reader in) {
        super(in);
    }

    @Override
    public int read(char[] buffer, int from, int length) throws IOException {
        if (length < 2) {
            return super.read(buffer, from, length);
        }
        int read = super.read(buffer, from, length - 1);
        if (read > 0 && Character.isHighSurrogate(buffer[from + read - 1])) {
            int more = super.read(buffer, from + read, 1);
            return read + Math.max(0, more);
        }
        return read;
    }
}
