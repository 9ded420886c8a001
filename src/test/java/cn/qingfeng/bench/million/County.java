package cn.qingfeng.bench.million;

import cn.qingfeng.QingfengApplication;
import cn.qingfeng.testing.MySqlServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** The demo county on MySQL, with very many clues behind it, answering on a port. */
final class County implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private ManyClues.Filled filled;
    private final Path data;
    private final boolean kept;

    private County(ConfigurableApplicationContext context, Path data, boolean kept) {
        this.context = context;
        this.data = data;
        this.kept = kept;
    }

    /**
     * Nothing happens by itself in it: what is measured is what is asked. On a server that is kept, the county of so many clues is
     * filled once and found again afterwards; migrations that came in since are applied by the product's own start.
     */
    static County start(int clues, int open) throws Exception {
        var server = MySqlServer.needed();
        var name = "county_of_" + clues;
        var folder = server.kept();
        var filled = folder == null ? null : folder.resolve(name + ".filled");
        var begin = System.nanoTime();
        var county = at(
                server.keptSchema(name),
                server.user(),
                server.password(),
                folder == null ? Files.createTempDirectory("qf-county") : Files.createDirectories(folder.resolve(name)),
                folder != null);
        System.out.printf("the product was ready after %d ms%n", (System.nanoTime() - begin) / 1_000_000);
        if (filled == null || !Files.exists(filled)) {
            county.filled = ManyClues.fill(county.context, clues, open);
            if (filled != null) {
                Files.writeString(filled, county.filled.toString());
            }
        }
        return county;
    }

    private static County at(String url, String user, String password, Path data, boolean kept) throws Exception {
        var context = new SpringApplicationBuilder(QingfengApplication.class)
                .run(arguments(url, user, password, data).toArray(String[]::new));
        return new County(context, data, kept);
    }

    /** How the product is started on a county that was filled before; only on a server that is kept. */
    static List<String> filledBefore(int clues) throws Exception {
        var server = MySqlServer.needed();
        var name = "county_of_" + clues;
        return arguments(
                server.keptSchema(name),
                server.user(),
                server.password(),
                server.kept().resolve(name));
    }

    private static List<String> arguments(String url, String user, String password, Path data) {
        return List.of(
                "--camunda.bpm.job-execution.enabled=false",
                "--server.port=0",
                "--qingfeng.schedule.enabled=false",
                "--qingfeng.sample.clues=true",
                "--spring.mail.port=1",
                "--spring.jmx.enabled=false",
                // A kept county may have been filled before a table with a lower number came in.
                "--spring.flyway.out-of-order=true",
                "--qingfeng.data=" + data,
                "--spring.profiles.active=demo,mysql",
                // No TLS here, and the profile's cookies would not come back.
                "--server.servlet.session.cookie.secure=false",
                "--QINGFENG_DB_URL=" + url,
                "--QINGFENG_DB_USER=" + user,
                "--QINGFENG_DB_PASSWORD=unused",
                "--spring.datasource.password=" + password,
                "--QINGFENG_MASTER_KEY=dGVzdC1rZXktb2YtMzItYnl0ZXMtZm9yLXRlc3RzLi4=");
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    /** What was filled in by this start; null where it was there. */
    ManyClues.Filled filled() {
        return filled;
    }

    int port() {
        return context.getEnvironment().getProperty("local.server.port", Integer.class, 0);
    }

    @Override
    public void close() throws Exception {
        context.close();
        if (!kept) {
            FileSystemUtils.deleteRecursively(data);
        }
    }
}
