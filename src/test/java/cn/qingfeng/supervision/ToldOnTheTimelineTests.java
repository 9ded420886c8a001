package cn.qingfeng.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.qingfeng.clue.timeline.PlacesScreened;
import cn.qingfeng.clue.timeline.UnitsTold;
import cn.qingfeng.supervision.order.OrderEnd;
import cn.qingfeng.supervision.time.WishTold;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands on timelines lies under their chain: it is read as it was ever written, and never written otherwise. */
class ToldOnTheTimelineTests {

    private static final Function<String, Object> UNITS = UnitsTold::of;
    private static final Function<String, Object> SCREENED = PlacesScreened::of;
    private static final Function<String, Object> WISH = WishTold::of;
    private static final Function<String, Object> ORDER = OrderEnd::of;
    private static final Function<String, Object> TERM = LimitRule.Term::of;

    private static Function<String, Object> reader(String kind) {
        return switch (kind) {
            case "units" -> UNITS;
            case "screened" -> SCREENED;
            case "wish" -> WISH;
            case "order" -> ORDER;
            default -> TERM;
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "units | tax-office | UnitsTold",
                "units | tax-office + fire-office | UnitsTold",
                "units | tax-office + fire-office, housing-office | UnitsTold",
                "screened | 0 3 | PlacesScreened",
                "screened | 12 0 | PlacesScreened",
                "wish | EXTEND 5 | WishTold",
                "wish | SUSPEND | WishTold",
                "wish | APPROVED EXTEND 5 | WishTold",
                "wish | REFUSED TACKLE | WishTold",
                "order | DB20260212-0001 SETTLED | OrderEnd",
                "order | DB20260212-0001 CONTINUE | OrderEnd",
                "term | SIGN=4 WORKING_HOURS | Term",
                "term | FINISH=0 SAME_DAY | Term"
            })
    void isReadAndWrittenTheSame(String kind, String entry, String type) {
        var told = reader(kind).apply(entry);

        assertThat(told.getClass().getSimpleName()).isEqualTo(type);
        assertThat(told).hasToString(entry);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "screened | 3",
                "screened | a b",
                "wish | APPROVED",
                "wish | LATER 5",
                "wish | EXTEND many",
                "order | DB20260212-0001",
                "term | SIGN",
                "term | SIGN=4",
                "term | SLEEP=4 WORKING_HOURS",
                "term | SIGN=4 MOONS"
            })
    void whatNobodyWroteIsRefused(String kind, String entry) {
        assertThatIllegalArgumentException().isThrownBy(() -> reader(kind).apply(entry));
    }
}
