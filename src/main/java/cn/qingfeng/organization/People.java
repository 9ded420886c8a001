package cn.qingfeng.organization;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface People extends JpaRepository<Person, String> {
    List<Person> findByUnitOrderByUsername(String unit);

    List<Person> findByActiveTrueOrderByUsername();

    List<Person> findAllByOrderByUnitAscUsernameAsc();

    /** Units in which somebody works who holds the duty as an own one, each with a unit in whose place it stands, or null. */
    @Query("""
            select distinct p.unit, u.code from Person p join DutyAssignment a on a.username = p.username
            left join Unit u on u.successor = p.unit
            where a.duty = :duty and a.absenceId is null and p.active = true""")
    List<Object[]> houses(Duty duty);

    List<Person> findByUsernameIn(Collection<String> usernames);

    /** So many at a time, because Hibernate plans a query about a list of values anew each time, and this one is asked often. */
    @Query("""
            select distinct p from Person p join DutyAssignment a on a.username = p.username
            where (a.groupId = :g1 or a.groupId = :g2 or a.groupId = :g3 or a.groupId = :g4 or a.groupId = :g5
            or a.groupId = :g6 or a.groupId = :g7 or a.groupId = :g8) and p.active = true order by p.username""")
    List<Person> inGroups(String g1, String g2, String g3, String g4, String g5, String g6, String g7, String g8);

    @Query("""
            select p from Person p where p.active = true and (p.unit = :unit
            or exists (select 1 from DutyAssignment a where a.username = p.username and a.unit = :dutiesOf))
            order by p.username""")
    List<Person> inOrFor(String unit, String dutiesOf);

    @Query("""
            select p from Person p where p.active = true and (p.unit = :unit
            or exists (select 1 from DutyAssignment a where a.username = p.username and (a.unit = :dutiesOf
            or a.groupId = :g1 or a.groupId = :g2 or a.groupId = :g3 or a.groupId = :g4 or a.groupId = :g5
            or a.groupId = :g6 or a.groupId = :g7 or a.groupId = :g8))) order by p.username""")
    List<Person> inOrForOrInGroups(
            String unit,
            String dutiesOf,
            String g1,
            String g2,
            String g3,
            String g4,
            String g5,
            String g6,
            String g7,
            String g8);

    /** Without those who hold it in somebody's place for a time. */
    @Query("""
            select p from Person p join DutyAssignment a on a.username = p.username
            where a.groupId = :groupId and a.absenceId is null and p.active = true order by p.username""")
    List<Person> ownInGroup(String groupId);

    @Query("""
            select distinct p from Person p join DutyAssignment a on a.username = p.username
            where a.duty = :duty and p.active = true order by p.username""")
    List<Person> with(Duty duty);
}
