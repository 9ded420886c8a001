package cn.qingfeng.clue.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.insight.InsightTest;
import cn.qingfeng.insight.SomeClues;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.JdbcTemplate;

@InsightTest
@Import(SomeClues.class)
class ClueQueriesTests {

    private static final ObjectProvider<NumbersElsewhere> NOWHERE =
            new StaticListableBeanFactory().getBeanProvider(NumbersElsewhere.class);

    @Autowired
    SomeClues some;

    @Autowired
    EntityManager entities;

    @Autowired
    ClueAccess access;

    @Autowired
    Clock clock;

    @Autowired
    JdbcTemplate jdbc;

    /** Few are read whole and put in order here, many come from the database in order: nobody must see which. */
    @Test
    void theOrderIsTheSameHoweverManyFit() {
        some.county();
        some.dispatched("一", Card.BLUE);
        some.registered("二", ClueKind.APPEAL);
        some.dispatched("三", Card.YELLOW);
        some.registered("四", ClueKind.SUGGESTION);
        some.dispatched("五", Card.BLUE);
        entities.flush();
        entities.clear();
        var few = new ClueQueries(entities, access, clock, jdbc, NOWHERE);
        var many = new ClueQueries(entities, access, clock, jdbc, NOWHERE, 1);
        for (var reader : List.of("headgrader", "leadhand")) {
            for (var property : List.of("number", "registeredAt", "dueAt")) {
                for (var direction : Sort.Direction.values()) {
                    var whole = numbers(few, reader, property, direction, 20, Optional.empty());
                    assertThat(whole).hasSizeGreaterThan(2);
                    assertThat(numbers(many, reader, property, direction, 20, Optional.empty()))
                            .as("%s, %s by %s", reader, direction, property)
                            .containsExactlyElementsOf(whole);
                    for (var at = 0; at < whole.size(); at++) {
                        var behind = Optional.of(whole.get(at));
                        assertThat(numbers(few, reader, property, direction, 2, behind))
                                .as("%s, %s by %s, behind %s", reader, direction, property, behind)
                                .containsExactlyElementsOf(whole.subList(at + 1, Math.min(whole.size(), at + 3)))
                                .containsExactlyElementsOf(numbers(many, reader, property, direction, 2, behind));
                    }
                    var unknown = Optional.of("WY20240101-0001");
                    assertThat(numbers(few, reader, property, direction, 2, unknown))
                            .as("%s, %s by %s, behind one that is not there", reader, direction, property)
                            .containsExactlyElementsOf(numbers(many, reader, property, direction, 2, unknown));
                }
            }
        }
    }

    private List<String> numbers(
            ClueQueries queries,
            String reader,
            String property,
            Sort.Direction direction,
            int size,
            Optional<String> behind) {
        var order = Sort.by(direction, property);
        return queries.find(
                        access.viewer(reader),
                        NONE,
                        PageRequest.of(0, size, property.equals("number") ? order : order.and(Sort.by("number"))),
                        behind)
                .map(Clue::number)
                .map(number -> number.value())
                .getContent();
    }

    private static final ClueQueries.Wish NONE = new ClueQueries.Wish(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, false);
}
