package cn.qingfeng.process.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.disclosure.RevealRequests;
import cn.qingfeng.form.FormSchema;
import cn.qingfeng.form.Forms;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.deployment.Changes;
import cn.qingfeng.process.deployment.CheckedFiles;
import cn.qingfeng.process.deployment.diagram.Course;
import cn.qingfeng.process.engine.Routing;
import cn.qingfeng.process.letter.TransferLetters;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.security.engine.EngineRights;
import cn.qingfeng.supervision.check.LedgerAgainstEngine;
import cn.qingfeng.supervision.order.OrderCommand;
import cn.qingfeng.supervision.order.OrderGround;
import cn.qingfeng.supervision.order.OrderLevel;
import cn.qingfeng.supervision.order.SupervisionOrders;
import cn.qingfeng.supervision.time.TimeCommand;
import cn.qingfeng.supervision.time.TimeKind;
import cn.qingfeng.supervision.time.TimeRequests;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the check accepts of files changed at random is put in force, and clues are led through it in the engine by people of
 * the county who fill in its forms: every step can be done, every job ends, and ledger and engine agree when it is over. More
 * of them: {@code -Dqingfeng.walks=300}, others {@code -Dqingfeng.seed=7}.
 */
@SpringBootTest(properties = "camunda.bpm.job-execution.enabled=false")
@Import(Walk.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ChangedDrawingsTests {

    private static final int MANY = Integer.getInteger("qingfeng.walks", 10);
    private static final long SEED = Long.getLong("qingfeng.seed", 20261127);
    private static final int MOST_MOVES = 400;

    private final Random random = new Random(SEED);
    private final Walk walk;
    private final ClueLedger ledger;
    private final Organization organization;
    private final DeployedForms deployed;
    private final Forms forms;
    private final UserTasks desk;
    private final TimeRequests requests;
    private final SupervisionOrders orders;
    private final RevealRequests reveals;
    private final TransferLetters letters;
    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService jobs;
    private final LedgerAgainstEngine both;
    private final CountyClock clock;
    private final EngineRights rights;
    private final TransactionTemplate transaction;
    private final SampleCounty county;

    ChangedDrawingsTests(
            Walk walk,
            ClueLedger ledger,
            Organization organization,
            DeployedForms deployed,
            Forms forms,
            UserTasks desk,
            TimeRequests requests,
            SupervisionOrders orders,
            RevealRequests reveals,
            TransferLetters letters,
            RepositoryService repository,
            RuntimeService runtime,
            TaskService tasks,
            ManagementService jobs,
            LedgerAgainstEngine both,
            CountyClock clock,
            EngineRights rights,
            TransactionTemplate transaction,
            SampleCounty county) {
        this.walk = walk;
        this.ledger = ledger;
        this.organization = organization;
        this.deployed = deployed;
        this.forms = forms;
        this.desk = desk;
        this.requests = requests;
        this.orders = orders;
        this.reveals = reveals;
        this.letters = letters;
        this.repository = repository;
        this.runtime = runtime;
        this.tasks = tasks;
        this.jobs = jobs;
        this.both = both;
        this.clock = clock;
        this.rights = rights;
        this.transaction = transaction;
        this.county = county;
    }

    @BeforeAll
    void county() {
        county.load();
        // Of two who share a duty one may be kept from a step: nobody decides about what they asked for.
        organization.addPerson("grader2", "温若谷", "business-environment", "grader2@county.example", null, "Start-1234");
        organization.assign("grader2", Duty.GRADER, null);
    }

    @Test
    void whatIsAcceptedCanBeWalkedToItsEnd() {
        var changes = new Changes(random);
        var files = CheckedFiles.shipped();
        var names = new ArrayList<>(files.files().keySet());
        names.remove("notice-delivery.bpmn");
        names.remove("register-clue.form");
        names.remove("report-clue.form");
        // No clue's own way leads through a meeting.
        names.remove("meeting-task.bpmn");
        names.remove("carry-out-decision.form");
        Changes.withOwn(files);
        var told = new TreeMap<String, Integer>();
        for (var walked = 0; walked < MANY; ) {
            var file = changes.one(
                    random.nextInt(4) == 0
                            ? names
                            : names.stream()
                                    .filter(each -> each.endsWith(".bpmn"))
                                    .toList());
            var before = files.text(file);
            var text = changes.of(file, before);
            files.with(file, text);
            var refused = !files.refusals(file).isEmpty();
            files.with(file, before);
            if (text.equals(before) || refused) {
                told.merge(refused ? "refused" : "same", 1, Integer::sum);
                continue;
            }
            walked++;
            var what = file + ", the " + walked + "th by " + SEED + ": " + difference(before, text);
            var deployment = deploy(files, file, text, walked, what);
            told.merge(deployment.isPresent() ? "walked" : "refused by the engine's side", 1, Integer::sum);
            deployment.ifPresent(one -> {
                try {
                    for (var kind : List.of("APPEAL", random.nextInt(4) == 0 ? "REPORT" : "APPEAL")) {
                        toItsEnd(kind, what);
                    }
                } finally {
                    repository.deleteDeployment(one.getId(), true);
                }
            });
        }
        System.out.println("Changed drawings walked in the engine, by " + SEED + ": " + told);
        assertThat(told.get("walked")).isGreaterThan(MANY / 2);
    }

    /** As the process owner would: under a higher tag, with what it names of the owner's own. */
    private Optional<Deployment> deploy(CheckedFiles files, String file, String text, int n, String what) {
        var builder = repository.createDeployment().name("owner");
        builder.addString(file, text.replaceFirst("versionTag=\"[^\"]*\"", "versionTag=\"90." + n + "\""));
        for (var own : List.of("own-step.form", "own-choice.form", "own-process.bpmn")) {
            var name = own.substring(0, own.indexOf('.'));
            if (text.contains(name) || name.equals("own-step") && text.contains("own-process")) {
                builder.addString(own, files.text(own));
            }
        }
        try {
            return Optional.of(rights.as("owner", builder::deploy));
        } catch (ParseException refused) {
            assertThat(refused.getMessage()).as(what).contains("部署");
            return Optional.empty();
        }
    }

    private static String difference(String before, String after) {
        var lines = new ArrayList<String>();
        var known = new TreeSet<>(List.of(before.split("\n")));
        for (var line : after.split("\n")) {
            if (!known.contains(line) && !line.contains("bpmndi")) {
                lines.add(line.strip());
            }
        }
        return String.join("\n", lines);
    }

    private final class Journey {
        final ClueNumber number;
        final String what;
        final List<String> way = new ArrayList<>();
        final Map<String, Integer> taken = new HashMap<>();

        Journey(ClueNumber number, String what) {
            this.number = number;
            this.what = what;
        }

        String told() {
            return what + "\n" + number + " " + ledger.get(number).status() + ", the way: "
                    + String.join(" → ", way.subList(Math.max(0, way.size() - 40), way.size()));
        }
    }

    private void toItsEnd(String kind, String what) {
        clock.moveToPresent();
        var card = Card.values()[random.nextInt(3)];
        var clue = walk.register(each -> {
            Walk.forCard(card).accept(each);
            each.kind = kind;
        });
        var journey = new Journey(clue.number, what);
        for (var moves = 0; isUnderWay(clue.number); moves++) {
            if (moves > MOST_MOVES) {
                fail("It does not end: " + journey.told());
            }
            aside(journey);
            move(journey);
        }
        assertThat(ledger.get(clue.number).status().isEnd()).as(journey.told()).isTrue();
        var differences = transaction.execute(status -> both.compare());
        assertThat(differences)
                .as(journey.told())
                .noneMatch(difference -> difference.toString().contains(clue.number.value()));
    }

    private boolean isUnderWay(ClueNumber number) {
        return runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number.value())
                        .count()
                > 0;
    }

    /** Now and then somebody asks for time, presses, calls for a letter, or wants to know who reported. */
    private void aside(Journey journey) {
        var number = journey.number;
        var status = ledger.get(number).status();
        if (random.nextInt(4) > 0 || status != ClueStatus.HANDLING && status != ClueStatus.UNDER_REVIEW) {
            return;
        }
        var key = UUID.randomUUID().toString();
        try {
            switch (random.nextInt(4)) {
                case 0 -> {
                    var kind = TimeKind.values()[random.nextInt(TimeKind.values().length)];
                    requests.ask(
                            number,
                            new TimeCommand(kind, kind == TimeKind.EXTEND ? 1 : 0, "TESTING", null),
                            "handler",
                            key);
                }
                case 1 -> {
                    var level = OrderLevel.values()[random.nextInt(OrderLevel.values().length)];
                    orders.issue(
                            number,
                            new OrderCommand(level, OrderGround.OTHER, null, "拖着不办。", "三日内办结。", 3),
                            level == OrderLevel.URGE ? "grader" : "supervisor",
                            key);
                }
                case 2 -> transaction.executeWithoutResult(begun -> letters.call(number, "久拖不决。"));
                default -> reveals.ask(number, "VERIFY", "核实不了。", "grader", key);
            }
            journey.way.add("(something beside)");
        } catch (Refusal lawful) {
            // Not every moment is one for it.
        }
    }

    private void move(Journey journey) {
        var waiting = new ArrayList<>(tasks.createTaskQuery()
                .processInstanceBusinessKey(journey.number.value())
                .list());
        var due = new ArrayList<>(
                runtime.createProcessInstanceQuery().processInstanceBusinessKey(journey.number.value()).list().stream()
                        .flatMap(instance -> jobs.createJobQuery().processInstanceId(instance.getId()).list().stream())
                        .toList());
        Collections.shuffle(waiting, random);
        Collections.shuffle(due, random);
        var machine = due.stream().filter(job -> job.getDuedate() == null).findFirst();
        if (machine.isPresent()) {
            fire(journey, machine.get());
            return;
        }
        var watches = due.stream()
                .filter(job -> ClueLifecycle.TIMERS.contains(activity(job)))
                .map(Job::getId)
                .toList();
        var timers = due.stream().filter(job -> !watches.contains(job.getId())).toList();
        if (!timers.isEmpty() && (waiting.isEmpty() || random.nextInt(5) == 0)) {
            fire(journey, timers.get(0));
        } else if (!watches.isEmpty() && !waiting.isEmpty() && random.nextInt(20) == 0) {
            due.stream()
                    .filter(job -> watches.contains(job.getId()))
                    .findFirst()
                    .ifPresent(job -> fire(journey, job));
        } else if (waiting.stream().noneMatch(task -> done(journey, task))) {
            fail("Nobody can go on: "
                    + waiting.stream().map(Task::getTaskDefinitionKey).toList() + journey.told());
        }
    }

    private String activity(Job job) {
        return jobs.createJobDefinitionQuery()
                .jobDefinitionId(job.getJobDefinitionId())
                .singleResult()
                .getActivityId();
    }

    private void fire(Journey journey, Job job) {
        journey.way.add("[" + activity(job) + "]");
        if (job.getDuedate() != null && job.getDuedate().after(Date.from(clock.instant()))) {
            clock.moveTo(job.getDuedate().toInstant().plusSeconds(1));
        }
        try {
            jobs.executeJob(job.getId());
        } catch (RuntimeException broken) {
            fail("A job fails: " + journey.told(), broken);
        }
    }

    /** Whether somebody whose task it is could do it, by any of the answers that its form offers. */
    private boolean done(Journey journey, Task task) {
        var people = people(task);
        var schema = schema(task);
        var refused = new TreeSet<String>();
        for (var tries = 0; tries < 14; tries++) {
            for (var person : people.subList(0, Math.min(people.size(), 4))) {
                var wanted = wanted(journey, task, schema);
                try {
                    var answers = schema.example(wanted, asked(task, wanted), context(task), clock.instant());
                    prove(journey, task, person);
                    desk.submit(person, task.getId(), answers);
                    journey.way.add(task.getTaskDefinitionKey() + wanted.values());
                    return true;
                } catch (Refusal lawful) {
                    refused.add(lawful.key() + lawful.faults());
                } catch (RuntimeException broken) {
                    fail(task.getTaskDefinitionKey() + " breaks: " + journey.told(), broken);
                }
            }
        }
        journey.way.add("{" + task.getTaskDefinitionKey() + " " + people + " " + refused + "}");
        return false;
    }

    private List<String> people(Task task) {
        var people = new TreeSet<String>();
        for (IdentityLink link : tasks.getIdentityLinksForTask(task.getId())) {
            if (link.getUserId() != null) {
                people.add(link.getUserId());
            }
            if (link.getGroupId() != null) {
                organization.peopleInGroup(link.getGroupId()).stream()
                        .map(Person::username)
                        .forEach(people::add);
            }
        }
        var shuffled = new ArrayList<>(people);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private FormSchema schema(Task task) {
        var form = tasks.createTaskQuery()
                .taskId(task.getId())
                .initializeFormKeys()
                .singleResult()
                .getCamundaFormRef()
                .getKey();
        var deployment =
                repository.getProcessDefinition(task.getProcessDefinitionId()).getDeploymentId();
        return forms.fill(deployed.deployedWith(deployment, form));
    }

    private Map<String, Object> context(Task task) {
        var context = new HashMap<String, Object>();
        Routing.NAMES.forEach(name -> context.put(name, tasks.getVariable(task.getId(), name)));
        return context;
    }

    /** The least taken of the ways that a form offers, so that every way is taken and no circle is gone for ever. */
    private Map<String, Object> wanted(Journey journey, Task task, FormSchema schema) {
        var wanted = new HashMap<String, Object>();
        for (var key : List.of("outcome", "result", "card", "solved", "rating", "method")) {
            schema.choices(key).filter(options -> !options.isEmpty()).ifPresent(options -> {
                var shuffled = new ArrayList<>(options);
                Collections.shuffle(shuffled, random);
                var option = shuffled.stream()
                        .min((one, other) -> Integer.compare(
                                journey.taken.getOrDefault(task.getTaskDefinitionKey() + one, 0),
                                journey.taken.getOrDefault(task.getTaskDefinitionKey() + other, 0)))
                        .orElseThrow();
                journey.taken.merge(task.getTaskDefinitionKey() + option, 1, Integer::sum);
                wanted.put(key, option);
            });
        }
        if (schema.kind("connected").isPresent()) {
            wanted.put("connected", true);
        }
        if (schema.keys().contains("leadUnit") && !"KEEP".equals(wanted.get("outcome"))) {
            wanted.put("leadUnit", Walk.UNIT);
        }
        if (!Boolean.FALSE.equals(wanted.get("connected")) && "VIA_OFFICE".equals(wanted.get("method"))) {
            wanted.put("note", "请代为转达。");
        }
        return wanted;
    }

    private Set<String> asked(Task task, Map<String, Object> wanted) {
        var process =
                repository.getProcessDefinition(task.getProcessDefinitionId()).getKey();
        return Course.step(process, task.getTaskDefinitionKey()).stream()
                .flatMap(step -> step.moves().stream()
                        .filter(move -> step.choice() == null
                                || String.valueOf(move.option()).equals(wanted.get(step.choice()))))
                .flatMap(move -> move.asked().stream())
                .collect(java.util.stream.Collectors.toSet());
    }

    private void prove(Journey journey, Task task, String person) {
        if (task.getTaskDefinitionKey().equals(ClueLifecycle.Tasks.FINISH)
                && journey.taken.merge("proof", 1, Integer::sum) == 1) {
            walk.started(journey.number).proves(person);
        }
    }
}
