package io.infrabot.chaos.net;

import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Two addresses for the two ends of one cable, from the range that RFC 2544 sets aside for tests of networks.
 *
 * @param number of the net in its range
 */
record Subnet(int number) {

    static final int PREFIX_LENGTH = 30;

    private static final int NETS = 1 << 15;
    private static final int ADDRESSES = 4;

    /** One that no interface of this machine uses now. */
    static Subnet free() {
        var taken = taken();
        while (true) {
            var subnet = new Subnet(ThreadLocalRandom.current().nextInt(NETS));
            if (!taken.contains(subnet.host()) && !taken.contains(subnet.node())) {
                return subnet;
            }
        }
    }

    /** This machine's end. */
    String host() {
        return address(1);
    }

    /** The end in the namespace. */
    String node() {
        return address(2);
    }

    private String address(int last) {
        var offset = number * ADDRESSES + last;
        return "198.%d.%d.%d".formatted(18 + (offset >> 16), (offset >> 8) & 0xff, offset & 0xff);
    }

    private static List<String> taken() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(each -> each.getInterfaceAddresses().stream())
                    .map(InterfaceAddress::getAddress)
                    .map(address -> address.getHostAddress())
                    .toList();
        } catch (SocketException e) {
            throw new IllegalStateException("the network interfaces cannot be listed", e);
        }
    }
}
