package cn.qingfeng.organization.place;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface Enterprises extends JpaRepository<Enterprise, String> {
    List<Enterprise> findByTown(String town);

    Optional<Enterprise> findByName(String name);
}
