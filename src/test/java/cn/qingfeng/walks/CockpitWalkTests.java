package cn.qingfeng.walks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.clue.Card;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** A supervisor at a screen of 1,280 × 800 sees in Cockpit where clues stand, and can read it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "qingfeng.data=target/walks/${random.uuid}",
            "qingfeng.sample.clues=true",
            "qingfeng.public-url=https://" + PagesWalkTests.PUBLIC
        })
@ActiveProfiles("demo")
class CockpitWalkTests {

    /** How the first step that is marked as waiting lies in the diagram. */
    private static final String LIES = """
            ids => {
              const frame = document.querySelector('.djs-container').getBoundingClientRect();
              const step = document.querySelector('.djs-container g[data-element-id="' + ids[0] + '"] .djs-hit')
                .getBoundingClientRect();
              return {width: step.width, inside: step.left >= frame.left && step.right <= frame.right
                && step.top >= frame.top && step.bottom <= frame.bottom};
            }""";

    /** Pixels that a step of 100 has on the screen when its words can be read; an event has a third of them. */
    private static final double LEGIBLE = 80;

    private static final double EVENT = 28;

    @LocalServerPort
    int port;

    private final List<Official> present = new ArrayList<>();

    @AfterEach
    void everybodyLeavesWithoutComplaints() {
        var complaints =
                present.stream().flatMap(one -> one.complaints.stream()).toList();
        present.forEach(Official::close);
        present.clear();
        assertThat(complaints).isEmpty();
    }

    @Test
    void theOverviewCountsTheCluesOfEachPhaseAndLeadsIntoIt() {
        var page = comes();
        page.navigate("/camunda/app/cockpit/default/#/processes");
        page.getByText("问题线索办理").first().click();
        var phases = page.locator(".djs-container .qf-phase");
        assertThat(phases).hasCount(5);
        assertThat(phases.first()).containsText(Pattern.compile("在办 \\d+ 件，逾期 \\d+ 件"));
        page.waitForCondition(() -> width(page, List.of("callActivity_handling")) >= LEGIBLE);
        // The viewer hides what lies over a drawing while the drawing moves.
        assertThat(phases.first()).isVisible();
        assertThat(page.getByText("正在加载")).hasCount(0);
        Pictures.take(page, "cockpit");
        page.locator(".djs-overlays[data-container-id=callActivity_handling] .qf-phase")
                .click();
        page.waitForURL(Pattern.compile(".*#/process-definition/clue-handling.*"));
        assertThat(page.locator(".djs-container g[data-element-id=userTask_finish]")
                        .first())
                .isVisible();
        assertThat(page.locator(".qf-badge").first()).isVisible();
        assertThat(page.getByText("正在加载")).hasCount(0);
        Pictures.take(page, "cockpit-phase");
    }

    @ParameterizedTest
    @EnumSource(Card.class)
    @SuppressWarnings("unchecked")
    void anInstanceOpensOnThePhaseWhereItStandsAndTheOverviewIsAClickAway(Card card) {
        var page = comes();
        page.navigate("/camunda/app/cockpit/default/#/dashboard");
        var number = page.evaluate(
                "card => fetch('/api/board?card=' + card).then(answer => answer.json()).then(board => board.rows[0].clueNumber)",
                card.name());
        page.navigate("/api/board/clues/" + number + "/instance");
        page.locator(".qf-place").waitFor();
        var id = page.url().replaceFirst(".*#/process-instance/([^/?]+).*", "$1");
        var here = page.evaluate(
                "id => fetch('/api/board/instances/' + id + '/around').then(answer => answer.json()).then(all => all.here)",
                id);
        assertThat((List<String>) here).isNotEmpty().noneMatch(step -> step.startsWith("callActivity_"));
        page.waitForCondition(() -> width(page, here) >= (here.toString().contains("Task_") ? LEGIBLE : EVENT));
        assertThat(lies(page, here)).containsEntry("inside", true);
        assertThat(page.getByText("正在加载")).hasCount(0);
        Pictures.take(page, "cockpit-instance-" + card.name().toLowerCase(Locale.ROOT));
        page.getByText("看全程").click();
        page.locator(".djs-container .qf-phase").first().waitFor();
        assertThat(page.locator(".djs-container g[data-element-id=subProcess_endedEarly]")
                        .first())
                .isVisible();
        page.locator(".djs-container .qf-phase").first().click();
        page.waitForURL(Pattern.compile(".*#/process-instance/" + id + ".*"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> lies(Page page, Object here) {
        return (Map<String, Object>) page.evaluate(LIES, here);
    }

    private static double width(Page page, Object steps) {
        return ((Number) lies(page, steps).get("width")).doubleValue();
    }

    private Page comes() {
        var official = new Official("supervisor", "http://localhost:" + port);
        present.add(official);
        return official.page;
    }
}
