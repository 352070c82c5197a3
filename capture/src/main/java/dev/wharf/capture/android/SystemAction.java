package dev.wharf.capture.android;

import dev.wharf.core.event.Content.Membership.Action;
import dev.wharf.core.event.Content.Notice.Topic;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// The values of `message_system.action_type` that somebody has seen and named, in plain English.
/// Names are those of public decoders of real phones; where these disagree or name none, the value
/// is not listed here, and its message is kept with what the database says beside it.
///
/// @param membership what becomes of it in the list of members; null when it is a notice
/// @param personal whether the words go on after the name of whoever did it
record SystemAction(@Nullable Action membership, Topic topic, boolean personal, String words) {
    private static final Map<Long, SystemAction> BY_CODE =
            Map.ofEntries(
                    did(1, Topic.SUBJECT, "changed the subject"),
                    members(4, Action.ADDED),
                    members(5, Action.LEFT),
                    did(6, Topic.ICON, "changed the group's picture"),
                    members(7, Action.REMOVED),
                    members(10, Action.NUMBER_CHANGED),
                    members(11, Action.CREATED),
                    members(12, Action.ADDED),
                    members(13, Action.LEFT),
                    members(14, Action.REMOVED),
                    members(15, Action.PROMOTED),
                    members(16, Action.DEMOTED),
                    is(18, Topic.SECURITY_CODE, "The security code changed"),
                    is(19, Topic.ENCRYPTION, "Messages and calls are end-to-end encrypted"),
                    members(20, Action.JOINED),
                    did(21, Topic.OTHER, "reset the group's invitation link"),
                    did(27, Topic.DESCRIPTION, "changed the group's description"),
                    members(28, Action.NUMBER_CHANGED),
                    did(29, Topic.PERMISSIONS, "allowed only admins to edit the group's info"),
                    did(30, Topic.PERMISSIONS, "allowed all members to edit the group's info"),
                    did(31, Topic.PERMISSIONS, "allowed only admins to send messages"),
                    did(32, Topic.PERMISSIONS, "allowed all members to send messages"),
                    is(33, Topic.PERMISSIONS, "Only admins can send messages"),
                    is(46, Topic.BUSINESS, "This chat is with a business account"),
                    is(47, Topic.BUSINESS, "This chat is with an official business account"),
                    is(50, Topic.BUSINESS, "This business account is a standard account now"),
                    members(52, Action.JOINED),
                    did(56, Topic.TIMER, "changed the timer of disappearing messages"),
                    is(57, Topic.SECURITY_CODE, "Linked devices changed"),
                    is(58, Topic.BLOCKED, "A contact was blocked or unblocked"),
                    did(59, Topic.TIMER, "changed the timer of disappearing messages"),
                    is(60, Topic.TIMER, "A timer of disappearing messages was not applied"),
                    is(63, Topic.BUSINESS, "Security notifications are no longer available"),
                    is(67, Topic.ENCRYPTION, "Messages and calls are end-to-end encrypted"),
                    is(68, Topic.TIMER, "The default timer of disappearing messages applies"),
                    is(69, Topic.BUSINESS, "How this business handles the chat"),
                    did(70, Topic.OTHER, "started a call in the group"),
                    did(75, Topic.OTHER, "added this group to a community"),
                    is(76, Topic.BUSINESS, "The business was found through WhatsApp's directory"),
                    did(78, Topic.OTHER, "removed this group from its community"),
                    members(79, Action.JOINED),
                    did(80, Topic.TIMER, "kept a disappearing message"),
                    did(81, Topic.OTHER, "became an admin of the community"),
                    did(83, Topic.OTHER, "asked to join the group"),
                    did(84, Topic.PERMISSIONS, "turned on approval of new members"),
                    did(85, Topic.PERMISSIONS, "turned off approval of new members"),
                    did(87, Topic.OTHER, "changed the group's community"),
                    did(88, Topic.OTHER, "changed the community"),
                    did(90, Topic.OTHER, "was added to the community"),
                    did(91, Topic.PERMISSIONS, "allowed all members to add others"),
                    did(92, Topic.PERMISSIONS, "allowed only admins to add others"),
                    did(95, Topic.OTHER, "changed the community"),
                    did(99, Topic.PERMISSIONS, "changed the privacy of the chat"),
                    is(102, Topic.PERMISSIONS, "Any member of the community can join this group"),
                    did(107, Topic.SUBJECT, "renamed the community"),
                    did(108, Topic.OTHER, "added this group to a community"),
                    did(110, Topic.OTHER, "changed the community"),
                    did(115, Topic.OTHER, "changed the community"),
                    did(118, Topic.PINNED, "pinned a message"),
                    did(120, Topic.OTHER, "asked to add somebody to the group"),
                    is(123, Topic.OTHER, "Welcome to the community"),
                    is(124, Topic.OTHER, "Welcome to the community"),
                    is(125, Topic.OTHER, "Welcome to the community"),
                    is(129, Topic.CONTACT, "The sender is in the phone's contacts"),
                    is(131, Topic.OTHER, "Welcome to the community"),
                    is(132, Topic.OTHER, "The channel was created"),
                    is(134, Topic.OTHER, "Channels add privacy"),
                    is(136, Topic.CONTACT, "Somebody of the phone's contacts joined WhatsApp"),
                    is(142, Topic.PERMISSIONS, "The group is large: only admins can edit its info"),
                    is(144, Topic.OTHER, "A note about AI"),
                    is(146, Topic.OTHER, "A note about AI"),
                    is(155, Topic.OTHER, "A note about AI of somebody else"),
                    is(156, Topic.OTHER, "A note about AI"),
                    is(158, Topic.BUSINESS, "The chat began with an advertisement"),
                    is(165, Topic.CONTACT, "A username changed"),
                    did(169, Topic.OTHER, "changed an event"));

    static @Nullable SystemAction of(long code) {
        return BY_CODE.get(code);
    }

    private static Map.Entry<Long, SystemAction> members(long code, Action action) {
        return Map.entry(code, new SystemAction(action, Topic.OTHER, false, ""));
    }

    private static Map.Entry<Long, SystemAction> did(long code, Topic topic, String words) {
        return Map.entry(code, new SystemAction(null, topic, true, words));
    }

    private static Map.Entry<Long, SystemAction> is(long code, Topic topic, String words) {
        return Map.entry(code, new SystemAction(null, topic, false, words));
    }
}
