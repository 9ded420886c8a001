package cn.qingfeng.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Who holds which duty. The group is kept beside duty and unit, so that a duty without unit can be unique too. */
@Entity
@Table(name = "duty_assignment")
class DutyAssignment {

    @Id
    private String id;

    private String username;
    private String groupId;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Duty duty;

    @Column(name = "unit_code")
    private String unit;

    /** The absence for whose time it is held; null for the person's own duty. */
    private String absenceId;

    protected DutyAssignment() {}

    DutyAssignment(String username, HeldDuty held) {
        this.id = UUID.randomUUID().toString();
        this.username = username;
        this.groupId = held.groupId();
        this.duty = held.duty();
        this.unit = held.unit();
    }

    DutyAssignment(String username, HeldDuty held, String absenceId) {
        this(username, held);
        this.absenceId = absenceId;
    }

    String absenceId() {
        return absenceId;
    }

    /** From now on it is the person's own. */
    void keep() {
        absenceId = null;
    }

    String username() {
        return username;
    }

    HeldDuty held() {
        return new HeldDuty(duty, unit);
    }
}
