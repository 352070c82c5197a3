package dev.wharf.connector.intake;

import dev.wharf.connector.run.Counters;
import dev.wharf.core.capture.CaptureRecord;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;

/// How far one capture is archived: a document of the archive, written in the same commit as the
/// events it speaks of, so that a crash anywhere leaves both or neither.
///
/// @param capture its journal sequence
/// @param part which of its chats, from 0; part 0 is archived last, so that it speaks for all
/// @param reading digest of everything that decides what the capture says and whom it reaches:
///   bytes, options, people, mapping. The same again need not be read again
/// @param conversation id of the chat, once decided
/// @param newChat the archive held nothing of the chat when the capture began
/// @param sameBook the chat is known from this owner's phone
/// @param base highest item sequence when it began: only older items are aligned with
/// @param parties highest party when it began
/// @param strangers parties of the chat that this capture knows as somebody, of whom the archive
///   knew names only when it began
/// @param events number of events that are dealt with: the next ordinal
/// @param recognised copies among the imported that are not of its own events: older items, given
///   to people whom this capture has shown to be users
record IntakeProgress(
        long capture,
        int part,
        String digest,
        String reading,
        State state,
        @Nullable String conversation,
        boolean newChat,
        boolean sameBook,
        long base,
        int parties,
        List<Integer> strangers,
        long events,
        Counters counters,
        long recognised) {
    static final String KIND = "intake";

    enum State {
        RUNNING,
        DONE,
        /// Questions are open; nothing was archived.
        REFUSED,
        /// It could not be read, or not to its end.
        FAILED
    }

    static String key(long capture, int part) {
        return part == 0 ? "%019d".formatted(capture) : "%019d-%04d".formatted(capture, part);
    }

    String key() {
        return key(capture, part);
    }

    IntakeProgress {
        strangers = List.copyOf(strangers);
    }

    /// Of a capture whose messages are known by name.
    static IntakeProgress begun(CaptureRecord capture, String reading, long base, int parties) {
        return new IntakeProgress(
                capture.id().sequence(),
                0,
                capture.digest().sha256(),
                reading,
                State.RUNNING,
                null,
                false,
                false,
                base,
                parties,
                List.of(),
                0,
                Counters.NONE,
                0);
    }

    /// Of a capture of which nothing is archived.
    static IntakeProgress setAside(CaptureRecord capture, State how) {
        return begun(capture, "", 0, 0).at(how, 0, Counters.NONE, 0);
    }

    /// Of one that has the bytes and the reading of another.
    static IntakeProgress duplicate(CaptureRecord capture, IntakeProgress same) {
        return new IntakeProgress(
                capture.id().sequence(),
                0,
                capture.digest().sha256(),
                same.reading(),
                State.DONE,
                same.conversation(),
                false,
                false,
                same.base(),
                same.parties(),
                List.of(),
                same.events(),
                same.skipped(),
                0);
    }

    String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    /// This part of a capture together with another.
    IntakeProgress with(IntakeProgress part) {
        return new IntakeProgress(
                capture,
                this.part,
                digest,
                reading,
                state,
                conversation + " " + part.conversation,
                newChat,
                sameBook,
                base,
                parties,
                strangers,
                events + part.events,
                counters.plus(part.counters),
                recognised + part.recognised);
    }

    /// What it counts as when it comes again: all of its own copies are there.
    Counters skipped() {
        return new Counters(0, 0, counters.available() - recognised, 0, 0);
    }

    static IntakeProgress parse(String json) {
        return JsonMapper.shared().readValue(json, IntakeProgress.class);
    }

    IntakeProgress at(State state, long events, Counters counters, long recognised) {
        return new IntakeProgress(
                capture,
                part,
                digest,
                reading,
                state,
                conversation,
                newChat,
                sameBook,
                base,
                parties,
                strangers,
                events,
                counters,
                recognised);
    }
}
