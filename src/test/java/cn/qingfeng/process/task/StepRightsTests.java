package cn.qingfeng.process.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.process.letter.TransferLetter;
import cn.qingfeng.process.lifecycle.CardChanges;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.process.meeting.MeetingTask;
import cn.qingfeng.process.order.SupervisionOrderProcess;
import cn.qingfeng.process.progress.ProgressReport;
import cn.qingfeng.process.reveal.IdentityReveal;
import cn.qingfeng.process.task.StepRights.Circumstances;
import cn.qingfeng.process.time.DeadlineExtension;
import cn.qingfeng.sample.SampleCounty;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may take which step is the product's rule: it holds at every door of the engine, whatever a drawing says. */
@WalksEveryPath
class StepRightsTests {

    private final Walk walk;
    private final SampleCounty county;
    private final TaskService tasks;
    private final CardChanges cards;

    StepRightsTests(Walk walk, SampleCounty county, TaskService tasks, CardChanges cards) {
        this.walk = walk;
        this.county = county;
        this.tasks = tasks;
        this.cards = cards;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    @Test
    void everyStepOfTheProductHasItsRow() {
        assertThat(StepRights.steps(ClueLifecycle.KEY)).isEqualTo(constants(Tasks.class, ClueLifecycle.Earlier.class));
        assertThat(StepRights.steps(DeadlineExtension.KEY)).isEqualTo(constants(DeadlineExtension.Tasks.class));
        assertThat(StepRights.steps(SupervisionOrderProcess.KEY))
                .isEqualTo(constants(SupervisionOrderProcess.Tasks.class, SupervisionOrderProcess.Earlier.class));
        assertThat(StepRights.steps(TransferLetter.KEY)).isEqualTo(constants(TransferLetter.Tasks.class));
        assertThat(StepRights.steps(ProgressReport.KEY)).isEqualTo(constants(ProgressReport.Tasks.class));
        assertThat(StepRights.steps(MeetingTask.KEY)).isEqualTo(constants(MeetingTask.Tasks.class));
        assertThat(StepRights.steps(IdentityReveal.KEY)).isEqualTo(constants(IdentityReveal.Tasks.class));
    }

    private static Set<String> constants(Class<?>... types) {
        var names = new HashSet<String>();
        for (var field : Arrays.stream(types)
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .toList()) {
            if (field.getType() == String.class) {
                try {
                    names.add((String) field.get(null));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return names;
    }

    static Stream<String> everyStep() {
        return Stream.of(
                        ClueLifecycle.KEY,
                        DeadlineExtension.KEY,
                        SupervisionOrderProcess.KEY,
                        TransferLetter.KEY,
                        ProgressReport.KEY,
                        MeetingTask.KEY,
                        IdentityReveal.KEY)
                .flatMap(process -> StepRights.steps(process).stream().map(step -> process + " " + step));
    }

    @ParameterizedTest
    @MethodSource("everyStep")
    void noStepIsEverTheOwnersOrTheAdministrators(String step) {
        var words = step.split(" ");
        assertThat(everyCircumstance()
                        .flatMap(clue -> Stream.of(Duty.PROCESS_OWNER, Duty.ADMIN)
                                .filter(duty ->
                                        StepRights.to(words[0], words[1]).allows(new HeldDuty(duty, null), clue))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyStep")
    void aReportAgainstAPersonIsItsDesksAlone(String step) {
        var words = step.split(" ");
        var report = new Circumstances(ClueKind.REPORT, Card.RED, "justice", null, true);
        for (var process : new String[] {words[0], "of-an-owner"}) {
            assertThat(Arrays.stream(Duty.values())
                            .map(duty -> new HeldDuty(duty, duty.perUnit() ? "justice" : null))
                            .filter(held -> StepRights.to(process, words[1]).allows(held, report))
                            .map(HeldDuty::duty))
                    .isSubsetOf(Duty.REPORT_DESK);
        }
    }

    private static Stream<Circumstances> everyCircumstance() {
        return Arrays.stream(ClueKind.values())
                .flatMap(kind -> Stream.concat(Stream.of((Card) null), Arrays.stream(Card.values()))
                        .flatMap(card -> Stream.of(true, false)
                                .map(counter -> new Circumstances(kind, card, "justice", null, counter))));
    }

    @ParameterizedTest
    @CsvSource({
        // step, card, unit of the clue, group, whether
        "userTask_decideRed, RED, justice, group-head, true",
        "userTask_decideRed, RED, justice, window-clerk, false",
        "userTask_dispatch, BLUE, justice, window-clerk, true",
        "userTask_dispatch, YELLOW, justice, window-clerk, false",
        "userTask_dispatch, RED, justice, office-head, false",
        "userTask_signFor, BLUE, justice, unit-justice, true",
        "userTask_signFor, BLUE, justice, unit-market-supervision, false",
        "userTask_signReply, BLUE, justice, unit-justice, false",
        "userTask_signReply, BLUE, justice, unit-justice-leader, true",
        "userTask_reviewResult, BLUE, justice, grader, true",
        "userTask_reviewResult, YELLOW, justice, grader, false",
        "userTask_callBack, BLUE, justice, grader, false"
    })
    void theTableSaysWho(String step, Card card, String unit, String group, boolean whether) {
        var clue = new Circumstances(ClueKind.APPEAL, card, unit, null, false);
        assertThat(StepRights.to(ClueLifecycle.KEY, step)
                        .allows(Duty.ofGroup(group).orElseThrow(), clue))
                .isEqualTo(whether);
    }

    @ParameterizedTest
    @CsvSource({
        "BLUE, unit-justice-leader, false",
        "BLUE, unit-service-center-leader, true",
        "YELLOW, unit-service-center-leader, false",
        "YELLOW, office-head, true",
        "RED, office-head, false",
        "RED, group-head, true"
    })
    void noUnitGivesItselfTime(Card card, String group, boolean whether) {
        var clue = new Circumstances(ClueKind.APPEAL, card, "justice", null, false);
        assertThat(StepRights.to(DeadlineExtension.KEY, DeadlineExtension.Tasks.DECIDE_EXTENSION)
                        .allows(Duty.ofGroup(group).orElseThrow(), clue))
                .isEqualTo(whether);
    }

    @Test
    void nobodyGetsATaskByAnyDoorWhoseDutyItIsNot() {
        var clue = walk.dispatched(Card.YELLOW);
        var task = task(clue, Tasks.SIGN_FOR).getId();
        refused(() -> tasks.claim(task, "owner"));
        refused(() -> tasks.claim(task, "handler2"));
        refused(() -> tasks.setAssignee(task, "owner"));
        refused(() -> tasks.delegateTask(task, "admin"));
        refused(() -> tasks.setOwner(task, "owner"));
        refused(() -> tasks.addCandidateUser(task, "owner"));
        refused(() -> tasks.addCandidateGroup(task, Duty.PROCESS_OWNER.groupId()));
        refused(() -> tasks.addUserIdentityLink(task, "handler2", IdentityLinkType.CANDIDATE));
        refused(() -> tasks.addGroupIdentityLink(task, "unit-justice", IdentityLinkType.CANDIDATE));
        var loaded = task(clue, Tasks.SIGN_FOR);
        loaded.setOwner("owner");
        refused(() -> tasks.saveTask(loaded));
        loaded.setOwner(null);
        loaded.setAssignee("owner");
        refused(() -> tasks.saveTask(loaded));
        assertThat(tasks.getIdentityLinksForTask(task))
                .singleElement()
                .satisfies(link -> assertThat(link.getGroupId()).isEqualTo("unit-" + Walk.UNIT));
        assertThatCode(() -> tasks.claim(task, "handler")).doesNotThrowAnyException();
    }

    @Test
    void whatWaitsGoesToTheDutyOfTheNewCard() {
        var clue = walk.handled(Card.BLUE)
                .go(Tasks.CONTACT_REPORTER)
                .go(Tasks.FINISH)
                .go(Tasks.SIGN_REPLY);
        var review = task(clue, Tasks.REVIEW_RESULT).getId();
        tasks.claim(review, "grader");
        cards.raise(clue.number, "supervisor", "反映强烈。");
        assertThat(task(clue, Tasks.REVIEW_RESULT).getAssignee()).isNull();
        assertThat(tasks.getIdentityLinksForTask(review))
                .singleElement()
                .satisfies(link -> assertThat(link.getGroupId()).isEqualTo(Duty.OFFICE_HEAD.groupId()));
        assertThatThrownBy(() -> clue.by("grader", Tasks.REVIEW_RESULT)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> tasks.complete(review, new HashMap<>(Map.of("outcome", "ACCEPT"))))
                .isInstanceOf(RuntimeException.class);
    }

    private Task task(Walk.Started clue, String step) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(clue.number.value())
                .taskDefinitionKey(step)
                .singleResult();
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOf(RefusedClaim.class);
    }
}
