package dev.wharf.testkit;

class MemoryJournalTest implements JournalContract {
    @Override
    public Site site() {
        MemoryJournal journal = new MemoryJournal();
        return new Site(journal, journal.feed());
    }
}
