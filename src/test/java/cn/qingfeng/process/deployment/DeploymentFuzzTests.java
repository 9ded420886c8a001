package cn.qingfeng.process.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Deployments made by changing the shipped files at random: each is refused in words, or every path of it can be walked. A
 * thousand: {@code mvn test -Dtest=DeploymentFuzzTests -Dqingfeng.fuzz=1000}, others of them with {@code -Dqingfeng.seed=7}.
 */
class DeploymentFuzzTests {

    private static final int MANY = Integer.getInteger("qingfeng.fuzz", 30);
    private static final long SEED = Long.getLong("qingfeng.seed", 20261127);

    @Test
    void everyChangedDeploymentIsRefusedInWordsOrCanBeWalked() {
        var changes = new Changes(new Random(SEED));
        var shipped = CheckedFiles.shipped();
        var names = new ArrayList<>(shipped.files().keySet());
        Changes.withOwn(shipped);
        var told = new TreeMap<String, Integer>();
        for (var n = 0; n < MANY; n++) {
            var which = n;
            // Most of what can go wrong is in the drawings.
            var file = changes.one(
                    n % 4 == 0
                            ? names
                            : names.stream()
                                    .filter(each -> each.endsWith(".bpmn"))
                                    .toList());
            var before = shipped.text(file);
            var text = changes.of(file, before);
            shipped.with(file, text);
            var refusals = shipped.refusals(file);
            assertThat(refusals)
                    .allSatisfy(refusal -> assertThat(refusal)
                            .as("%s, the %dth by %d", file, which, SEED)
                            .doesNotContain(": deployment.")
                            .doesNotContain(": form.schema."));
            var outcome = text.equals(before) ? "same" : refusals.isEmpty() ? "walked" : "refused";
            told.merge(file.substring(file.indexOf('.') + 1) + " " + outcome, 1, Integer::sum);
            shipped.with(file, before);
        }
        System.out.println("Changed deployments by " + SEED + ": " + told);
        assertThat(told.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(MANY);
    }
}
