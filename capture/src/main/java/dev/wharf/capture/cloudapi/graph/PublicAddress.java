package dev.wharf.capture.cloudapi.graph;

import java.net.Inet4Address;
import java.net.InetAddress;

/// Whether an address is one of the open Internet: not this machine, its neighbours, the metadata
/// service of a cloud (169.254.169.254, fd00:ec2::254), nor an address in whose form one of these
/// could hide (RFC 6890, and IPv6 forms that carry an IPv4 address).
final class PublicAddress {
    /// First bytes, and how many bits of them count.
    private static final int[][] NOT_PUBLIC = {
        {0, 0, 0, 8},
        {10, 0, 0, 8},
        {100, 64, 0, 10},
        {127, 0, 0, 8},
        {169, 254, 0, 16},
        {172, 16, 0, 12},
        {192, 0, 0, 24},
        {192, 0, 2, 24},
        {192, 88, 99, 24},
        {192, 168, 0, 16},
        {198, 18, 0, 15},
        {198, 51, 100, 24},
        {203, 0, 113, 24},
        {224, 0, 0, 3}
    };

    private PublicAddress() {}

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes, 0) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes, int at) {
        int value = number(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]);
        for (int[] block : NOT_PUBLIC) {
            int mask = -1 << (32 - block[3]);
            if ((value & mask) == (number(block[0], block[1], block[2], 0) & mask)) {
                return false;
            }
        }
        return true;
    }

    private static int number(int a, int b, int c, int d) {
        return (a & 0xff) << 24 | (b & 0xff) << 16 | (c & 0xff) << 8 | (d & 0xff);
    }

    private static boolean isPublic6(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        int second = (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
        if (first == 0x64 && second == 0xff9b) {
            return isPublic4(bytes, 12);
        }
        if (first == 0x2002) {
            return isPublic4(bytes, 2);
        }
        boolean global = (first & 0xe000) == 0x2000;
        boolean special = first == 0x2001 && (second < 0x200 || second == 0xdb8);
        return global && !special && first != 0x3fff;
    }
}
