package dev.wharf.core.ledger;

/// How an act ended. What was refused or failed is a record too.
public enum Outcome {
    DONE,
    REFUSED,
    FAILED
}
