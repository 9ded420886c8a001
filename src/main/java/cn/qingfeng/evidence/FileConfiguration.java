package cn.qingfeng.evidence;

import cn.qingfeng.evidence.storage.DatabaseStorage;
import cn.qingfeng.evidence.storage.DirectoryStorage;
import cn.qingfeng.evidence.storage.FileContents;
import cn.qingfeng.evidence.storage.S3Storage;
import cn.qingfeng.evidence.storage.Storage;
import cn.qingfeng.evidence.upload.SlowRequestValve;
import cn.qingfeng.keys.SealedColumn;
import java.io.IOException;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** Where contents are kept, and which columns of this room hold sealed texts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FileSettings.class)
class FileConfiguration {

    @Bean
    Storage storage(FileSettings settings, JdbcTemplate jdbc, PlatformTransactionManager transactions)
            throws IOException {
        return switch (settings.store()) {
            case DATABASE -> new DatabaseStorage(jdbc, transactions);
            case DIRECTORY -> {
                require(
                        "directory (QINGFENG_FILES_DIRECTORY)",
                        settings.directory().toString());
                yield new DirectoryStorage(settings.directory());
            }
            case S3 -> {
                require("s3.endpoint (QINGFENG_S3_ENDPOINT)", settings.s3().endpoint());
                require("s3.bucket (QINGFENG_S3_BUCKET)", settings.s3().bucket());
                require("s3.access-key (QINGFENG_S3_ACCESS_KEY)", settings.s3().accessKey());
                require("s3.secret-key (QINGFENG_S3_SECRET_KEY)", settings.s3().secretKey());
                yield new S3Storage(settings.s3());
            }
        };
    }

    private static void require(String setting, String value) {
        if (value.isBlank()) {
            throw new IllegalStateException("qingfeng.files." + setting + " is missing");
        }
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> paceOfBodies(FileSettings settings) {
        return server -> server.addEngineValves(new SlowRequestValve(settings.pace()));
    }

    /** The columns of this room that hold sealed texts; contents stay as they are when keys change. */
    @Configuration(proxyBeanMethods = false)
    static class Columns {
        @Bean
        SealedColumn sealedContentKeys() {
            return new SealedColumn(
                    FileContents.KEY, "evidence_content", List.of("id"), "sealed_key", List.of("id"), "");
        }

        @Bean
        SealedColumn sealedFileNames() {
            return new SealedColumn(
                    EvidenceFiles.NAME, "evidence_file", List.of("id"), "sealed_name", List.of("id"), "");
        }
    }
}
