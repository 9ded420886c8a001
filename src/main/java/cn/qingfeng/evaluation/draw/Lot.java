package cn.qingfeng.evaluation.draw;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Draws firms by a seed, systematically over strata: firms stand in a row, stratum beside stratum and shuffled within each, and
 * every N/n-th is taken from a place that the seed says. So each firm has the same chance, and each stratum its share but for
 * a part of one. Anybody can repeat it: HMAC-SHA256 under the seed, nothing else.
 */
public final class Lot {

    /**
     * A firm that may be drawn.
     *
     * @param town where it sits
     * @param key whether it is one of the county's large ones (重点企业)
     * @param dealt whether it dealt with a unit in the year before: inspected by one, or raised a problem
     */
    public record Ticket(String creditCode, String town, boolean key, boolean dealt) {

        String stratum() {
            return town + "/" + key + "/" + dealt;
        }
    }

    /** A ticket with what the seed makes of its stratum and of its firm. */
    private record Standing(Ticket ticket, String stratum, String firm) {}

    private Lot() {}

    /**
     * The drawn firms' credit codes, in the order of these codes, whatever the order of the tickets.
     *
     * @param wanted how many; from 1 to as many as there are tickets
     * @throws IllegalArgumentException for more or fewer, or a firm twice
     */
    public static List<String> draw(Collection<Ticket> tickets, int wanted, String seed) {
        var firms = tickets.stream().map(Ticket::creditCode).distinct().count();
        if (wanted < 1 || wanted > firms || firms != tickets.size()) {
            throw new IllegalArgumentException(wanted + " of " + tickets.size());
        }
        var mac = mac(seed);
        // Strata stand in an order of the seed's as well: no town is always the last.
        var row = tickets.stream()
                .map(ticket -> new Standing(
                        ticket, hash(mac, "stratum " + ticket.stratum()), hash(mac, "firm " + ticket.creditCode())))
                .sorted(Comparator.comparing(Standing::stratum)
                        .thenComparing(standing -> standing.ticket().stratum())
                        .thenComparing(Standing::firm)
                        .thenComparing(standing -> standing.ticket().creditCode()))
                .map(Standing::ticket)
                .toList();
        long all = row.size();
        var start = new BigInteger(hash(mac, "start"), 16)
                .mod(BigInteger.valueOf(all))
                .longValue();
        var drawn = new ArrayList<String>();
        for (long at = 0; at < all; at++) {
            if (((at + 1) * wanted + start) / all > (at * wanted + start) / all) {
                drawn.add(row.get((int) at).creditCode());
            }
        }
        return drawn.stream().sorted().toList();
    }

    private static Mac mac(String seed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(seed.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(Mac mac, String text) {
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
