package cn.qingfeng.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program in a JVM of its own, whose heap is small: what holds everything in memory does not get through. */
public final class SmallJvm {

    private SmallJvm() {}

    /** Runs its {@code main} to the end, within so many megabytes of heap. */
    public static void getsThrough(Class<?> program, int megabytes, Object... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName()));
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = said(process.getInputStream());
            assertThat(process.waitFor()).as(said).isZero();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String said(InputStream output) throws IOException {
        return new String(output.readAllBytes(), StandardCharsets.UTF_8);
    }
}
