package cn.qingfeng.evidence.storage;

import cn.qingfeng.evidence.FileSettings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * In a bucket of an S3-compatible store. The store wants to know the length ahead, so that the sealed content rests in a
 * temporary file first.
 */
public class S3Storage implements Storage, AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final S3Client store;
    private final String bucket;

    public S3Storage(FileSettings.S3 settings) {
        this.bucket = settings.bucket();
        this.store = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(ANSWER))
                .endpointOverride(URI.create(settings.endpoint()))
                .region(Region.of(settings.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())))
                // As older and smaller stores speak it; that a content is whole and ours, its seal proves.
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(true)
                        .chunkedEncodingEnabled(false)
                        .build())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .build();
    }

    @Override
    public void keep(String name, Writing content) throws IOException {
        var sealed = Files.createTempFile("qingfeng-", ".sealed");
        try {
            try (var out = Files.newOutputStream(sealed)) {
                content.to(out);
            }
            store.putObject(put -> put.bucket(bucket).key(name), RequestBody.fromFile(sealed));
        } catch (SdkException e) {
            throw new IOException("the store did not take " + name, e);
        } finally {
            Files.deleteIfExists(sealed);
        }
    }

    @Override
    public InputStream read(String name) throws IOException {
        try {
            return store.getObject(get -> get.bucket(bucket).key(name));
        } catch (NoSuchKeyException missing) {
            throw new FileNotFoundException(name);
        } catch (SdkException e) {
            throw new IOException("the store did not hand out " + name, e);
        }
    }

    @Override
    public void erase(String name) throws IOException {
        try {
            store.deleteObject(delete -> delete.bucket(bucket).key(name));
        } catch (SdkException e) {
            // Some stores mind what is gone already.
            if (!(e instanceof S3Exception answered && answered.statusCode() == HttpURLConnection.HTTP_NOT_FOUND)) {
                throw new IOException("the store did not erase " + name, e);
            }
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
