package cn.qingfeng.evidence;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code qingfeng.files.*}.
 *
 * @param store where contents lie
 * @param directory for {@link Store#DIRECTORY}
 * @param s3 for {@link Store#S3}
 * @param clamav where a virus scanner listens
 * @param pace how slowly a request may come in
 * @param waiting for how long a page may keep what it sent ahead of its form
 * @param waitingMegabytes how much may wait in all
 */
@ConfigurationProperties("qingfeng.files")
public record FileSettings(
        @DefaultValue("DATABASE") Store store,
        @DefaultValue("") Path directory,
        @DefaultValue("24h") Duration waiting,
        @DefaultValue("4096") long waitingMegabytes,
        @DefaultValue S3 s3,
        @DefaultValue Clamav clamav,
        @DefaultValue Pace pace) {

    /** A bucket of an S3-compatible store, which must be there already. */
    public record S3(
            @DefaultValue("") String endpoint,
            @DefaultValue("us-east-1") String region,
            @DefaultValue("") String bucket,
            @DefaultValue("") String accessKey,
            @DefaultValue("") String secretKey) {}

    /**
     * A ClamAV daemon.
     *
     * @param host empty: nothing is scanned
     */
    public record Clamav(
            @DefaultValue("") String host,
            @DefaultValue("3310") int port,
            @DefaultValue("60s") Duration timeout) {}

    /**
     * The slowest that a request may come in.
     *
     * @param grace how long is waited for it before its pace is looked at
     * @param bytesPerSecond the least, on the average since its beginning
     * @param longest the longest that is waited for it in all
     * @param atOnce how many bodies may be waited for at one moment; a part of the server's threads
     * @param atOnceFromOne how many of them from one address, behind which a whole service hall may stand
     * @param refusedAtOnce how many bodies that nobody reads are read on at one moment
     */
    public record Pace(
            @DefaultValue("20s") Duration grace,
            @DefaultValue("2000") long bytesPerSecond,
            @DefaultValue("30m") Duration longest,
            @DefaultValue("100") int atOnce,
            @DefaultValue("50") int atOnceFromOne,
            @DefaultValue("20") int refusedAtOnce) {}

    enum Store {
        DATABASE,
        DIRECTORY,
        S3
    }
}
