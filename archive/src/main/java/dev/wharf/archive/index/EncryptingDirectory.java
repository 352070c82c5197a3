package dev.wharf.archive.index;

import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;

import java.io.IOException;
import java.security.SecureRandom;

import javax.crypto.SecretKey;

/// Lucene's files, every one of them sealed; only their names and sizes show. Lucene writes a file
/// once and never changes it, which is what makes this simple.
///
/// Altered, cut or foreign bytes come out as `CorruptIndexException`, at the latest when the block
/// that holds them is read. Whole files of one index swapped for each other or for older ones are
/// for Lucene's own segment ids to notice; the index is derived, and feeding it again mends all.
final class EncryptingDirectory extends FilterDirectory {
    private final SecretKey indexKey;
    private final SecureRandom random;
    private final BlockCache cache;

    EncryptingDirectory(Directory in, byte[] indexKey, SecureRandom random, BlockCache cache) {
        super(in);
        this.indexKey = BlockCipher.indexKey(indexKey);
        this.random = random;
        this.cache = cache;
    }

    @Override
    public long fileLength(String name) throws IOException {
        return EncryptedFile.plainLength(name, in.fileLength(name));
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        return sealed(in.createOutput(name, context));
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context)
            throws IOException {
        return sealed(in.createTempOutput(prefix, suffix, context));
    }

    private IndexOutput sealed(IndexOutput raw) throws IOException {
        return new EncryptedIndexOutput(raw, BlockCipher.create(indexKey, random));
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
        IndexInput raw = in.openInput(name, context);
        boolean opened = false;
        try {
            EncryptedIndexInput input =
                    new EncryptedIndexInput(new EncryptedFile(name, raw, indexKey, cache));
            opened = true;
            return input;
        } finally {
            if (!opened) {
                raw.close();
            }
        }
    }
}
