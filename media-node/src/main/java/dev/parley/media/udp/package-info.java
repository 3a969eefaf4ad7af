/// The doors of a media node: one UDP port, one event loop, one thread each.
///
/// In: a door drains its socket (recvmmsg), hands every datagram to its [DatagramHandler] and then says that the turn
/// is over, so that whatever was routed meanwhile leaves in bursts. Out: a [BurstSender] takes runs of equal datagrams
/// for one receiver and gives them to the kernel as few messages (sendmmsg with UDP_SEGMENT), because the system call
/// and the walk through the stack cost several times what encrypting the packet costs (ADR-0005).
///
/// - **Time** is read once a turn, from the clock the door was opened with.
/// - **Loss** of a datagram here has a [DoorCount] of its reason; nothing throws on the way of a packet.
/// - Elsewhere than on Linux the same door runs on NIO with the portable sender.
@NullMarked
package dev.parley.media.udp;

import org.jspecify.annotations.NullMarked;
