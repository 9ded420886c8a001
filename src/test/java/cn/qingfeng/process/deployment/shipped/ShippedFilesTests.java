package cn.qingfeng.process.deployment.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.process.deployment.CheckedDeployments;
import cn.qingfeng.process.deployment.Digests;
import cn.qingfeng.process.deployment.shipped.ShippedFiles.Shipped;
import cn.qingfeng.process.deployment.shipped.ShippedFiles.Standing;
import cn.qingfeng.process.deployment.shipped.ShippedFiles.State;
import cn.qingfeng.process.deployment.shipped.ShippedRecord.Decision;
import cn.qingfeng.process.deployment.shipped.ShippedRecord.Verdict;
import cn.qingfeng.testing.OnBothDatabases;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The product starts again, in the same or another version, beside what an owner put live. */
@SpringBootTest(properties = "camunda.bpm.job-execution.enabled=false")
@OnBothDatabases
class ShippedFilesTests {

    private static final String TABLE = "time-limits.dmn";
    private static final String FORM = "contact-reporter.form";
    private static final String DIAGRAM = "clue-lifecycle.bpmn";

    @Autowired
    ProcessEngine engine;

    @Autowired
    RepositoryService repository;

    @Autowired
    ShippedSource source;

    @Autowired
    ShippedRecord record;

    @Autowired
    CheckedDeployments check;

    @Autowired
    Clock clock;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transactions;

    private Set<String> before;

    @BeforeEach
    void remember() {
        before = deployments();
    }

    @AfterEach
    void takeBack() {
        repository.createDeploymentQuery().orderByDeploymentTime().desc().unlimitedList().stream()
                .map(Deployment::getId)
                .filter(id -> !before.contains(id))
                .forEach(id -> repository.deleteDeployment(id, true));
        transactions.executeWithoutResult(begun -> forget());
    }

    private void forget() {
        jdbc.update("delete from shipped_decision where seq > 1");
        var first = jdbc.queryForList("select digest from shipped_decision", String.class);
        jdbc.queryForList("select digest from shipped_file", String.class).stream()
                .filter(digest -> !first.contains(digest))
                .forEach(digest -> jdbc.update("delete from shipped_file where digest = ?", digest));
    }

    private Set<String> deployments() {
        return repository.createDeploymentQuery().unlimitedList().stream()
                .map(Deployment::getId)
                .collect(Collectors.toSet());
    }

    /** The product in a version whose files are ours but for these changes: file, what is found there, what is there instead. */
    private ShippedFiles version(String... changes) {
        var files = new HashMap<String, Shipped>();
        source.get().forEach(file -> files.put(file.file(), file));
        for (var at = 0; at < changes.length; at += 3) {
            files.put(changes[at], new Shipped(changes[at], changed(changes[at], changes[at + 1], changes[at + 2])));
        }
        return new ShippedFiles(() -> List.copyOf(files.values()), record, clock, engine, check);
    }

    private byte[] changed(String file, String found, String instead) {
        var text = text(file);
        assertThat(text).contains(found);
        return text.replaceFirst(java.util.regex.Pattern.quote(found), instead).getBytes(StandardCharsets.UTF_8);
    }

    private String text(String file) {
        return source.get().stream()
                .filter(each -> each.file().equals(file))
                .map(each -> new String(each.bytes(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private void ownerDeploys(String file, byte[] bytes) {
        repository
                .createDeployment()
                .name("owner")
                .addString(file, new String(bytes, StandardCharsets.UTF_8))
                .deploy();
    }

    private byte[] ownersTable() {
        return new String(changed(TABLE, "<text>3</text>", "<text>4</text>"), StandardCharsets.UTF_8)
                .replace("versionTag=\"1.", "versionTag=\"9.1.")
                .getBytes(StandardCharsets.UTF_8);
    }

    private Standing standing(ShippedFiles files, String file) {
        return files.standings().stream()
                .filter(standing -> standing.file().equals(file))
                .findFirst()
                .orElseThrow();
    }

    private byte[] live(String file) {
        return standing(version(), file).live().orElseThrow().bytes();
    }

    @Test
    void aStartWithoutChangesDeploysNothing() {
        version().follow();
        assertThat(deployments()).isEqualTo(before);
        assertThat(version().standings()).allMatch(standing -> standing.state() == State.SAME);
    }

    @Test
    void anUntouchedFileFollowsTheProductAndTheOwnersStaysInTheSameDeployment() {
        ownerDeploys(TABLE, ownersTable());
        var next = version(FORM, "联系时间", "联系的时间");
        next.follow();

        assertThat(standing(next, FORM).state()).isEqualTo(State.SAME);
        assertThat(live(TABLE)).isEqualTo(ownersTable());
        // New clues run on one deployment: the product's new form and the owner's table lie in it side by side.
        var diagram = standing(next, DIAGRAM).live().orElseThrow();
        assertThat(standing(next, FORM).live().orElseThrow().deploymentId()).isEqualTo(diagram.deploymentId());
        assertThat(standing(next, TABLE).live().orElseThrow().deploymentId()).isEqualTo(diagram.deploymentId());
        assertThat(repository.getDeploymentResourceNames(diagram.deploymentId()))
                .contains(FORM, TABLE, DIAGRAM);
    }

    @Test
    void aShippedChangeOfAnOwnersFileWaitsUntilItIsAcceptedWithItsReason() {
        ownerDeploys(TABLE, ownersTable());
        var next = version(TABLE, "<text>30</text>", "<text>31</text>");
        next.follow();
        next.follow();
        var waiting = standing(next, TABLE);
        assertThat(waiting.state()).isEqualTo(State.WAITING);
        assertThat(live(TABLE)).isEqualTo(ownersTable());

        transactions.executeWithoutResult(begun -> next.deploy(List.of(waiting), Verdict.ACCEPTED, "owner", "并入新规定"));
        assertThat(standing(next, TABLE).state()).isEqualTo(State.SAME);
        assertThat(last(next, TABLE))
                .returns(Verdict.ACCEPTED, Decision::verdict)
                .returns("owner", Decision::by)
                .returns("并入新规定", Decision::reason)
                .returns(Digests.of(ownersTable()), Decision::replaced);
    }

    @Test
    void whatWasDeclinedIsOfferedAgainOnlyWhenTheShippedFileChangesAgain() {
        ownerDeploys(TABLE, ownersTable());
        var next = version(TABLE, "<text>30</text>", "<text>31</text>");
        next.follow();
        transactions.executeWithoutResult(begun -> next.decline(List.of(standing(next, TABLE)), "owner", "本县另有规定"));
        next.follow();
        assertThat(standing(next, TABLE).state()).isEqualTo(State.DECLINED);
        assertThat(live(TABLE)).isEqualTo(ownersTable());

        var afterNext = version(TABLE, "<text>30</text>", "<text>32</text>");
        afterNext.follow();
        assertThat(standing(afterNext, TABLE).state()).isEqualTo(State.WAITING);
        assertThat(live(TABLE)).isEqualTo(ownersTable());
    }

    @Test
    void anOlderNodeThatStartsAgainPutsNothingBack() {
        var next = version(FORM, "联系时间", "联系的时间", TABLE, "<text>30</text>", "<text>31</text>");
        next.follow();
        var after = deployments();
        version().follow();
        assertThat(deployments()).isEqualTo(after);
        assertThat(standing(version(), FORM).state()).isEqualTo(State.OLDER);
        assertThat(standing(next, FORM).state()).isEqualTo(State.SAME);
    }

    @Test
    void twoNodesThatStartAtOncePutAFileInForceOnce() throws Exception {
        ownerDeploys(TABLE, ownersTable());
        var count = deployments().size();
        var both = new CyclicBarrier(2);
        var nodes = Executors.newFixedThreadPool(2);
        try {
            Callable<Void> start = () -> {
                var node = version(FORM, "联系时间", "联系的时间");
                both.await();
                node.follow();
                return null;
            };
            for (var started : nodes.invokeAll(List.of(start, start))) {
                started.get();
            }
        } finally {
            nodes.shutdownNow();
        }
        assertThat(deployments()).hasSize(count + 1);
        assertThat(live(TABLE)).isEqualTo(ownersTable());
    }

    @Test
    void theShippedDeploymentSentOnceMoreByHandIsRefusedAndNothingOfTheOwnersIsReplaced() {
        ownerDeploys(TABLE, ownersTable());
        var own = new String(changed(FORM, "联系时间", "联系上的时间"), StandardCharsets.UTF_8);
        ownerDeploys(FORM, own.getBytes(StandardCharsets.UTF_8));
        var shipped = repository
                .createDeploymentQuery()
                .deploymentName(ShippedFiles.DEPLOYMENT)
                .orderByDeploymentTime()
                .asc()
                .listPage(0, 1)
                .get(0);
        var count = deployments().size();
        assertThatThrownBy(() -> repository
                        .createDeployment()
                        .name("again")
                        .addDeploymentResources(shipped.getId())
                        .deploy())
                .isInstanceOf(ParseException.class)
                .hasMessageContaining(TABLE)
                .hasMessageContaining(FORM)
                .hasMessageContaining("/shipped");
        version().follow();
        assertThat(deployments()).hasSize(count);
        assertThat(live(TABLE)).isEqualTo(ownersTable());
        assertThat(new String(live(FORM), StandardCharsets.UTF_8)).isEqualTo(own);
    }

    @Test
    void whatDoesNotFitToTheOwnersStaysAsItIsAndTheRestFollows() {
        ownerDeploys(DIAGRAM, ownersDiagram());
        // This version's table no longer gives what the code reads: no owner made it, and yet it may not break what
        // runs.
        var next = version(
                TABLE, "name=\"amount\"", "name=\"amounts\"", "order-rules.dmn", "<text>5</text>", "<text>6</text>");
        next.follow();
        assertThat(live(DIAGRAM)).isEqualTo(ownersDiagram());
        assertThat(standing(next, TABLE).state()).isEqualTo(State.FOLLOWS);
        assertThat(new String(live(TABLE), StandardCharsets.UTF_8)).isEqualTo(text(TABLE));
        assertThat(standing(next, "order-rules.dmn").state()).isEqualTo(State.SAME);
    }

    @Test
    void whatThisVersionNeedsAndTheOwnersFileDoesNotGiveIsSaidPlainly() {
        assertThat(version().missingInForce()).isEmpty();
        ownerDeploys(TABLE, ownersTable());
        assertThat(version().missingInForce()).isEmpty();
        // As if an owner had put it live under a version that did not yet need the column.
        write(
                "update ACT_GE_BYTEARRAY set BYTES_ = ? where NAME_ = ? and DEPLOYMENT_ID_ = ?",
                new String(ownersTable(), StandardCharsets.UTF_8)
                        .replace("name=\"amount\"", "name=\"amounts\"")
                        .getBytes(StandardCharsets.UTF_8),
                TABLE,
                standing(version(), TABLE).live().orElseThrow().deploymentId());
        version(FORM, "联系时间", "联系的时间").follow();
        assertThat(version().missingInForce())
                .singleElement()
                .asString()
                .contains(TABLE)
                .contains("amount");
    }

    private byte[] ownersDiagram() {
        return text(DIAGRAM)
                .replaceFirst("versionTag=\"[12]\\.", "versionTag=\"9.1.")
                .replaceFirst("<bpmn:documentation>", "<bpmn:documentation>本县：")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aCountyThatRanBeforeTheRecordWasKeptKeepsWhatItsOwnerMade() {
        ownerDeploys(TABLE, ownersTable());
        write("update ACT_RE_DEPLOYMENT set NAME_ = 'SpringAutoDeployment' where NAME_ = ?", ShippedFiles.DEPLOYMENT);
        write("delete from shipped_decision");
        write("delete from shipped_file");

        var next = version(TABLE, "<text>30</text>", "<text>31</text>", FORM, "联系时间", "联系的时间");
        next.follow();
        assertThat(live(TABLE)).isEqualTo(ownersTable());
        assertThat(standing(next, TABLE).state()).isEqualTo(State.WAITING);
        assertThat(standing(next, FORM).state()).isEqualTo(State.SAME);
        write("update ACT_RE_DEPLOYMENT set NAME_ = ? where NAME_ = 'SpringAutoDeployment'", ShippedFiles.DEPLOYMENT);
    }

    private void write(String sql, Object... values) {
        transactions.executeWithoutResult(begun -> jdbc.update(sql, values));
    }

    @Test
    void aTagSaysOneContentAndGrows() {
        ownerDeploys(TABLE, ownersTable());
        var sameTag = new String(ownersTable(), StandardCharsets.UTF_8).replace("<text>30</text>", "<text>29</text>");
        assertThatThrownBy(() -> ownerDeploys(TABLE, sameTag.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("9.1.")
                .hasMessageContaining("版本号");
        var lower = sameTag.replace("versionTag=\"9.1.", "versionTag=\"9.0.");
        assertThatThrownBy(() -> ownerDeploys(TABLE, lower.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("更大的版本号");
        ownerDeploys(
                TABLE,
                sameTag.replace("versionTag=\"9.1.", "versionTag=\"9.10.").getBytes(StandardCharsets.UTF_8));
        // Back to what a tag said before is no other content.
        ownerDeploys(TABLE, ownersTable());
        assertThat(live(TABLE)).isEqualTo(ownersTable());
    }

    @Test
    void ifNothingChangedItIsSaidAndGoingBackIsAChange() {
        ownerDeploys(TABLE, ownersTable());
        var later = new String(ownersTable(), StandardCharsets.UTF_8)
                .replace("versionTag=\"9.1.", "versionTag=\"9.2.")
                .replace("<text>30</text>", "<text>29</text>");
        filtered("limits", ownersTable(), true);
        repository.createDeployment().name("limits").addString(TABLE, later).deploy();
        filtered("limits", later.getBytes(StandardCharsets.UTF_8), true);
        // An earlier deployment of that name had exactly this file; in force is another.
        filtered("limits", ownersTable(), false);
        assertThat(live(TABLE)).isEqualTo(ownersTable());
    }

    private void filtered(String name, byte[] bytes, boolean unchanged) {
        var count = deployments().size();
        var deployment = repository
                .createDeployment()
                .name(name)
                .enableDuplicateFiltering(true)
                .addString(TABLE, new String(bytes, StandardCharsets.UTF_8));
        if (unchanged) {
            assertThatThrownBy(deployment::deploy).hasMessageContaining("没有变化").hasMessageContaining(TABLE);
        } else {
            deployment.deploy();
        }
        assertThat(deployments()).hasSize(unchanged ? count : count + 1);
    }

    private Decision last(ShippedFiles files, String file) {
        return standing(files, file).decisions().stream()
                .max(Comparator.comparing(Decision::seq))
                .orElseThrow();
    }
}
