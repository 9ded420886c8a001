package cn.qingfeng.notification;

import cn.qingfeng.notification.channel.NoticeChannel;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All letters, delivered or not. */
public interface OutboxMessages extends Repository<OutboxMessage, String> {

    OutboxMessage save(OutboxMessage letter);

    Optional<OutboxMessage> findById(String id);

    /** A letter to be delivered; whoever it is for is read with it, because their address is asked for next. */
    @Query("select l, p from OutboxMessage l left join Person p on p.username = l.recipient where l.id = :id")
    List<Object[]> withRecipient(String id);

    default Optional<OutboxMessage> toDeliver(String id) {
        return withRecipient(id).stream().map(row -> (OutboxMessage) row[0]).findFirst();
    }

    List<OutboxMessage> findByEventKey(String eventKey);

    List<OutboxMessage> findByRecipientAndChannelOrderByCreatedAtDescIdDesc(
            String recipient, NoticeChannel channel, Pageable page);

    Optional<OutboxMessage> findByIdAndRecipientAndChannel(String id, String recipient, NoticeChannel channel);

    /** How many lie in a person's inbox, up to so many. */
    @Query(
            value = "select count(*) from (select 1 as one from notice"
                    + " where recipient = :recipient and channel = 'INBOX' limit :most) some_of_them",
            nativeQuery = true)
    long countInbox(String recipient, int most);

    /** How many of these are unread, up to so many. */
    @Query(
            value =
                    "select count(*) from (select 1 as one from notice"
                            + " where recipient = :recipient and channel = 'INBOX' and read_at is null limit :most) some_of_them",
            nativeQuery = true)
    long countUnread(String recipient, int most);

    long countByChannelAndStatus(NoticeChannel channel, OutboxMessage.Status status);

    /** A letter by its id and what it is about. */
    interface Waiting {
        String getId();

        String getEventKey();
    }

    /** Letters of these channels in that standing: found by an index, however many were delivered long ago. */
    List<Waiting> findByChannelInAndStatus(Collection<NoticeChannel> channels, OutboxMessage.Status status);

    /** Letters that wait to be delivered. */
    default List<Waiting> waiting() {
        return findByChannelInAndStatus(List.of(NoticeChannel.values()), OutboxMessage.Status.QUEUED);
    }

    Page<OutboxMessage> findByChannelInAndStatusOrderByCreatedAtDescIdDesc(
            Collection<NoticeChannel> channels, OutboxMessage.Status status, Pageable page);

    @Modifying
    @Query("""
            update OutboxMessage l set l.readAt = :now, l.version = l.version + 1
            where l.recipient = :recipient and l.channel = cn.qingfeng.notification.channel.NoticeChannel.INBOX and l.readAt is null""")
    int readAll(String recipient, Instant now);
}
