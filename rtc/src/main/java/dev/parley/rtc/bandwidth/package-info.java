/// How much a path carries. The receiving side tells when each packet of a transport arrived
/// ([dev.parley.rtc.bandwidth.TransportFeedbackRecorder]); the sending side remembers when each left
/// ([dev.parley.rtc.bandwidth.SendHistory]) and makes of both an estimate
/// ([dev.parley.rtc.bandwidth.SendSideEstimator]), after draft-ietf-rmcat-gcc-02: growing delay means a growing queue,
/// loss means a full one, and padding asks whether there is more.
///
/// Pure: time is a parameter, nothing is sent from here. One thread owns each object; per packet nothing is allocated.
@NullMarked
package dev.parley.rtc.bandwidth;

import org.jspecify.annotations.NullMarked;
