package dev.wharf.archive;

import dev.wharf.core.item.FormSink;

/// Writes the body of a specimen, and notes the places that items of its series fill. See [Form].
/// For one thread.
final class FormWriter implements FormSink {
    private final WireWriter body;
    private final WireWriter places = new WireWriter(256);
    private int count;
    private int done;

    /// Added to the number of a value.
    private int first;

    /// @param body empty
    FormWriter(WireWriter body) {
        this.body = body;
    }

    /// Values that follow are numbered from here.
    void number(int first) {
        this.first = first;
    }

    @Override
    public void fixed(byte[] bytes) {
        body.raw(bytes);
    }

    @Override
    public void value(int number, byte[] bytes, int from, int length) {
        place(body.length(), length, first + number + 1);
        body.raw(bytes, from, length);
        done = body.length();
    }

    @Override
    public void length(int bytes) {
        int at = body.length();
        body.varint(bytes);
        int width = body.length() - at;
        place(at, width, Form.LENGTH);
        done = body.length();
    }

    private void place(int at, int width, int filler) {
        places.varint(at - done);
        places.varint(width);
        places.varint(filler);
        count++;
    }

    /// The places, as a record has them.
    void writePlaces(WireWriter out) {
        out.varint(count);
        out.raw(places.array(), 0, places.length());
    }
}
