/// Requests of many mailboxes on their way to Graph: gathered in batches, never more at once than
/// the limits allow. It knows requests and answers, and nothing of mails.
///
/// **Batches.** Graph knows two kinds: requests that run side by side, and requests that run one
/// after the other (each depends on the one before; when one fails, the rest is not run and is
/// answered 424). Mails of one mailbox stay in order, so a batch here is either a *chain* of one
/// mailbox or *one request each* of several mailboxes, whichever takes more of what waits. A
/// mailbox with twenty mails fills a batch, and so do twenty mailboxes with one.
///
/// **Who sends.** No thread of its own: of the sessions that wait for answers, one takes what
/// waits, sends it for all and hands out the answers, while what comes meanwhile gathers for the
/// next. So batches are full when there is enough work, and nobody waits for company when there is
/// not. That a mailbox is never asked more than allowed is one counter under one lock, counted down
/// when an answer is there.
@NullMarked
package dev.wharf.destinations.microsoft365.traffic;

import org.jspecify.annotations.NullMarked;
