package cn.qingfeng.process.deployment.shipped;

import cn.qingfeng.process.deployment.CheckedDeployments;
import cn.qingfeng.process.deployment.Content;
import cn.qingfeng.process.deployment.Digests;
import cn.qingfeng.process.deployment.WholeDeployments;
import cn.qingfeng.process.deployment.shipped.ShippedRecord.Decision;
import cn.qingfeng.process.deployment.shipped.ShippedRecord.Verdict;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the diagrams, tables and forms beside the product against those in force. What an owner put live is the owner's: it
 * is never overwritten, what the product ships instead waits as a difference. An untouched file follows the product by
 * itself. Decided by content, file by file: the last shipped content that was taken over, the live one, the shipped one
 * (ADR 72).
 */
public class ShippedFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ShippedFiles.class);

    /** The name of the product's own deployments. */
    static final String DEPLOYMENT = "qingfeng";

    /** Their name before the product decided file by file: all files at every change. */
    private static final String FORMER_DEPLOYMENT = "SpringAutoDeployment";

    /** Set while the product itself deploys: it alone may put a shipped file in place of a live one. */
    private static final ThreadLocal<Boolean> BY_PRODUCT = ThreadLocal.withInitial(() -> false);

    private static final ThreadLocal<Boolean> AS_BUILT = ThreadLocal.withInitial(() -> false);

    /** A file beside the product, by its bare name. */
    record Shipped(String file, byte[] bytes) {
        String digest() {
            return Digests.of(bytes);
        }

        String identity() {
            return Content.identity(file, bytes)
                    .orElseThrow(() -> new IllegalStateException("the shipped file " + file + " cannot be read"));
        }
    }

    /** How a shipped file stands to the live one. */
    enum State {
        /** The same. */
        SAME,
        /** Untouched, or new: follows the product; if it is still so after a start, what is live does not fit to it. */
        FOLLOWS,
        /** The owner changed the live one, the product changed the shipped one: to be decided. */
        WAITING,
        /** The owner's, and the product has nothing new for it. */
        OWN,
        /** The owner's, kept although the product has a newer one. */
        DECLINED,
        /** What is live came with a newer version of the product than this node is. */
        OLDER
    }

    /**
     * One file's standing.
     *
     * @param base digest of the last shipped content that was taken over; null when none was
     */
    record Standing(Shipped shipped, Optional<LiveFile> live, String base, State state, List<Decision> decisions) {
        String file() {
            return shipped.file();
        }
    }

    private final Supplier<List<Shipped>> source;
    private final ShippedRecord record;
    private final Clock clock;
    private final ProcessEngineConfigurationImpl engine;
    private final CheckedDeployments check;

    public ShippedFiles(
            Supplier<List<Shipped>> source,
            ShippedRecord record,
            Clock clock,
            ProcessEngine engine,
            CheckedDeployments check) {
        this.source = source;
        this.record = record;
        this.clock = clock;
        this.engine = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        this.check = check;
    }

    public static boolean byProduct() {
        return BY_PRODUCT.get();
    }

    /** All files of the product and no others, into a county that has none: together they were checked where they were built. */
    public static boolean asBuilt() {
        return AS_BUILT.get();
    }

    /**
     * At a start: lets untouched files follow the product, in one transaction and one node at a time. Files that do not fit
     * to what an owner put live stay as they are, together with all that depends on them; never does a start fail or
     * overwrite because of an owner's file.
     */
    public void follow() {
        inEngine(context -> {
            record.lock();
            var now = clock.instant();
            if (record.empty()) {
                takeOverFormerStarts(context);
            }
            var standings = standings(context);
            standings.forEach(standing ->
                    record.remember(standing.file(), standing.shipped().bytes(), now));
            var following = standings.stream()
                    .filter(standing -> standing.state() == State.FOLLOWS)
                    .toList();
            if (!following.isEmpty()) {
                fitting(context, following)
                        .forEach(group -> deploy(group, Verdict.FOLLOWED, ShippedRecord.PRODUCT, null));
            }
            // The same content by another way: an owner took it over by hand.
            standings.stream()
                    .filter(standing -> standing.state() == State.SAME
                            && !standing.shipped().digest().equals(standing.base()))
                    .forEach(standing -> record.decide(
                            standing.file(),
                            standing.shipped().digest(),
                            Verdict.FOLLOWED,
                            standing.shipped().digest(),
                            ShippedRecord.PRODUCT,
                            now,
                            null));
            return null;
        });
    }

    /** All at once where they fit; else group by group, without those that do not fit to what is live. */
    private List<List<Standing>> fitting(CommandContext context, List<Standing> following) {
        var first = following.stream().allMatch(standing -> standing.live().isEmpty());
        if (first || misfits(context, following).isEmpty()) {
            return List.of(following);
        }
        var fitting = new ArrayList<List<Standing>>();
        for (var group : groups(context, following)) {
            var reasons = misfits(context, group);
            if (reasons.isEmpty()) {
                fitting.add(group);
            } else {
                LOG.warn(
                        "Not put in force, because it does not fit to what an owner put live: {}\n{}",
                        group.stream().map(Standing::file).toList(),
                        String.join("\n", reasons));
            }
        }
        return fitting;
    }

    /** Files that would come to lie in one deployment stay together. */
    private List<List<Standing>> groups(CommandContext context, List<Standing> following) {
        var groups = new ArrayList<List<Standing>>();
        var touched = new ArrayList<Set<String>>();
        for (var standing : following) {
            var members = new ArrayList<>(List.of(standing));
            var names = new HashSet<>(
                    whole(context, List.of(standing)).getResources().keySet());
            for (var at = groups.size() - 1; at >= 0; at--) {
                if (touched.get(at).stream().anyMatch(names::contains)) {
                    members.addAll(groups.remove(at));
                    names.addAll(touched.remove(at));
                }
            }
            groups.add(members);
            touched.add(names);
        }
        return groups;
    }

    /** What this version of the product would say about these files together with the live ones around them. */
    private List<String> misfits(CommandContext context, List<Standing> standings) {
        return check.reasons(whole(context, standings));
    }

    private static DeploymentEntity whole(CommandContext context, List<Standing> standings) {
        var deployment = new DeploymentEntity();
        for (var standing : standings) {
            deployment.addResource(resource(standing.file(), standing.shipped().bytes()));
        }
        WholeDeployments.complete(context, deployment, false);
        return deployment;
    }

    private static ResourceEntity resource(String name, byte[] bytes) {
        var resource = new ResourceEntity();
        resource.setName(name);
        resource.setBytes(bytes);
        return resource;
    }

    /** What this version of the product needs and the files in force do not give; in words, empty when all is well. */
    List<String> missingInForce() {
        return inEngine(context -> {
            var deployment = new DeploymentEntity();
            var standings = standings(context);
            standings.forEach(standing ->
                    standing.live().ifPresent(live -> deployment.addResource(resource(standing.file(), live.bytes()))));
            return standings.stream().allMatch(standing -> standing.state() == State.SAME)
                    ? List.of()
                    : check.reasons(deployment);
        });
    }

    /** Every shipped file's standing, by name. */
    List<Standing> standings() {
        return inEngine(this::standings);
    }

    private List<Standing> standings(CommandContext context) {
        var decisions = record.decisions();
        return source.get().stream()
                .sorted(Comparator.comparing(Shipped::file))
                .map(shipped -> standing(
                        shipped,
                        LiveFile.of(context, shipped.identity()),
                        decisions.getOrDefault(shipped.file(), List.of())))
                .toList();
    }

    private static Standing standing(Shipped shipped, Optional<LiveFile> live, List<Decision> decisions) {
        var digest = shipped.digest();
        var taken = decisions.stream()
                .filter(decision -> decision.verdict().took())
                .map(Decision::digest)
                .toList();
        var base = taken.isEmpty() ? null : taken.get(taken.size() - 1);
        var declined = decisions.stream()
                .filter(decision -> decision.digest().equals(digest))
                .reduce((earlier, later) -> later)
                .filter(decision -> decision.verdict() == Verdict.DECLINED)
                .isPresent();
        return new Standing(shipped, live, base, state(digest, live, base, taken, declined), decisions);
    }

    private static State state(
            String shipped, Optional<LiveFile> live, String base, List<String> taken, boolean declined) {
        if (live.isEmpty()) {
            return State.FOLLOWS;
        }
        var inForce = live.get().digest();
        if (inForce.equals(shipped)) {
            return State.SAME;
        }
        if (declined) {
            return State.DECLINED;
        }
        if (shipped.equals(base)) {
            return State.OWN;
        }
        if (taken.contains(shipped)) {
            return State.OLDER;
        }
        return inForce.equals(base) ? State.FOLLOWS : State.WAITING;
    }

    /**
     * Puts shipped files in force in place of live ones, with everything that they must be whole with, and records it.
     *
     * @throws org.camunda.bpm.engine.ParseException when the files do not fit together
     */
    void deploy(List<Standing> standings, Verdict verdict, String by, String reason) {
        RepositoryService repository = engine.getRepositoryService();
        var builder = repository.createDeployment().name(DEPLOYMENT).source(DEPLOYMENT);
        standings.forEach(standing -> builder.addInputStream(
                standing.file(), new ByteArrayInputStream(standing.shipped().bytes())));
        BY_PRODUCT.set(true);
        AS_BUILT.set(standings.size() == source.get().size()
                && standings.stream().allMatch(standing -> standing.live().isEmpty()));
        try {
            builder.deploy();
        } finally {
            BY_PRODUCT.remove();
            AS_BUILT.remove();
        }
        var now = clock.instant();
        standings.forEach(standing -> record.decide(
                standing.file(),
                standing.shipped().digest(),
                verdict,
                standing.live().map(LiveFile::digest).orElse(null),
                by,
                now,
                reason));
    }

    void decline(List<Standing> standings, String by, String reason) {
        var now = clock.instant();
        standings.forEach(standing -> record.decide(
                standing.file(),
                standing.shipped().digest(),
                Verdict.DECLINED,
                standing.live().map(LiveFile::digest).orElse(null),
                by,
                now,
                reason));
    }

    /** Until the transaction ends nobody else decides on files or deploys. */
    void lock() {
        record.lock();
    }

    /** A county that ran before this record was kept: what each former start had shipped is what was taken over. */
    private void takeOverFormerStarts(CommandContext context) {
        var names = new HashMap<String, String>();
        source.get().forEach(shipped -> names.put(shipped.file(), null));
        var former = engine.getRepositoryService()
                .createDeploymentQuery()
                .deploymentName(FORMER_DEPLOYMENT)
                .orderByDeploymentTime()
                .asc()
                .unlimitedList();
        for (var deployment : former) {
            var at = deployment.getDeploymentTime().toInstant();
            for (var resource : context.getResourceManager().findResourcesByDeploymentId(deployment.getId())) {
                takeOver(bareName(resource.getName()), resource.getBytes(), at, names);
            }
        }
    }

    private void takeOver(String file, byte[] bytes, Instant at, Map<String, String> last) {
        if (!last.containsKey(file)) {
            return;
        }
        var digest = Digests.of(bytes);
        var before = last.put(file, digest);
        if (!digest.equals(before)) {
            record.remember(file, bytes, at);
            record.decide(file, digest, Verdict.FOLLOWED, before, ShippedRecord.PRODUCT, at, null);
        }
    }

    static String bareName(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    private <T> T inEngine(Function<CommandContext, T> work) {
        return engine.getCommandExecutorTxRequired().execute(context -> {
            try {
                return context.runWithoutAuthorization(() -> work.apply(context));
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
