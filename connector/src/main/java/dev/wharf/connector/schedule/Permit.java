package dev.wharf.connector.schedule;

/// The loop's side of a permit.
final class Permit implements RunPermit {
    private final Leases.Lease lease;
    private final int revision;
    private volatile boolean stop;

    Permit(Leases.Lease lease, int revision) {
        this.lease = lease;
        this.revision = revision;
    }

    /// Of the definition that the run was started for.
    int revision() {
        return revision;
    }

    void ask() {
        stop = true;
    }

    /// Keeps the lease; the run of one that is lost is asked to end.
    void renew() {
        if (!lease.renew()) {
            ask();
        }
    }

    void giveBack() {
        lease.close();
    }

    @Override
    public boolean stopAsked() {
        return stop;
    }

    @Override
    public long fence() {
        return lease.fence();
    }
}
