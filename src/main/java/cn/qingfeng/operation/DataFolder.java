package cn.qingfeng.operation;

import cn.qingfeng.StartFault;
import cn.qingfeng.keys.Keys;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Looks at the data folder of the embedded database before anything opens it: whether it can be written, whether the database
 * in it opens and nobody else has it open, and whether its key is there. A new key is made beside an empty folder only. The
 * database stays open until the pool has it: closing and opening it once more took as long as all the rest.
 */
@Component
class DataFolder
        implements BeanFactoryPostProcessor,
                EnvironmentAware,
                PriorityOrdered,
                ApplicationListener<ContextRefreshedEvent>,
                DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

    private static final String EMBEDDED = "jdbc:h2:file:";

    private Environment environment;
    private Connection open;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        var url = environment.getProperty("spring.datasource.url", "");
        if (url.startsWith(EMBEDDED)) {
            open = look(
                    url,
                    environment.getProperty("spring.datasource.username", "sa"),
                    environment.getProperty("spring.datasource.password", ""),
                    environment.getProperty("qingfeng.keys.master", "").isBlank()
                            ? environment.getProperty("qingfeng.keys.file", "")
                            : "");
        }
    }

    /**
     * @return the database, open; null where there is none yet
     * @throws StartFault when something is not as it must be
     */
    static Connection look(String url, String user, String password, String keyFile) {
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
            try {
                return DriverManager.getConnection(url, user, password);
            } catch (SQLException broken) {
                var fault = StartFaults.of(broken);
                throw fault != null ? fault : new StartFault("start.damaged");
            }
        }
        return null;
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

    /** Whoever is the last to close the database closes it; that is to be the pool. */
    @Override
    public void onApplicationEvent(ContextRefreshedEvent ready) {
        destroy();
    }

    @Override
    public void destroy() {
        try (var held = open) {
            open = null;
        } catch (SQLException gone) {
            LOG.debug("Closed already", gone);
        }
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
