package cn.qingfeng.organization;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** An office of the county, of a superior stationed in it, or a town. */
@Entity
@Table(name = "unit")
public class Unit {

    @Id
    private String code;

    private String name;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private UnitGroup unitGroup;

    private int listPosition;
    private String foundedOn;
    private String closedOn;
    private String successor;

    protected Unit() {}

    Unit(String code, String name, UnitGroup group, int listPosition) {
        this.code = code;
        this.name = name;
        this.unitGroup = group;
        this.listPosition = listPosition;
    }

    /** Lower-case letters, digits and hyphens; never changes. */
    public String code() {
        return code;
    }

    public String name() {
        return name;
    }

    public UnitGroup group() {
        return unitGroup;
    }

    /**
     * What made a unit another one than it was before.
     *
     * @param on the day
     * @param from the unit that went into it; null where it was founded
     */
    public record Formed(LocalDate on, String from) {}

    /** From which day it exists; empty where nobody said so, because it was always there. */
    public Optional<LocalDate> foundedOn() {
        return Optional.ofNullable(foundedOn).map(LocalDate::parse);
    }

    /** The day on which it was closed; empty while it exists. */
    public Optional<LocalDate> closedOn() {
        return Optional.ofNullable(closedOn).map(LocalDate::parse);
    }

    /** The code of the unit that took its place when it was closed. */
    public Optional<String> successor() {
        return Optional.ofNullable(successor);
    }

    void founded(LocalDate on) {
        foundedOn = on == null ? null : on.toString();
    }

    void describe(String newName, UnitGroup newGroup) {
        name = newName;
        unitGroup = newGroup;
    }

    void close(LocalDate on, String by) {
        closedOn = on.toString();
        successor = by;
    }
}
