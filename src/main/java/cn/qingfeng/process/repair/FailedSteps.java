package cn.qingfeng.process.repair;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.supervision.Powers.StoppedSteps;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The jobs without a further try, of clues' overviews and of all that these called. */
@Component
class FailedSteps implements StoppedSteps {

    private static final String FAILED = " from ACT_RU_JOB j join ACT_RU_EXECUTION e on e.ID_ = j.PROCESS_INSTANCE_ID_"
            + " join ACT_RU_EXECUTION r on r.ID_ = e.ROOT_PROC_INST_ID_"
            + " join ACT_RE_PROCDEF d on d.ID_ = r.PROC_DEF_ID_ where j.RETRIES_ = 0 and d.KEY_ = '"
            + ClueLifecycle.KEY + "'";

    private final JdbcTemplate jdbc;

    FailedSteps(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean any(ClueNumber number) {
        return jdbc.queryForObject(
                        "select count(*)" + FAILED + " and r.BUSINESS_KEY_ = ?", Integer.class, number.value())
                > 0;
    }

    @Override
    public Map<ClueNumber, Integer> newest(int most) {
        var found = new LinkedHashMap<ClueNumber, Integer>();
        jdbc.query(
                "select r.BUSINESS_KEY_, count(*)" + FAILED
                        + " group by r.BUSINESS_KEY_ order by r.BUSINESS_KEY_ desc limit " + most,
                row -> {
                    found.put(ClueNumber.of(row.getString(1)), row.getInt(2));
                });
        return found;
    }
}
