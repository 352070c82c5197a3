package dev.wharf.site.enrolment;

import dev.wharf.site.account.Notice;

import java.net.URI;
import java.time.Duration;

/// What the firm says about enrolment.
///
/// @param base address of the site as employees reach it: `https://capture.corp.example`
/// @param firm its name
/// @param contact whom employees ask: a mail address, a telephone number
/// @param notice that employees read before they agree, as plain text
/// @param life of a link
public record EnrolmentSettings(
        URI base, String firm, String contact, Notice notice, Duration life) {}
