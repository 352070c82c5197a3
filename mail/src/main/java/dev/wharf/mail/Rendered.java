package dev.wharf.mail;

import dev.wharf.core.archive.Headline;
import dev.wharf.core.item.MailImage;

/// An event, rendered.
///
/// @param image the mail as it is stored
/// @param headline what lists show
/// @param mail the same mail as a structure
public record Rendered(MailImage image, Headline headline, Mail mail) {}
