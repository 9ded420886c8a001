package cn.qingfeng.organization;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface People extends JpaRepository<Person, String> {
    List<Person> findByUnitOrderByUsername(String unit);

    List<Person> findByNameInAndActiveTrue(Collection<String> names);

    @Query("""
            select count(p) > 0 from Person p join DutyAssignment a on a.username = p.username
            where p.unit = :unit and a.duty in :duties and p.active = true""")
    boolean holdIn(String unit, Collection<Duty> duties);

    List<Person> findByUsernameIn(Collection<String> usernames);

    @Query("""
            select p from Person p join DutyAssignment a on a.username = p.username
            where a.groupId = :groupId and p.active = true order by p.username""")
    List<Person> inGroup(String groupId);

    @Query("""
            select distinct p from Person p join DutyAssignment a on a.username = p.username
            where a.duty in :duties and p.active = true order by p.username""")
    List<Person> withAny(Collection<Duty> duties);
}
