package dev.wharf.archive;

import org.jspecify.annotations.Nullable;

/// A specimen's record, opened: what items that were stored with it are read with. Holds native
/// memory until closed. For one thread.
///
/// @param form null when no item fills it
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record OpenSpecimen(byte[] record, SpecimenDictionary dictionary, @Nullable Form form)
        implements AutoCloseable {

    static OpenSpecimen of(byte[] record, Compressor compressor) {
        if (record.length > 0 && record[0] == Compressor.FORM) {
            WireReader in = new WireReader(record, 1, record.length - 1);
            byte[] compressed = in.bytes();
            byte[] body = compressor.decompress(compressed, 0, compressed.length);
            Form form = Form.read(in, body);
            if (in.hasMore()) {
                throw WireReader.corrupt();
            }
            return new OpenSpecimen(record, Compressor.dictionary(body), form);
        }
        byte[] body = compressor.decompress(record, 0, record.length);
        return new OpenSpecimen(record, Compressor.dictionary(body), null);
    }

    @Override
    public void close() {
        dictionary.close();
    }
}
