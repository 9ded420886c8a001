package cn.qingfeng.organization;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface DutyAssignments extends JpaRepository<DutyAssignment, String> {
    List<DutyAssignment> findByUsernameOrderByGroupId(String username);

    List<DutyAssignment> findByUnit(String unit);

    List<DutyAssignment> findByUsernameIn(Collection<String> usernames);

    boolean existsByUsernameAndGroupId(String username, String groupId);

    long deleteByUsernameAndGroupId(String username, String groupId);
}
