package cn.qingfeng.recusal;

import cn.qingfeng.PerTransaction;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.keys.Keys;
import cn.qingfeng.keys.SealedColumn;
import cn.qingfeng.keys.Sealer;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Organization.House;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The rows of who keeps out of what. Each lies under a token made of the person, other for reports than for appeals, so that the
 * database alone tells neither who keeps out nor that somebody keeps out of both; name and reason lie sealed. Joins the
 * caller's transaction.
 */
@Component
class RecusalRegister {

    static final String PURPOSE = "recusal";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What lies sealed beside the token. */
    private record Box(String username, String reason) {}

    private final JdbcTemplate jdbc;
    private final Sealer sealer;
    private final SecretKeySpec key;
    private final PerTransaction<ClueNumber, List<Recusal>> known = new PerTransaction<>();

    /** Whether this transaction has entered somebody. */
    private final PerTransaction<ClueNumber, AtomicBoolean> entered = new PerTransaction<>();

    private static final String WITH_HOUSES = "select id, cause, sealed, null, null from recusal where clue_number = ?"
            + " union all select null, null, null, h.unit_code, h.code from ("
            + Organization.HOUSES
            + ") h";

    private final Organization organization;

    RecusalRegister(JdbcTemplate jdbc, Organization organization, Sealer sealer, Keys keys) {
        this.jdbc = jdbc;
        this.organization = organization;
        this.sealer = sealer;
        this.key = new SecretKeySpec(keys.forPurpose(PURPOSE), "HmacSHA256");
    }

    /** The numbers of the clues that this person is kept out of, or is to be once they are dispatched. */
    Set<String> cluesOf(String username) {
        return new TreeSet<>(jdbc.queryForList(
                "select r.clue_number from recusal r join clue c on c.clue_number = r.clue_number"
                        + " where r.person_token in (?, ?) and r.cause <> ? and (r.cause <> ? or c.dispatched_at is not null)",
                String.class,
                token(username, true),
                token(username, false),
                RecusalCause.CLEARED.name(),
                RecusalCause.POSSIBLE.name()));
    }

    /** The numbers of the clues that anybody is kept out of, or perhaps to be. */
    List<String> all() {
        return jdbc.queryForList(
                "select distinct clue_number from recusal where cause <> ?", String.class, RecusalCause.CLEARED.name());
    }

    /** Everybody who stands beside that clue, for whatever cause, by name. */
    List<Recusal> of(ClueNumber number) {
        return known.get(number, this::read);
    }

    /** Where the office's heads work is asked beside it for every clue: it comes with the same statement. */
    private List<Recusal> read(ClueNumber number) {
        var recusals = new ArrayList<Recusal>();
        var houses = new ArrayList<House>();
        jdbc.query(
                WITH_HOUSES,
                row -> {
                    if (row.getString(1) == null) {
                        houses.add(new House(row.getString(4), row.getString(5)));
                    } else {
                        var box = open(row.getString(1), row.getString(3));
                        recusals.add(new Recusal(box.username(), RecusalCause.valueOf(row.getString(2)), box.reason()));
                    }
                },
                number.value(),
                Recusals.OF_THE_OFFICE.name());
        organization.housesAre(Recusals.OF_THE_OFFICE, houses);
        recusals.sort(Comparator.comparing(Recusal::username));
        return List.copyOf(recusals);
    }

    /** A clue that this transaction has just registered: nobody stands beside it yet. */
    void begins(ClueNumber number) {
        if (!entered.get(number, asked -> new AtomicBoolean()).get()) {
            known.get(number, asked -> List.of());
        }
    }

    /** For what cause somebody stands beside that clue. */
    Optional<RecusalCause> cause(ClueNumber number, String username, boolean report) {
        return jdbc
                .queryForList(
                        "select cause from recusal where clue_number = ? and person_token = ?",
                        String.class,
                        number.value(),
                        token(username, report))
                .stream()
                .findFirst()
                .map(RecusalCause::valueOf);
    }

    /** Enters somebody, in the place of whatever stood there about the person. */
    void put(ClueNumber number, String username, boolean report, RecusalCause cause, String reason) {
        var token = token(username, report);
        jdbc.update("delete from recusal where clue_number = ? and person_token = ?", number.value(), token);
        var id = UUID.randomUUID().toString();
        jdbc.update(
                "insert into recusal (id, clue_number, person_token, cause, sealed) values (?, ?, ?, ?, ?)",
                id,
                number.value(),
                token,
                cause.name(),
                sealer.seal(PURPOSE, id, written(new Box(username, reason))));
        known.forget();
        entered.get(number, asked -> new AtomicBoolean()).set(true);
    }

    private String token(String username, boolean report) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of()
                    .formatHex(mac.doFinal(
                            ((report ? "report\n" : "appeal\n") + username).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String written(Box box) {
        try {
            return JSON.writeValueAsString(box);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Box open(String id, String sealed) {
        try {
            return JSON.readValue(sealer.open(PURPOSE, id, sealed), Box.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The column of this room in which they lie. */
    @Configuration(proxyBeanMethods = false)
    static class Column {
        @Bean
        SealedColumn sealedRecusals() {
            var row = List.of("id");
            return new SealedColumn(PURPOSE, "recusal", row, "sealed", row, "");
        }
    }
}
