package dev.wharf.site.account;

public enum AccountState {
    /// Enrolled; nothing is captured before the employee has agreed.
    WAITING,
    ACTIVE,
    /// Nothing is captured any more. What was captured stays, and so does the account's id.
    DISABLED
}
