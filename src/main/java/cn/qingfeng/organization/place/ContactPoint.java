package cn.qingfeng.organization.place;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.Optional;

/** A place with a supervision plaque (监督评议牌): whoever scans it reports from there. */
@Entity
@Table(name = "contact_point")
public class ContactPoint {

    @Id
    private String code;

    private String place;

    @Column(name = "unit_code")
    private String unit;

    @Column(name = "credit_code")
    private String enterprise;

    private String closedOn;

    protected ContactPoint() {}

    public ContactPoint(String code, String place, String unit, String enterprise) {
        this.code = code;
        this.place = place;
        this.unit = unit;
        this.enterprise = enterprise;
    }

    /** As printed on the plaque: capital letters, digits and hyphens. */
    public String code() {
        return code;
    }

    public String place() {
        return place;
    }

    /** The code of the unit at whose place it hangs. */
    public Optional<String> unit() {
        return Optional.ofNullable(unit);
    }

    /** The credit code of the firm at whose place it hangs. */
    public Optional<String> enterprise() {
        return Optional.ofNullable(enterprise);
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
