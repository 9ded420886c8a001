package cn.qingfeng.bench.million;

import cn.qingfeng.QingfengApplication;
import cn.qingfeng.testing.MySqlServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** The demo county on MySQL, with very many clues behind it, answering on a port. */
final class County implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private ManyClues.Filled filled;
    private final Path data;

    private County(ConfigurableApplicationContext context, Path data) {
        this.context = context;
        this.data = data;
    }

    /** Nothing happens by itself in it: what is measured is what is asked. */
    static County start(int clues, int open) throws Exception {
        var server = MySqlServer.needed();
        var county = at(server.freshSchema("county_of_many"), server.user(), server.password());
        county.filled = ManyClues.fill(county.context, clues, open);
        return county;
    }

    /** The county that lies in that schema already, or comes into being there. */
    static County at(String url, String user, String password) throws Exception {
        var data = Files.createTempDirectory("qf-county");
        var args = new ArrayList<>(List.of(
                "--camunda.bpm.job-execution.enabled=false",
                "--server.port=0",
                "--qingfeng.schedule.enabled=false",
                "--qingfeng.sample.clues=true",
                "--spring.mail.port=1",
                "--spring.jmx.enabled=false",
                "--qingfeng.data=" + data,
                "--spring.profiles.active=demo,mysql",
                // No TLS here, and the profile's cookies would not come back.
                "--server.servlet.session.cookie.secure=false",
                "--QINGFENG_DB_URL=" + url,
                "--QINGFENG_DB_USER=" + user,
                "--QINGFENG_DB_PASSWORD=unused",
                "--spring.datasource.password=" + password,
                "--QINGFENG_MASTER_KEY=dGVzdC1rZXktb2YtMzItYnl0ZXMtZm9yLXRlc3RzLi4="));
        var context = new SpringApplicationBuilder(QingfengApplication.class).run(args.toArray(String[]::new));
        return new County(context, data);
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    ManyClues.Filled filled() {
        return filled;
    }

    int port() {
        return context.getEnvironment().getProperty("local.server.port", Integer.class, 0);
    }

    @Override
    public void close() throws Exception {
        context.close();
        FileSystemUtils.deleteRecursively(data);
    }
}
