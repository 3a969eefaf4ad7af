/// A participant without a browser: signaling over a WebSocket as a page speaks it, media through
/// [dev.parley.rtc.client]. Hundreds fit into one process: their packets share the few loops of one
/// [dev.parley.rtc.client.RtcClients], and what waits for signaling waits on virtual threads.
///
/// - **[dev.parley.loadtest.meeting.Venue]** is a Parley somewhere, and the way in.
/// - **[dev.parley.loadtest.meeting.Participant]** is somebody in one of its rooms: every method asks and waits for the
///   answer, so call it from a thread that may wait.
/// - **[dev.parley.loadtest.meeting.SlotFrames]** puts packets of a slot together into frames and counts them by who
///   they are from.
@NullMarked
package dev.parley.loadtest.meeting;

import org.jspecify.annotations.NullMarked;
