package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.content.Consent;
import cn.qingfeng.evidence.upload.Uploads;
import cn.qingfeng.intake.NewClue;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.process.letter.TransferLetter;
import cn.qingfeng.process.lifecycle.ClueInstances;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.process.lifecycle.CluePhase;
import cn.qingfeng.process.meeting.MeetingTask;
import cn.qingfeng.process.order.SupervisionOrderProcess;
import cn.qingfeng.process.progress.ProgressReport;
import cn.qingfeng.process.reveal.IdentityReveal;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.process.time.DeadlineExtension;
import cn.qingfeng.testing.SomeFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;

/** Walks one clue through the real process: each task by the person whose it is, with answers that are valid unless told otherwise. */
@Component
public class Walk {

    public static final String UNIT = "market-supervision";

    private final Registration registration;
    private final UserTasks desk;
    private final ClueLedger ledger;
    private final Uploads uploads;
    private final RuntimeService runtime;
    private final ManagementService jobs;
    private final HistoryService history;
    private final ClueInstances instances;
    private final CountyClock clock;

    Walk(
            Registration registration,
            UserTasks desk,
            ClueLedger ledger,
            Uploads uploads,
            RuntimeService runtime,
            ManagementService jobs,
            HistoryService history,
            ClueInstances instances,
            CountyClock clock) {
        this.history = history;
        this.instances = instances;
        this.clock = clock;
        this.registration = registration;
        this.desk = desk;
        this.ledger = ledger;
        this.uploads = uploads;
        this.runtime = runtime;
        this.jobs = jobs;
    }

    /** A valid appeal that a window can put right at once; override what matters. */
    public static NewClue aClue(Consumer<NewClue> change) {
        var clue = new NewClue();
        clue.kind = "APPEAL";
        clue.title = "变更住所材料被退两次";
        clue.narrative = "每次说缺的不一样，跑了两趟。";
        clue.request = "请一次告知。";
        clue.place = "为民服务中心";
        clue.unit = UNIT;
        clue.channel = "WINDOW";
        clue.classification = "problem.middle-blockage";
        clue.facts.fixableOnTheSpot = true;
        clue.reporter.name = "齐安禾";
        clue.reporter.phone = "13900000001";
        clue.reporter.consent = "UNIT_MAY_KNOW";
        change.accept(clue);
        return clue;
    }

    /** Facts that make the table propose this card. */
    public static Consumer<NewClue> forCard(Card card) {
        return clue -> {
            clue.facts.fixableOnTheSpot = card == Card.BLUE;
            clue.facts.stoppage = card == Card.RED;
        };
    }

    public Started register(Consumer<NewClue> change) {
        var number = ClueNumber.of(registration.register(aClue(change), "clerk").clueNumber());
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number.value(), ClueLifecycle.KEY)
                .singleResult();
        desk.advance(number);
        return new Started(number, instance);
    }

    /** A clue that somebody else registered. */
    public Started started(ClueNumber number) {
        return new Started(
                number,
                runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number.value(), ClueLifecycle.KEY)
                        .singleResult());
    }

    /** A clue of that card, dispatched and signed for. */
    public Started handled(Card card) {
        return dispatched(card).go(Tasks.SIGN_FOR);
    }

    /** A clue of that card, dispatched. */
    public Started dispatched(Card card) {
        var clue = register(forCard(card)).go(Tasks.REVIEW_ADMISSION);
        if (card != Card.BLUE) {
            clue.go(Tasks.TRIAGE, "stoppage", card == Card.RED);
        }
        return clue.go(decides(card)).go(Tasks.DISPATCH);
    }

    public static String decides(Card card) {
        return switch (card) {
            case BLUE -> Tasks.DECIDE_BLUE;
            case YELLOW -> Tasks.DECIDE_YELLOW;
            case RED -> Tasks.DECIDE_RED;
        };
    }

    /** One clue on its way. */
    public final class Started {
        public final ClueNumber number;
        public final ProcessInstance instance;

        private Started(ClueNumber number, ProcessInstance instance) {
            this.number = number;
            this.instance = instance;
        }

        public Clue clue() {
            return ledger.get(number);
        }

        /** Completes the waiting task of that key by the person whose it is. */
        public Started go(String task, Object... changes) {
            return by(person(task), task, changes);
        }

        /** As {@link #go}, by somebody else. */
        public Started by(String username, String task, Object... changes) {
            if (task.equals(Tasks.FINISH) && clue().card().orElseThrow() != Card.BLUE) {
                proves(username);
            }
            return submits(username, task, changes);
        }

        /** Completes the task with nothing beside it. */
        public Started submits(String username, String task, Object... changes) {
            var answers = answers(task, changes);
            if (task.equals(Tasks.CONTACT_REPORTER) || task.equals(Tasks.RELAY)) {
                spoken(answers, Arrays.asList(changes).contains("contactedAt"));
            }
            desk.submit(username, number, task, answers);
            return this;
        }

        /** Just now, and by a way that the unit has. */
        private void spoken(Map<String, Object> answers, boolean said) {
            if (!said) {
                answers.put(
                        "contactedAt",
                        OffsetDateTime.ofInstant(clock.instant(), CountyClock.ZONE)
                                .toString());
            }
            if (answers.get("method").equals("PHONE") && clue().content().consent() != Consent.UNIT_MAY_KNOW) {
                answers.put("method", "MEETING");
            }
        }

        /** Adds a picture of what was done. */
        public Started proves(String username) {
            try {
                uploads.add(username, number, "佐证.png", new ByteArrayInputStream(SomeFiles.png()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return this;
        }

        /** Fires the waiting timer of that element, whatever the clock says. */
        public Started fire(String element) {
            var elements = element.equals(ClueLifecycle.TIMER) ? ClueLifecycle.TIMERS : Set.of(element);
            var job = instances.running(number).stream()
                    .flatMap(one -> elements.stream()
                            .flatMap(each ->
                                    jobs
                                            .createJobQuery()
                                            .processInstanceId(one.getId())
                                            .activityId(each)
                                            .list()
                                            .stream()))
                    .findFirst();
            assertThat(job).as("timer " + element).isPresent();
            jobs.executeJob(job.orElseThrow().getId());
            return this;
        }

        /** Whether a timer waits for the next step about a limit. */
        public boolean watched() {
            return instances.timer(instance.getId()).isPresent();
        }

        /** Moves the clock to the next step about a limit, and lets it be taken. */
        public Started later() {
            clock.moveTo(clue().nextStepAt().orElseThrow().plusSeconds(1));
            return fire(ClueLifecycle.TIMER);
        }

        /** The newest instance of another process about this clue, ended ones too. */
        public HistoricProcessInstance beside(String process) {
            return history
                    .createHistoricProcessInstanceQuery()
                    .processInstanceBusinessKey(number.value())
                    .processDefinitionKey(process)
                    .list()
                    .stream()
                    .max(Comparator.comparing(HistoricProcessInstance::getStartTime))
                    .orElseThrow();
        }

        /** Fires the waiting timer of that element in an instance beside the lifecycle. */
        public Started fireBeside(String element) {
            var job = jobs.createJobQuery().activityId(element).list().stream()
                    .filter(one -> runtime.createProcessInstanceQuery()
                                    .processInstanceId(one.getProcessInstanceId())
                                    .processInstanceBusinessKey(number.value())
                                    .count()
                            > 0)
                    .findFirst();
            assertThat(job).as("timer " + element).isPresent();
            jobs.executeJob(job.orElseThrow().getId());
            return this;
        }

        /** From a signed-for order to a result that passed every check. */
        public Started finished() {
            go(Tasks.CONTACT_REPORTER);
            if (clue().card().orElseThrow() != Card.BLUE) {
                go(Tasks.REPLY_WITH_PLAN);
            }
            return result();
        }

        /** From the unit's result to the call-back. */
        public Started result() {
            go(Tasks.FINISH).go(Tasks.SIGN_REPLY).go(Tasks.REVIEW_RESULT);
            return clue().card().orElseThrow() == Card.RED ? go(Tasks.VERIFY_ON_SITE) : this;
        }

        public Started calledBackDissatisfied() {
            return go(
                    Tasks.CALL_BACK,
                    "solved",
                    "UNSOLVED",
                    "rating",
                    "DISSATISFIED",
                    "dissatisfiedReasons",
                    List.of("UNSOLVED"));
        }

        /** The ids of everything that this clue has passed, in its overview and in its phases, the earlier first. */
        public List<String> passed() {
            return history
                    .createHistoricProcessInstanceQuery()
                    .processInstanceBusinessKey(number.value())
                    .processDefinitionKeyIn(CluePhase.processes().toArray(String[]::new))
                    .orderByProcessInstanceStartTime()
                    .asc()
                    .list()
                    .stream()
                    .flatMap(one -> history
                            .createHistoricActivityInstanceQuery()
                            .processInstanceId(one.getId())
                            .finished()
                            .orderPartiallyByOccurrence()
                            .asc()
                            .list()
                            .stream())
                    .sorted(Comparator.comparing(HistoricActivityInstance::getEndTime))
                    .map(HistoricActivityInstance::getActivityId)
                    .toList();
        }

        /** The ids of everything where this clue stands now. */
        public List<String> standing() {
            return instances.running(number).stream()
                    .flatMap(one -> runtime.getActiveActivityIds(one.getId()).stream())
                    .toList();
        }

        public Map<String, Object> variables() {
            return runtime.getVariables(instance.getId());
        }

        /** When the only waiting task of that key is due. */
        public Optional<Instant> due(String task) {
            return desk.waiting(number).stream()
                    .filter(one -> one.key().equals(task))
                    .findFirst()
                    .orElseThrow()
                    .dueAt();
        }

        public List<String> waiting() {
            return desk.waiting(number).stream().map(UserTasks.OpenTask::key).toList();
        }

        private String person(String task) {
            var card = clue().card().orElse(Card.YELLOW);
            var lead = clue().leadUnit().orElse(UNIT);
            return switch (task) {
                case Tasks.REVIEW_ADMISSION, Tasks.TRIAGE, Tasks.CHECK_CANNOT_DO, Tasks.RELAY -> "grader";
                case Tasks.DECIDE_BLUE -> "clerk";
                case Tasks.DECIDE_YELLOW -> "officehead";
                case Tasks.DECIDE_RED, Tasks.CONCLUDE_RED, TransferLetter.Tasks.SIGN -> "grouphead";
                case Tasks.RECEIVE_REPORT, Tasks.PASS_UP, TransferLetter.Tasks.RECEIVE -> "discipline";
                case Tasks.DISPATCH -> card == Card.BLUE ? "clerk" : card == Card.YELLOW ? "officehead" : "grouphead";
                case Tasks.RULE_ON_RETURN -> card == Card.RED ? "grouphead" : "officehead";
                case Tasks.ASSIST -> "songmingli";
                case DeadlineExtension.Tasks.SIGN, SupervisionOrderProcess.Tasks.EXPLAIN -> "unithead";
                case DeadlineExtension.Tasks.DECIDE_EXTENSION ->
                    card == Card.BLUE ? "fangweimin" : card == Card.YELLOW ? "officehead" : "grouphead";
                case DeadlineExtension.Tasks.DECIDE_SUSPENSION, DeadlineExtension.Tasks.DECIDE_RESUMPTION ->
                    card == Card.RED ? "grouphead" : "officehead";
                case DeadlineExtension.Tasks.DECIDE_TACKLING, DeadlineExtension.Tasks.DECIDE_RAISING -> "grouphead";
                case DeadlineExtension.Tasks.DECIDE_YELLOW -> "officehead";
                case SupervisionOrderProcess.Tasks.APPROVE_LISTING -> "leader";
                case SupervisionOrderProcess.Tasks.CONCLUDE_ORDER -> "supervisor";
                case SupervisionOrderProcess.Tasks.CONCLUDE_URGING -> "officehead";
                case IdentityReveal.Tasks.DECIDE -> "officehead";
                case Tasks.SIGN_REPLY -> lead.equals(UNIT) ? "unithead" : "qiaozhutang";
                case Tasks.REVIEW_RESULT -> card == Card.BLUE ? "grader" : "officehead";
                case Tasks.VERIFY_ON_SITE, Tasks.RECHECK -> "supervisor";
                case Tasks.CALL_BACK -> "caller";
                default -> lead.equals(UNIT) ? "handler" : "handler2";
            };
        }
    }

    private Map<String, Object> answers(String task, Object... changes) {
        var answers = new HashMap<String, Object>(valid(task));
        for (var i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                answers.remove(changes[i]);
            } else {
                answers.put((String) changes[i], changes[i + 1]);
            }
        }
        return answers;
    }

    private static Map<String, Object> valid(String task) {
        return switch (task) {
            case Tasks.REVIEW_ADMISSION -> Map.of("outcome", "ADMIT");
            case Tasks.TRIAGE -> Map.of("classification", "problem.middle-blockage", "unitsConcerned", 1);
            case Tasks.DECIDE_BLUE -> Map.of("card", "BLUE", "signed", true);
            case Tasks.DECIDE_YELLOW -> Map.of("card", "YELLOW", "signed", true);
            case Tasks.DECIDE_RED -> Map.of("card", "RED", "signed", true);
            case Tasks.RECEIVE_REPORT -> Map.of("outcome", "RECEIVED", "registerNumber", "纪信〔2026〕1号");
            case Tasks.PASS_UP -> Map.of("passedTo", "市纪委监委", "signed", true);
            case Tasks.DISPATCH ->
                Map.of(
                        "leadUnit",
                        UNIT,
                        "summary",
                        "材料两次被退，未一次告知。",
                        "requirements",
                        "一次告知，当日办结。",
                        "screened",
                        true,
                        "signed",
                        true);
            case Tasks.SIGN_FOR -> Map.of("outcome", "SIGN");
            case Tasks.RULE_ON_RETURN -> Map.of("outcome", "KEEP", "reason", "属登记机关职责。");
            case Tasks.CONTACT_REPORTER -> Map.of("method", "PHONE");
            case Tasks.REPLY_WITH_PLAN ->
                Map.of(
                        "factsFound", "情况属实。",
                        "plan", "三日内补正。",
                        "toReporter", "已与您联系，三日内办好。",
                        "promisedDate", "2026-12-31");
            case Tasks.ASSIST -> Map.of("contribution", "已核对执法记录。", "signed", true);
            case Tasks.FINISH ->
                Map.of(
                        "result", "RESOLVED",
                        "factual", "TRUE",
                        "verification", "两次退件属实。",
                        "measures", "当日受理并换照。",
                        "basis", "一次性告知规定",
                        "toReporter", "已办好，请来领取。",
                        "improvement", "全员重学一次性告知。");
            case Tasks.CHECK_CANNOT_DO -> Map.of("outcome", "CONFIRM", "reason", "依据成立，已告知救济途径。");
            case Tasks.SIGN_REPLY -> Map.of("outcome", "SIGN", "signed", true);
            case Tasks.REVIEW_RESULT -> Map.of("outcome", "ACCEPT");
            case Tasks.VERIFY_ON_SITE -> Map.of("outcome", "PASS", "findings", "现场核实无误。");
            case Tasks.CALL_BACK ->
                Map.of(
                        "method", "PHONE",
                        "connected", true,
                        "contacted", "YES",
                        "solved", "SOLVED",
                        "rating", "SATISFIED");
            case Tasks.CONCLUDE_RED -> Map.of("outcome", "CONCLUDE", "reason", "依法不能办，已解释到位。", "signed", true);
            case TransferLetter.Tasks.SIGN ->
                Map.of("letterNumber", "舞营商移〔2026〕1号", "reason", "通报后仍未办结。", "signed", true);
            case TransferLetter.Tasks.RECEIVE -> Map.of("registerNumber", "纪信〔2026〕9号", "signed", true);
            case DeadlineExtension.Tasks.SIGN -> Map.of("outcome", "SIGN", "signed", true);
            case DeadlineExtension.Tasks.DECIDE_EXTENSION,
                    DeadlineExtension.Tasks.DECIDE_SUSPENSION,
                    DeadlineExtension.Tasks.DECIDE_RESUMPTION,
                    DeadlineExtension.Tasks.DECIDE_TACKLING,
                    DeadlineExtension.Tasks.DECIDE_YELLOW,
                    DeadlineExtension.Tasks.DECIDE_RAISING,
                    SupervisionOrderProcess.Tasks.APPROVE_LISTING -> Map.of("outcome", "APPROVE", "signed", true);
            case SupervisionOrderProcess.Tasks.EXPLAIN ->
                Map.of("explanation", "人手不足。", "measures", "已增派两人，明日办结。", "signed", true);
            case SupervisionOrderProcess.Tasks.CONCLUDE_ORDER, SupervisionOrderProcess.Tasks.CONCLUDE_URGING ->
                Map.of("outcome", "SETTLED", "reason", "已经办妥。", "signed", true);
            case Tasks.RELAY -> Map.of("method", "PHONE", "note", "已告知所缺材料，反映人明日补交。");
            case Tasks.SETTLE_MATTER -> Map.of("done", "当日受理，执照已换发。", "signed", true);
            case ProgressReport.Tasks.REPORT -> Map.of("progress", "已现场勘查。", "next", "三日内恢复供电。");
            case MeetingTask.Tasks.CARRY_OUT -> Map.of("result", "已现场交底，材料清单已一次告知。");
            case IdentityReveal.Tasks.DECIDE -> Map.of("outcome", "APPROVE", "reason", "不见面核实不了。", "signed", true);
            case Tasks.RECHECK -> Map.of("outcome", "HELD", "findings", "没有反弹。");
            default -> throw new IllegalArgumentException(task);
        };
    }
}
