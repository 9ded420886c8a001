package cn.qingfeng.province;

import cn.qingfeng.Refusal;
import cn.qingfeng.Shelf;
import cn.qingfeng.province.ProvinceCode.Kind;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sources, types, objects, statuses, operations and limits of the platform. The office keeps them; each holds from a day. */
@Component
@Transactional(readOnly = true)
class ProvinceCodes {

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_OURS = 500;

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final Shelf<List<ProvinceCode>> all;

    ProvinceCodes(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.all = new Shelf<>(() -> jdbc.query(
                "select * from province_code order by kind, position, code, valid_from",
                (row, at) -> new ProvinceCode(
                        Kind.valueOf(row.getString("kind")),
                        row.getString("code"),
                        row.getString("name"),
                        split(row.getString("ours")),
                        LocalDate.parse(row.getString("valid_from")),
                        Optional.ofNullable(row.getString("valid_to"))
                                .map(LocalDate::parse)
                                .orElse(null))));
    }

    private static List<String> split(String ours) {
        return Arrays.stream(ours.split("[,，、;\\s]+"))
                .filter(one -> !one.isEmpty())
                .toList();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    List<ProvinceCode> today(Kind kind) {
        return all.get().stream()
                .filter(code -> code.kind() == kind && code.holdsOn(today()))
                .toList();
    }

    /** All lines that hold or will. */
    List<ProvinceCode> current() {
        return all.get().stream()
                .filter(code -> code.to() == null || !code.to().isBefore(today()))
                .toList();
    }

    /** Their line for this of ours; one that names a beginning holds for all that begin so, {@code *} for all the rest. */
    Optional<ProvinceCode> of(Kind kind, String ours) {
        var lines = today(kind);
        return lines.stream()
                .filter(code -> code.ours().contains(ours))
                .findFirst()
                .or(() -> lines.stream()
                        .filter(code -> code.ours().stream()
                                .anyMatch(one -> one.endsWith("*")
                                        && one.length() > 1
                                        && ours.startsWith(one.substring(0, one.length() - 1))))
                        .findFirst())
                .or(() ->
                        lines.stream().filter(code -> code.ours().contains("*")).findFirst());
    }

    /** Their line that somebody wrote as its code or its name. */
    Optional<ProvinceCode> read(Kind kind, String typed) {
        return today(kind).stream()
                .filter(code -> code.code().equals(typed) || code.name().equals(typed))
                .findFirst();
    }

    /** So many working days; what the table does not say, or not as a number, is the rule as published. */
    int days(String limit, int otherwise) {
        return today(Kind.LIMIT).stream()
                .filter(code -> code.code().equals(limit))
                .findFirst()
                .map(ProvinceCode::name)
                .filter(days -> days.matches("\\d{1,3}"))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }

    /**
     * Another line from a day on; what held until then holds until the day before.
     *
     * @throws Refusal when something is missing or wrong
     */
    @Transactional
    public void put(Kind kind, String code, String name, String ours, LocalDate from, String by) {
        if (code == null || !code.strip().matches("[0-9A-Z_]{1,20}")) {
            throw Refusal.invalid("province.code.code");
        }
        if (name == null || name.isBlank() || name.strip().length() > LONGEST_NAME) {
            throw Refusal.invalid("province.code.name", LONGEST_NAME);
        }
        if (kind == Kind.LIMIT && !name.strip().matches("[1-9]\\d{0,2}")) {
            throw Refusal.invalid("province.code.days");
        }
        if (ours.length() > LONGEST_OURS) {
            throw Refusal.invalid("province.code.ours", LONGEST_OURS);
        }
        if (from == null || from.isBefore(today())) {
            throw Refusal.invalid("province.code.from");
        }
        all.changed();
        jdbc.update(
                "update province_code set valid_to = ? where kind = ? and code = ? and valid_from < ?"
                        + " and (valid_to is null or valid_to >= ?)",
                from.minusDays(1).toString(),
                kind.name(),
                code.strip(),
                from.toString(),
                from.toString());
        jdbc.update(
                "delete from province_code where kind = ? and code = ? and valid_from >= ?",
                kind.name(),
                code.strip(),
                from.toString());
        jdbc.update(
                "insert into province_code (kind, code, name, ours, position, valid_from, changed_by, changed_at)"
                        + " select ?, ?, ?, ?, coalesce(max(position), 0) + 1, ?, ?, ? from province_code where kind = ?",
                kind.name(),
                code.strip(),
                name.strip(),
                String.join(",", split(ours)),
                from.toString(),
                by,
                Timestamp.from(clock.instant()),
                kind.name());
    }
}
