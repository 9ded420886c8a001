package cn.qingfeng.outward;

import cn.qingfeng.Refusal;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Where this server may be made to call: over TLS, and nothing in its own network, unless whoever runs the machine allows the host.
 * Asked when an address is entered and again before each call: a name can point elsewhere meanwhile. The machine's own memory of
 * names (30 seconds) makes the call go where was looked.
 */
@Component
class Targets {

    private static final int LONGEST = 500;

    private final OutwardSettings settings;

    Targets(OutwardSettings settings) {
        this.settings = settings;
    }

    /** @throws Refusal when this server is not to call there */
    URI require(String typed) {
        URI url;
        try {
            url = URI.create(typed == null ? "" : typed.strip());
        } catch (IllegalArgumentException noAddress) {
            throw Refusal.invalid("outward.url.malformed");
        }
        if (url.getHost() == null
                || url.getUserInfo() != null
                || url.getFragment() != null
                || typed.length() > LONGEST
                || url.getScheme() == null) {
            throw Refusal.invalid("outward.url.malformed");
        }
        var host = url.getHost().toLowerCase(Locale.ROOT);
        if (settings.allowedHosts().contains(host)) {
            if (!url.getScheme().equals("https") && !url.getScheme().equals("http")) {
                throw Refusal.invalid("outward.url.malformed");
            }
            return url;
        }
        if (!url.getScheme().equals("https")) {
            throw Refusal.invalid("outward.url.tls");
        }
        try {
            for (var address : InetAddress.getAllByName(host)) {
                if (isOwn(address)) {
                    throw Refusal.invalid("outward.url.private", host);
                }
            }
        } catch (UnknownHostException unknown) {
            throw Refusal.invalid("outward.url.unknown", host);
        }
        return url;
    }

    /** Whether an address is in this machine's or the county's own network, or is nobody's at all. */
    static boolean isOwn(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        var bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return isOwn(bytes[0] & 0xFF, bytes[1] & 0xFF);
        }
        var first = bytes[0] & 0xFF;
        var second = bytes[1] & 0xFF;
        // Unique local; 64:ff9b and 2002 carry an IPv4 address within, as does ::a.b.c.d.
        return (first & 0xFE) == 0xFC
                || first == 0x20 && second == 0x02
                || first == 0x00 && second == 0x64
                || first == 0x00 && second == 0x00
                || !(address instanceof Inet6Address);
    }

    private static boolean isOwn(int first, int second) {
        return first == 0
                || first == 10
                || first == 127
                || first == 100 && (second & 0xC0) == 64
                || first == 172 && (second & 0xF0) == 16
                || first == 192 && (second == 168 || second == 0)
                || first == 198 && (second & 0xFE) == 18
                || first >= 224;
    }
}
