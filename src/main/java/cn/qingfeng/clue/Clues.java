package cn.qingfeng.clue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface Clues extends Repository<Clue, String>, JpaSpecificationExecutor<Clue> {

    Optional<Clue> findById(String number);

    @Query("select c.number from Clue c order by c.number")
    List<String> numbers();

    @Query("select count(c) from Clue c where c.registeredAt >= :from and c.registeredAt < :to")
    long countRegistered(Instant from, Instant to);
}
