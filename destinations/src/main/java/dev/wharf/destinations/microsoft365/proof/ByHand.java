package dev.wharf.destinations.microsoft365.proof;

import dev.wharf.destinations.microsoft365.item.ItemForm;
import dev.wharf.destinations.microsoft365.proof.ProofPoint.Verdict;

/// Points that only a person can look at, and how.
final class ByHand {
    private ByHand() {}

    static ProofPoint kind(ItemForm form) {
        return new ProofPoint(
                "b",
                "Does kind:externaldata find items?",
                Verdict.BY_HAND,
                "not tried: search sees an item only hours after it was made, and this one is removed",
                "deliver a day's items to one mailbox, wait a day, then run in Security & Compliance PowerShell\nNew-ComplianceSearch -Name WharfKind -ExchangeLocation <mailbox> -ContentMatchQuery 'kind:externaldata'; Start-ComplianceSearch WharfKind\nand the same with 'itemclass:%s*'. Items of both counts must be those delivered; else set message-class and search by itemclass or category"
                        .formatted(form.messageClass().toLowerCase(java.util.Locale.ROOT)));
    }

    static ProofPoint compliance() {
        return new ProofPoint(
                "c",
                "Do retention and communication compliance treat items as mail?",
                Verdict.BY_HAND,
                "not tried: policies take up to seven days",
                "put one mailbox under a retention policy for Exchange, delete an item there as its owner, and look after a week whether it is in Recoverable Items");
    }

    static ProofPoint imap() {
        return new ProofPoint(
                "h",
                "Which size does IMAP take, and on which hosts of GCC High and DoD?",
                Verdict.NOT_TRIED,
                "belongs to the destination IMAP",
                "run wharf connector prove for that destination");
    }
}
