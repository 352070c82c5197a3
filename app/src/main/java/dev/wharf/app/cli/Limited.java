package dev.wharf.app.cli;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/// The first `limit` of an iterator (0 for all), made into something else one by one.
final class Limited<S, T> implements Iterator<T> {

    private final Iterator<S> source;
    private final int limit;
    private final Function<S, T> change;
    private int given;

    Limited(Iterator<S> source, int limit, Function<S, T> change) {
        this.source = source;
        this.limit = limit;
        this.change = change;
    }

    @Override
    public boolean hasNext() {
        return (limit == 0 || given < limit) && source.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        given++;
        return change.apply(source.next());
    }
}
