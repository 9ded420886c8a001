package cn.qingfeng.process.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Every path of a drawing is walked before it is deployed: what the ledger would not follow is refused with element and reason. */
class DiagramWalkTests {

    private static final String LIFECYCLE = "clue-lifecycle.bpmn";

    @Test
    void everyPathOfTheShippedFilesCanBeWalked() {
        var start = System.nanoTime();
        assertThat(CheckedFiles.shipped().refusals()).isEmpty();
        System.out.println("first " + (System.nanoTime() - start) / 1_000_000);
        start = System.nanoTime();
        CheckedFiles.shipped().refusals();
        System.out.println("second " + (System.nanoTime() - start) / 1_000_000);
    }
}
