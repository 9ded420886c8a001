package cn.qingfeng.process.database;

import cn.qingfeng.PerTransaction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What is deployed, as far as a step must know it anew each time: which version of a diagram or form is the newest, and whether
 * a diagram or a kind of job is suspended. The engine asks for each of them by itself; here a transaction asks for all with one
 * statement, and so a deployment and a suspension count from the next click, on every node (ADR 124).
 */
@Component
public class DeployedNow {

    /**
     * Each part comes from an index; of a kind of job that is suspended, or was given a priority of its own, and of a diagram
     * that is suspended, there is none on most days.
     */
    private static final String ALL = """
            select 'DIAGRAM', p.KEY_, p.ID_ from ACT_RE_PROCDEF p
                join (select KEY_, max(VERSION_) as newest from ACT_RE_PROCDEF group by KEY_) n
                on n.KEY_ = p.KEY_ and n.newest = p.VERSION_
            union all select 'FORM', f.KEY_, f.ID_ from ACT_RE_CAMFORMDEF f
                join (select KEY_, max(VERSION_) as newest from ACT_RE_CAMFORMDEF group by KEY_) m
                on m.KEY_ = f.KEY_ and m.newest = f.VERSION_
            union all select 'ODD', 'DIAGRAM', ID_ from ACT_RE_PROCDEF where SUSPENSION_STATE_ = 2
            union all select 'ODD', 'JOB', ID_ from ACT_RU_JOBDEF where SUSPENSION_STATE_ = 2
            union all select 'ODD', 'JOB', ID_ from ACT_RU_JOBDEF where JOB_PRIORITY_ is not null""";

    private record Snapshot(Map<String, String> diagrams, Map<String, String> forms, Set<String> odd) {}

    private final JdbcTemplate jdbc;
    private final PerTransaction<String, Snapshot> known = new PerTransaction<>();

    DeployedNow(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The id of the newest version of a diagram. */
    public Optional<String> diagram(String key) {
        return Optional.ofNullable(now().diagrams().get(key));
    }

    /** The id of the newest version of a form. */
    public Optional<String> form(String key) {
        return Optional.ofNullable(now().forms().get(key));
    }

    /** Whether a diagram, or a kind of job, is as it was deployed: neither suspended nor given a priority of its own. */
    public boolean isOrdinary(String id) {
        return !now().odd().contains(id);
    }

    /** Something was deployed, suspended or the like by this transaction. */
    public void changed() {
        known.forget();
    }

    private Snapshot now() {
        return known.get("all", asked -> read());
    }

    private Snapshot read() {
        var diagrams = new HashMap<String, String>();
        var forms = new HashMap<String, String>();
        var odd = new HashSet<String>();
        jdbc.query(ALL, row -> {
            switch (row.getString(1)) {
                case "DIAGRAM" -> diagrams.put(row.getString(2), row.getString(3));
                case "FORM" -> forms.put(row.getString(2), row.getString(3));
                default -> odd.add(row.getString(3));
            }
        });
        return new Snapshot(diagrams, forms, odd);
    }
}
