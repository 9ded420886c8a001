package cn.qingfeng.organization;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface Units extends JpaRepository<Unit, String> {
    List<Unit> findAllByOrderByListPositionAscCodeAsc();

    List<Unit> findBySuccessorNotNull();

    boolean existsByName(String name);
}
