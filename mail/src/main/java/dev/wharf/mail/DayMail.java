package dev.wharf.mail;

import dev.wharf.core.item.MailImage;

import java.time.Instant;

/// All items of a chat's day, or a part of it, rendered as one mail.
///
/// @param messageId without angle brackets
/// @param date of the last event in it
/// @param image as destinations get it; [MailReader] gives its structure
public record DayMail(String messageId, Instant date, MailImage image) {}
