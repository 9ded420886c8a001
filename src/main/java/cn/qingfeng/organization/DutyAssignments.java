package cn.qingfeng.organization;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface DutyAssignments extends JpaRepository<DutyAssignment, String> {
    List<DutyAssignment> findByUsernameOrderByGroupId(String username);

    List<DutyAssignment> findByUnit(String unit);

    List<DutyAssignment> findByUsernameIn(Collection<String> usernames);

    Optional<DutyAssignment> findByUsernameAndGroupId(String username, String groupId);

    List<DutyAssignment> findByAbsenceId(String absenceId);

    int countByDutyAndAbsenceIdIsNull(Duty duty);

    int countByGroupIdAndAbsenceIdIsNull(String groupId);

    boolean existsByUsernameAndGroupId(String username, String groupId);

    long deleteByUsernameAndGroupId(String username, String groupId);
}
