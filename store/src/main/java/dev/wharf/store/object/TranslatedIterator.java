package dev.wharf.store.object;

import dev.wharf.core.error.WharfException;

import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What a store lists, page by page, with failures in the port's words. For one thread.
public final class TranslatedIterator<T> implements Iterator<T> {
    private final Iterator<? extends T> listed;
    private final Function<Exception, WharfException> translation;

    public TranslatedIterator(
            Iterator<? extends T> listed, Function<Exception, WharfException> translation) {
        this.listed = listed;
        this.translation = translation;
    }

    /// As a stream that asks for the next page when it comes to it.
    public Stream<T> stream() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        this, Spliterator.NONNULL | Spliterator.DISTINCT),
                false);
    }

    @Override
    public boolean hasNext() {
        try {
            return listed.hasNext();
        } catch (RuntimeException failed) {
            throw translation.apply(failed);
        }
    }

    @Override
    public T next() {
        try {
            return listed.next();
        } catch (RuntimeException failed) {
            throw translation.apply(failed);
        }
    }
}
