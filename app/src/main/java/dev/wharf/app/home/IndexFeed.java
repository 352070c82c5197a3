package dev.wharf.app.home;

import dev.wharf.archive.ArchiveListener;
import dev.wharf.archive.MovedItem;
import dev.wharf.archive.NewItems;
import dev.wharf.archive.index.IndexMemory;
import dev.wharf.archive.index.Indexer;
import dev.wharf.archive.index.LuceneSearchIndex;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.key.KeyVault;
import dev.wharf.core.search.SearchIndex;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/// Between the archive and its index, which opens with the first change or the first search: a
/// command that only reads the archive never loads Lucene.
///
/// For the archive's committing threads and one other.
final class IndexFeed implements ArchiveListener, AutoCloseable {

    private final Path directory;
    private final KeyVault keys;
    private final SecureRandom random;
    private @Nullable ArchiveReader archive;
    private @Nullable LuceneSearchIndex index;
    private @Nullable Indexer indexer;

    IndexFeed(Path directory, KeyVault keys, SecureRandom random) {
        this.directory = directory;
        this.keys = keys;
        this.random = random;
    }

    synchronized void follow(ArchiveReader archive) {
        this.archive = archive;
    }

    /// The index, once everything archived so far can be found in it.
    SearchIndex settled() {
        Indexer running = running();
        running.settle();
        synchronized (this) {
            if (index == null) {
                throw new IllegalStateException("the indexer runs over an index");
            }
            return index;
        }
    }

    private synchronized Indexer running() {
        if (archive == null) {
            throw new IllegalStateException("follow() comes first");
        }
        if (indexer == null) {
            index = LuceneSearchIndex.open(directory, key(), random, IndexMemory.DEFAULT);
            indexer = new Indexer(index);
            indexer.start(archive);
        }
        return indexer;
    }

    private byte[] key() {
        return keys.current(KeyPurpose.INDEX).secret().bytes();
    }

    @Override
    public void committed(NewItems items) {
        if (isFollowing()) {
            running().committed(items);
        }
    }

    @Override
    public void moved(List<MovedItem> items) {
        if (isFollowing()) {
            running().moved(items);
        }
    }

    @Override
    public void erased(ItemRow item) {
        if (isFollowing()) {
            running().erased(item);
        }
    }

    /// False while the archive itself is still being opened.
    private synchronized boolean isFollowing() {
        return archive != null;
    }

    /// Begins to write out what the index holds, which takes a while and [#close] waits for.
    synchronized void beginCommit() {
        if (indexer != null) {
            indexer.beginCommit();
        }
    }

    /// Leaves an index that has caught up, so that the next start need not compare it.
    @Override
    public void close() {
        if (indexer != null) {
            indexer.drain();
            indexer.close();
        }
        if (index != null) {
            index.close();
        }
    }
}
