package dev.parley.rtc.client;

import dev.parley.rtc.client.receive.SlotPacket;

/// What happens to a client, told on its loop: take note and return.
public interface ClientListener {
    /// Somebody who does not care.
    ClientListener NONE = new ClientListener() {};

    /// A packet of a slot, decrypted. The holder is used again for the next one.
    default void packet(SlotPacket packet) {}

    /// Over, for whatever reason; told once.
    default void closed(String why) {}
}
