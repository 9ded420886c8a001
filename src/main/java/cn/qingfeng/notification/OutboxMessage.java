package cn.qingfeng.notification;

import cn.qingfeng.notification.channel.NoticeChannel;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.springframework.data.domain.Persistable;

/** One notice to one person by one channel, and how its delivery went. */
@Entity
@Table(name = "notice")
public class OutboxMessage implements Persistable<String> {

    public enum Status {
        QUEUED,
        SENT,
        /** Refused for good: repeating does not help, somebody must mend the address. */
        FAILED
    }

    private static final int LONGEST_ERROR = 500;

    @Id
    private String id;

    private String eventKey;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private NoticeEvent event;

    private String clueNumber;

    private String recipient;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private NoticeChannel channel;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Status status;

    @Convert(converter = FactsAsJson.class)
    @Column(length = 2000)
    private Map<String, String> facts;

    private int attempts;

    private String lastError;

    private Instant createdAt;

    private Instant sentAt;

    private Instant readAt;

    @Version
    private long version;

    @Transient
    private boolean stored;

    protected OutboxMessage() {}

    OutboxMessage(Notice notice, String recipient, NoticeChannel channel, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.eventKey = notice.key();
        this.event = notice.event();
        this.clueNumber = notice.clueNumber();
        this.recipient = recipient;
        this.channel = channel;
        this.facts = notice.facts();
        this.createdAt = now;
        this.status = Status.QUEUED;
        if (channel == NoticeChannel.INBOX) {
            // Being written is being delivered.
            this.status = Status.SENT;
            this.sentAt = now;
        }
    }

    void sent(Instant now) {
        attempts++;
        status = Status.SENT;
        sentAt = now;
        lastError = null;
    }

    /** Not this time; it stays queued. */
    void missed(String reason) {
        attempts++;
        lastError = shortened(reason);
    }

    /** Never, unless somebody mends the cause. */
    void failed(String reason) {
        missed(reason);
        status = Status.FAILED;
    }

    /** Once more, after somebody mended the cause. */
    void queueAgain() {
        status = Status.QUEUED;
    }

    public void read(Instant now) {
        if (readAt == null) {
            readAt = now;
        }
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_ERROR ? reason : reason.substring(0, LONGEST_ERROR);
    }

    @PostLoad
    @PostPersist
    void markStored() {
        stored = true;
    }

    @Override
    public boolean isNew() {
        return !stored;
    }

    @Override
    public String getId() {
        return id;
    }

    String eventKey() {
        return eventKey;
    }

    public NoticeEvent event() {
        return event;
    }

    public String clueNumber() {
        return clueNumber;
    }

    public String recipient() {
        return recipient;
    }

    public NoticeChannel channel() {
        return channel;
    }

    public Status status() {
        return status;
    }

    public Map<String, String> facts() {
        return facts;
    }

    public int attempts() {
        return attempts;
    }

    public String lastError() {
        return lastError;
    }

    public Instant createdAt() {
        return createdAt;
    }

    Instant sentAt() {
        return sentAt;
    }

    public Instant readAt() {
        return readAt;
    }

    /** The path that the reader opens: of our own pages, behind the login. */
    public String link() {
        return facts.getOrDefault(Notice.LINK, "/clues/" + clueNumber);
    }

    /** Facts in one column: they are read with their letter, and neither searched nor changed. */
    @Immutable
    static class FactsAsJson implements AttributeConverter<Map<String, String>, String> {
        private static final ObjectMapper JSON = new ObjectMapper();

        @Override
        public String convertToDatabaseColumn(Map<String, String> facts) {
            try {
                return JSON.writeValueAsString(new TreeMap<>(facts));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Map<String, String> convertToEntityAttribute(String json) {
            try {
                return Map.copyOf(JSON.readValue(json, new TypeReference<Map<String, String>>() {}));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
