package dev.parley.signaling.rooms;

import dev.parley.protocol.meeting.HostLeaves;
import dev.parley.protocol.meeting.SettingsChange;

/// Changes of settings that tests speak of by name.
public final class Changes {
    public static final SettingsChange LOCK = new SettingsChange(true, null, null, null, null, null, null);
    public static final SettingsChange WAIT = new SettingsChange(null, true, null, null, null, null, null);
    public static final SettingsChange WEBINAR = new SettingsChange(null, null, true, null, null, null, null);
    public static final SettingsChange NO_CHAT = new SettingsChange(null, null, null, false, null, null, null);
    public static final SettingsChange NO_SHARE = new SettingsChange(null, null, null, null, false, null, null);
    public static final SettingsChange NO_UNMUTE = new SettingsChange(null, null, null, null, null, false, null);
    public static final SettingsChange HOST_ENDS =
            new SettingsChange(null, null, null, null, null, null, HostLeaves.END);

    private Changes() {}
}
