package cn.qingfeng.operation;

import cn.qingfeng.StartFault;
import cn.qingfeng.keys.Keys;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Looks at the data folder of the embedded database before anything opens it: whether it can be written, whether the database
 * in it opens and nobody else has it open, and whether its key is there. A new key is made beside an empty folder only.
 */
@Component
class DataFolder implements BeanFactoryPostProcessor, EnvironmentAware, PriorityOrdered {

    private static final String EMBEDDED = "jdbc:h2:file:";

    private Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        var url = environment.getProperty("spring.datasource.url", "");
        if (url.startsWith(EMBEDDED)) {
            look(
                    url,
                    environment.getProperty("spring.datasource.username", "sa"),
                    environment.getProperty("spring.datasource.password", ""),
                    environment.getProperty("qingfeng.keys.master", "").isBlank()
                            ? environment.getProperty("qingfeng.keys.file", "")
                            : "");
        }
    }

    /** @throws StartFault when something is not as it must be */
    static void look(String url, String user, String password, String keyFile) {
        var name = url.substring(EMBEDDED.length()).split(";")[0];
        var file = Path.of(name + ".mv.db").toAbsolutePath();
        var folder = file.getParent();
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new StartFault("start.no-folder", folder.toString());
        }
        var there = Files.exists(file);
        requireWritable(folder, file, there);
        if (there && !keyFile.isBlank() && !Files.exists(Path.of(keyFile))) {
            throw new StartFault("start.key.missing", keyFile, folder.toString());
        }
        if (!keyFile.isBlank() && Files.exists(Path.of(keyFile))) {
            requireKey(Path.of(keyFile));
        }
        if (there) {
            try (var connection = DriverManager.getConnection(url, user, password)) {
                connection.isValid(5);
            } catch (SQLException broken) {
                var fault = StartFaults.of(broken);
                throw fault != null ? fault : new StartFault("start.damaged");
            }
        }
    }

    private static void requireWritable(Path folder, Path file, boolean there) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "write", ".probe"));
            if (there) {
                FileChannel.open(file, StandardOpenOption.WRITE).close();
            }
        } catch (IOException refused) {
            throw Breakdown.isBehind(refused)
                            && String.valueOf(refused.getMessage()).contains("space")
                    ? new StartFault("start.disk")
                    : new StartFault("start.read-only", folder.toString());
        }
    }

    private static void requireKey(Path file) {
        try {
            var key = Files.readString(file).strip();
            if (key.isEmpty()) {
                throw new StartFault("start.key.empty", file.toString());
            }
            Keys.decode(file.toString(), key);
        } catch (IOException unreadable) {
            throw new StartFault("start.key.unreadable", file.toString());
        }
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
