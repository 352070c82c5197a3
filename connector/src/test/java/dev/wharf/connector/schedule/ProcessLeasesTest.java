package dev.wharf.connector.schedule;

class ProcessLeasesTest implements LeasesContract {
    @Override
    public Leases leases() {
        return new ProcessLeases();
    }
}
