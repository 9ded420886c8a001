package cn.qingfeng.bench;

import cn.qingfeng.QingfengApplication;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts the product, or the smallest application that the starters make, and tells how long it took and what it holds. */
final class StartUp {

    /** The starters' webapps and REST API, and nothing else. */
    @EnableAutoConfiguration
    static class Minimal {}

    private StartUp() {}

    public static void main(String[] args) throws Exception {
        var what = System.getProperty("bench.start").equals("minimal") ? Minimal.class : QingfengApplication.class;
        try (var context = new SpringApplicationBuilder(what).run(args)) {
            Measure.print("ready s", ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
            var memory = ManagementFactory.getMemoryMXBean();
            System.gc();
            Measure.print("heap MB", memory.getHeapMemoryUsage().getUsed() / 1048576.0);
            Measure.print("other MB", memory.getNonHeapMemoryUsage().getUsed() / 1048576.0);
            Measure.print("resident MB", residentKilobytes() / 1024.0);
            System.out.flush();
            if (Boolean.getBoolean("bench.cut")) {
                // As kill -9 does: nothing is closed.
                Runtime.getRuntime().halt(0);
            }
        }
        System.exit(0);
    }

    private static double residentKilobytes() throws Exception {
        var status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                : 0;
    }
}
