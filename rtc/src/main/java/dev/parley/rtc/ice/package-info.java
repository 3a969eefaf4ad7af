/// ICE (RFC 8445) for a server with a public address: the node is *lite* and only answers; the Java client is the
/// smallest controlling agent that a lite peer needs.
///
/// - **STUN is read by ice4j's codec**, which the field has tried for fifteen years; messages are written here, because
///   its writer wants agents, threads and configuration. Nothing of ice4j's network side is ever loaded.
/// - **Stateless**: who answers is told by the credentials handed in, so a session can be carried to another node.
/// - **No clock, no thread, no socket**: times are parameters, datagrams are return values.
@NullMarked
package dev.parley.rtc.ice;

import org.jspecify.annotations.NullMarked;
