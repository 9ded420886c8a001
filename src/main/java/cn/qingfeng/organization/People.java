package cn.qingfeng.organization;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface People extends JpaRepository<Person, String> {
    List<Person> findByUnitOrderByUsername(String unit);

    List<Person> findByActiveTrueOrderByUsername();

    List<Person> findAllByOrderByUnitAscUsernameAsc();

    @Query("""
            select count(p) > 0 from Person p join DutyAssignment a on a.username = p.username
            where p.unit = :unit and a.duty = :duty and a.absenceId is null and p.active = true""")
    boolean holdIn(String unit, Duty duty);

    List<Person> findByUsernameIn(Collection<String> usernames);

    @Query("""
            select p from Person p join DutyAssignment a on a.username = p.username
            where a.groupId = :groupId and p.active = true order by p.username""")
    List<Person> inGroup(String groupId);

    /** Without those who hold it in somebody's place for a time. */
    @Query("""
            select p from Person p join DutyAssignment a on a.username = p.username
            where a.groupId = :groupId and a.absenceId is null and p.active = true order by p.username""")
    List<Person> ownInGroup(String groupId);

    /** Two by two, because Hibernate plans a query about a list of values anew each time, and this one is asked often. */
    @Query("""
            select distinct p from Person p join DutyAssignment a on a.username = p.username
            where (a.duty = :one or a.duty = :other) and p.active = true order by p.username""")
    List<Person> withEither(Duty one, Duty other);
}
