package dev.parley.signaling.live;

import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.json.ProtocolJson;

/// The way to one client. Every deed only puts something into its outbox: they never wait for the network.
public interface Connection {
    /// Unique among all instances, forever.
    String id();

    /// One message, as JSON: the same text goes to everyone in a room.
    void tell(String json);

    /// Asks the client's machine for a sign of life.
    void ping();

    /// After everything that was told before has been sent.
    void close(Closing why);

    default void tell(ServerMessage message) {
        tell(ProtocolJson.write(message));
    }
}
