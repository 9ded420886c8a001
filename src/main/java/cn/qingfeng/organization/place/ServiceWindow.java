package cn.qingfeng.organization.place;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.Optional;

/** A counter in the service centre or in a unit's own hall. */
@Entity
@Table(name = "service_window")
public class ServiceWindow {

    @Id
    private String code;

    private String name;
    private String place;

    @Column(name = "unit_code")
    private String unit;

    private String closedOn;

    protected ServiceWindow() {}

    public ServiceWindow(String code, String name, String place, String unit) {
        this.code = code;
        this.name = name;
        this.place = place;
        this.unit = unit;
    }

    public String code() {
        return code;
    }

    public String name() {
        return name;
    }

    public String place() {
        return place;
    }

    /** The code of the unit that works at it. */
    public String unit() {
        return unit;
    }

    /** The day on which it was given up; empty while it is there. */
    public Optional<LocalDate> closedOn() {
        return Optional.ofNullable(closedOn).map(LocalDate::parse);
    }

    void close(LocalDate on) {
        closedOn = on.toString();
    }

    void moveTo(String newUnit) {
        unit = newUnit;
    }
}
