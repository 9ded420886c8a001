package cn.qingfeng.province;

import cn.qingfeng.Marks;
import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueConditions;
import cn.qingfeng.clue.access.NumbersElsewhere;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 省平台编号: under which number a clue was entered on the platform, for lists of clues. */
@Component
@Transactional(readOnly = true)
public class ProvinceNumbers implements NumbersElsewhere {

    private final JdbcTemplate jdbc;

    ProvinceNumbers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The number of each clue that has one. */
    public Map<ClueNumber, List<String>> of(Collection<ClueNumber> numbers) {
        var theirs = new HashMap<ClueNumber, List<String>>();
        if (!numbers.isEmpty()) {
            jdbc.query(
                    "select clue_number, province_number from province_case where province_number is not null"
                            + " and clue_number in ("
                            + Marks.of(numbers) + ")",
                    row -> {
                        theirs.put(ClueNumber.of(row.getString(1)), List.of(row.getString(2)));
                    },
                    numbers.stream().map(ClueNumber::value).toArray());
        }
        return theirs;
    }

    @Override
    public List<ClueNumber> called(String typed) {
        try {
            return jdbc
                    .queryForList(
                            "select clue_number from province_case where province_number = ?",
                            String.class,
                            Province.numberOf(typed))
                    .stream()
                    .map(ClueNumber::of)
                    .toList();
        } catch (Refusal noNumber) {
            return List.of();
        }
    }

    /** The clues that were entered there, or those that still have to be. */
    public static Specification<Clue> entered(boolean entered) {
        return ClueConditions.among(
                "select p.clue_number from province_case p where "
                        + (entered
                                ? "p.province_number is not null"
                                : "p.province_number is null and p.exempt is null"),
                List.of());
    }
}
