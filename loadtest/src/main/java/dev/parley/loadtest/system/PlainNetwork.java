package dev.parley.loadtest.system;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Every machine is an address of this one: all there is where network namespaces cannot be made, or are
/// made by somebody else. Processes can be ended and stopped, cables cannot be cut.
public final class PlainNetwork implements Network {
    private static final String HUB = "127.0.1.1";
    private static final int FIRST = 11;
    private static final String NO_CABLES = "no namespaces, no cables";

    private final String hub;
    private final Map<String, String> addresses;

    /// @param hub where this process is
    /// @param addresses by the names of the machines; two may share one
    public PlainNetwork(String hub, Map<String, String> addresses) {
        this.hub = hub;
        this.addresses = Map.copyOf(addresses);
    }

    /// A loopback address for each.
    public static PlainNetwork loopback(List<String> machines) {
        var addresses = new HashMap<String, String>();
        for (String machine : machines) {
            addresses.put(machine, "127.0.1." + (FIRST + addresses.size()));
        }
        return new PlainNetwork(HUB, addresses);
    }

    @Override
    public String hub() {
        return hub;
    }

    @Override
    public String address(String machine) {
        String address = addresses.get(machine);
        if (address == null) {
            throw new IllegalArgumentException(machine + ": no address (expected: one of " + addresses.keySet() + ")");
        }
        return address;
    }

    @Override
    public List<String> entry(String machine) {
        return List.of();
    }

    @Override
    public boolean hasCables() {
        return false;
    }

    @Override
    public void cut(String machine) {
        throw new UnsupportedOperationException(NO_CABLES);
    }

    @Override
    public void mend(String machine) {
        throw new UnsupportedOperationException(NO_CABLES);
    }

    @Override
    public void part(String one, String other) {
        throw new UnsupportedOperationException(NO_CABLES);
    }

    @Override
    public void join(String one, String other) {
        throw new UnsupportedOperationException(NO_CABLES);
    }

    @Override
    public void slow(String machine, int kilobitsPerSecond) {
        throw new UnsupportedOperationException(NO_CABLES);
    }

    @Override
    public void speedUp(String machine) {
        throw new UnsupportedOperationException(NO_CABLES);
    }
}
