package cn.qingfeng.notification.address;

import cn.qingfeng.Refusal;
import cn.qingfeng.Shelf;
import cn.qingfeng.Utc;
import cn.qingfeng.notification.channel.NoticeChannel;
import java.time.Clock;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** By which ways each unit wants to hear, beside the inbox that everybody has, and when it is left alone. */
@Service
@Transactional(readOnly = true)
public class UnitChannels {

    /** Where a unit's group is reached: the robot's key or token, and the secret it signs with or null. */
    public record Robot(String address, String secret) {
        @Override
        public String toString() {
            return "Robot[sealed]";
        }
    }

    /** A unit's choice as its page shows it: of a key only whether there is one. */
    public record Choice(
            Set<NoticeChannel> enabled,
            Set<NoticeChannel> addressed,
            boolean signed,
            QuietHours quiet,
            boolean ownQuiet) {}

    /** The county's own row of quiet hours. */
    public static final String COUNTY = "*";

    private static final String GROUP = "@";
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{8,200}");
    private static final Pattern SECRET = Pattern.compile("[!-~]{8,200}");

    private final JdbcTemplate jdbc;
    private final Seal seal;
    private final Clock clock;

    /** By whose they are: each letter asks for them, and they change a few times a year. */
    private final Shelf<Map<String, QuietHours>> hours = new Shelf<>(this::read);

    private record Way(String unit, NoticeChannel channel, boolean enabled) {}

    /** What units chose: each notice asks for it, and whether a robot is still switched on is asked again when it is sent. */
    private final Shelf<List<Way>> ways = new Shelf<>(this::chosenWays);

    UnitChannels(JdbcTemplate jdbc, Seal seal, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.clock = clock;
    }

    /** A unit's group as a recipient; no user name begins with this sign. */
    public static String groupOf(String unit) {
        return GROUP + unit;
    }

    public static boolean isGroup(String recipient) {
        return recipient.startsWith(GROUP);
    }

    /** The unit behind a group as a recipient. */
    public static String unitOf(String recipient) {
        return recipient.substring(GROUP.length());
    }

    /**
     * The ways that these units chose, and every other unit that has a group's robot. Mail is chosen until a unit says no;
     * what costs or is shared, only when it says yes.
     */
    public Map<String, Set<NoticeChannel>> enabled(Collection<String> units) {
        var chosen = new HashMap<String, Set<NoticeChannel>>();
        units.forEach(unit -> chosen.put(unit, EnumSet.of(NoticeChannel.EMAIL)));
        ways.get().stream()
                .filter(way -> chosen.containsKey(way.unit())
                        || way.enabled() && way.channel().toGroup())
                .forEach(way -> {
                    var set = chosen.computeIfAbsent(way.unit(), unit -> EnumSet.noneOf(NoticeChannel.class));
                    if (way.enabled()) {
                        set.add(way.channel());
                    } else {
                        set.remove(way.channel());
                    }
                });
        return chosen;
    }

    private List<Way> chosenWays() {
        return jdbc.query(
                "select unit_code, channel, enabled from unit_channel",
                (row, n) -> new Way(row.getString(1), NoticeChannel.valueOf(row.getString(2)), row.getBoolean(3)));
    }

    /** The unit's robot, when it has one switched on. */
    public Optional<Robot> robot(String unit, NoticeChannel channel) {
        return jdbc
                .query(
                        "select address, secret from unit_channel"
                                + " where unit_code = ? and channel = ? and enabled = true and address is not null",
                        (row, n) -> new Robot(
                                seal.open(place(unit, channel, "address"), row.getString(1)),
                                row.getString(2) == null
                                        ? null
                                        : seal.open(place(unit, channel, "secret"), row.getString(2))),
                        unit,
                        channel.name())
                .stream()
                .findFirst();
    }

    /** When this unit is left alone: by its own hours, else by the county's. */
    public QuietHours quiet(String unit) {
        var kept = hours.get();
        return Optional.ofNullable(kept.getOrDefault(unit, kept.get(COUNTY))).orElse(QuietHours.NEVER);
    }

    private Map<String, QuietHours> read() {
        var kept = new HashMap<String, QuietHours>();
        jdbc.query("select unit_code, quiet_from, quiet_to from quiet_hours", row -> {
            kept.put(
                    row.getString(1),
                    new QuietHours(LocalTime.parse(row.getString(2)), LocalTime.parse(row.getString(3))));
        });
        return Map.copyOf(kept);
    }

    public Choice choice(String unit) {
        var addressed = EnumSet.noneOf(NoticeChannel.class);
        var signed = new boolean[1];
        jdbc.query(
                "select channel, secret from unit_channel where unit_code = ? and address is not null",
                row -> {
                    var channel = NoticeChannel.valueOf(row.getString(1));
                    addressed.add(channel);
                    signed[0] |= channel == NoticeChannel.DINGTALK && row.getString(2) != null;
                },
                unit);
        return new Choice(
                enabled(Set.of(unit)).get(unit),
                addressed,
                signed[0],
                quiet(unit),
                hours.get().containsKey(unit));
    }

    /**
     * Keeps a unit's choice.
     *
     * @param chosen the ways that are switched on
     * @param keys new keys of robots; a channel that is missing keeps the key it has
     * @param secret DingTalk's new signing secret, or null to keep what there is
     * @throws Refusal when a robot is switched on without a key, or a key cannot be one
     */
    @Transactional
    public void choose(
            String unit, Set<NoticeChannel> chosen, Map<NoticeChannel, String> keys, String secret, String by) {
        ways.changed();
        var known = choice(unit);
        var wanted = new EnumMap<NoticeChannel, String>(NoticeChannel.class);
        keys.forEach((channel, key) -> {
            if (!key.isBlank()) {
                wanted.put(channel, keyIn(key));
            }
        });
        for (var channel :
                new NoticeChannel[] {NoticeChannel.EMAIL, NoticeChannel.SMS, NoticeChannel.WECOM, NoticeChannel.DINGTALK
                }) {
            var on = chosen.contains(channel);
            if (on && channel.toGroup() && !known.addressed().contains(channel) && !wanted.containsKey(channel)) {
                throw Refusal.invalid("channels.key.missing", Refusal.word("channel." + channel));
            }
            keep(unit, channel, on, by);
            if (wanted.containsKey(channel)) {
                jdbc.update(
                        "update unit_channel set address = ? where unit_code = ? and channel = ?",
                        seal.close(place(unit, channel, "address"), wanted.get(channel)),
                        unit,
                        channel.name());
            }
        }
        if (secret != null && !secret.isBlank()) {
            if (!SECRET.matcher(secret.strip()).matches()) {
                throw Refusal.invalid("channels.secret.wrong");
            }
            jdbc.update(
                    "update unit_channel set secret = ? where unit_code = ? and channel = ?",
                    seal.close(place(unit, NoticeChannel.DINGTALK, "secret"), secret.strip()),
                    unit,
                    NoticeChannel.DINGTALK.name());
        } else if (wanted.containsKey(NoticeChannel.DINGTALK)) {
            // A new robot does not sign with the old one's secret.
            jdbc.update(
                    "update unit_channel set secret = null where unit_code = ? and channel = ?",
                    unit,
                    NoticeChannel.DINGTALK.name());
        }
    }

    /** People paste the whole address that the maker shows; of it only the key counts, so no other host can be named. */
    private static String keyIn(String pasted) {
        var key = pasted.strip()
                .replaceFirst("^https://\\S*[?&](?:key|access_token)=", "")
                .replaceFirst("&.*$", "");
        if (!KEY.matcher(key).matches()) {
            throw Refusal.invalid("channels.key.wrong");
        }
        return key;
    }

    private void keep(String unit, NoticeChannel channel, boolean on, String by) {
        var now = Utc.of(clock.instant());
        if (jdbc.update(
                        "update unit_channel set enabled = ?, changed_at = ?, changed_by = ?"
                                + " where unit_code = ? and channel = ?",
                        on,
                        now,
                        by,
                        unit,
                        channel.name())
                == 0) {
            jdbc.update(
                    "insert into unit_channel (unit_code, channel, enabled, changed_at, changed_by)"
                            + " values (?, ?, ?, ?, ?)",
                    unit,
                    channel.name(),
                    on,
                    now,
                    by);
        }
    }

    /**
     * Keeps quiet hours; both empty: the county's hold.
     *
     * @param unit the unit's code, or {@link #COUNTY}
     * @throws Refusal when a time is not one
     */
    @Transactional
    public void leaveAlone(String unit, String from, String to, String by) {
        hours.changed();
        jdbc.update("delete from quiet_hours where unit_code = ?", unit);
        if (from.isBlank() && to.isBlank() && !unit.equals(COUNTY)) {
            return;
        }
        try {
            var hours = new QuietHours(LocalTime.parse(from.strip()), LocalTime.parse(to.strip()));
            jdbc.update(
                    "insert into quiet_hours (unit_code, quiet_from, quiet_to, changed_at, changed_by)"
                            + " values (?, ?, ?, ?, ?)",
                    unit,
                    hours.from().toString(),
                    hours.to().toString(),
                    Utc.of(clock.instant()),
                    by);
        } catch (DateTimeParseException e) {
            throw Refusal.invalid("channels.quiet.wrong");
        }
    }

    private static String place(String unit, NoticeChannel channel, String column) {
        return unit + "/" + channel + "/" + column;
    }
}
