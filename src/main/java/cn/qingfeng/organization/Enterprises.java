package cn.qingfeng.organization;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface Enterprises extends JpaRepository<Enterprise, String> {
    Optional<Enterprise> findByName(String name);
}
