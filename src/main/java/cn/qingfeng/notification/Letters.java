package cn.qingfeng.notification;

import cn.qingfeng.notification.channel.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All letters, delivered or not. */
public interface Letters extends Repository<Letter, String> {

    Letter save(Letter letter);

    Optional<Letter> findById(String id);

    List<Letter> findByEventKey(String eventKey);

    Page<Letter> findByRecipientAndChannelOrderByCreatedAtDescIdDesc(String recipient, Channel channel, Pageable page);

    Optional<Letter> findByIdAndRecipientAndChannel(String id, String recipient, Channel channel);

    long countByRecipientAndChannelAndReadAtIsNull(String recipient, Channel channel);

    long countByChannelAndStatus(Channel channel, Letter.Status status);

    Page<Letter> findByStatusOrderByCreatedAtDescIdDesc(Letter.Status status, Pageable page);

    @Modifying
    @Query("""
            update Letter l set l.readAt = :now, l.version = l.version + 1
            where l.recipient = :recipient and l.channel = cn.qingfeng.notification.channel.Channel.INBOX and l.readAt is null""")
    int readAll(String recipient, Instant now);
}
