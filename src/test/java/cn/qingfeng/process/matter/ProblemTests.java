package cn.qingfeng.process.matter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.matter.MatterKinds;
import cn.qingfeng.matter.MatterState;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.process.PathCoverage;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.sample.SampleCounty;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A unit tells its own problems before others do ({@code processes/matter-problem.bpmn}), on every way. */
@WalksEveryPath
class ProblemTests {

    static final String KIND = "matter-problem";

    private final Matters matters;
    private final MatterKinds kinds;
    private final Steps steps;
    private final PathCoverage coverage;
    private final CountyClock clock;
    private final SampleCounty county;

    ProblemTests(
            Matters matters,
            MatterKinds kinds,
            Steps steps,
            PathCoverage coverage,
            CountyClock clock,
            SampleCounty county) {
        this.matters = matters;
        this.kinds = kinds;
        this.steps = steps;
        this.coverage = coverage;
        this.clock = clock;
        this.county = county;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CountyClock.ZONE);
    }

    @Test
    void whatAUnitTellsOfItselfIsPutRightAndCheckedByOthers() {
        assertThat(kinds.get(KIND).prefix()).as("shipped with the product").isEqualTo("ZBW");
        var number = matters.open("handler", KIND, "现场核查排队时间长");
        assertThat(steps.matter(number).unit()).isEqualTo(Walk.UNIT);
        steps.go(
                "handler",
                number,
                "problem",
                "等九天",
                "cause",
                "人手少",
                "measure",
                "抽调三人",
                "finish",
                today().plusDays(20).toString());
        steps.go("handler", number, "progress", "抽调两人", "proof", "通知");
        assertThatThrownBy(() -> steps.go("handler", number, "outcome", "SETTLED", "finding", "好了"))
                .as("nobody checks the own unit's")
                .isInstanceOf(Refusal.class);
        steps.go("officehead", number, "outcome", "AGAIN", "finding", "还差一人");
        steps.go("handler", number, "progress", "抽调三人", "proof", "通知");
        steps.go("officehead", number, "outcome", "SETTLED", "finding", "抽查十件");
        assertThat(steps.matter(number).state()).isEqualTo(MatterState.DONE);
        assertThat(coverage.missing(KIND)).isEmpty();
    }

    @Test
    void onlyAUnitTellsOfItself() {
        assertThatThrownBy(() -> matters.open("grader", KIND, "替人自曝")).isInstanceOf(Refusal.class);
    }
}
