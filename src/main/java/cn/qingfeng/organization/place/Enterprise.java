package cn.qingfeng.organization.place;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;

/** A firm of the county. */
@Entity
@Table(name = "enterprise")
public class Enterprise {

    @Id
    private String creditCode;

    private String name;

    @Column(name = "town_code")
    private String town;

    private boolean keyEnterprise;
    private String chiefOfficer;

    protected Enterprise() {}

    public Enterprise(String creditCode, String name, String town, boolean keyEnterprise, String chiefOfficer) {
        this.creditCode = creditCode;
        this.name = name;
        this.town = town;
        this.keyEnterprise = keyEnterprise;
        this.chiefOfficer = chiefOfficer;
    }

    /** 统一社会信用代码, 18 characters. */
    public String creditCode() {
        return creditCode;
    }

    public String name() {
        return name;
    }

    /** The code of the town in which it sits. */
    public String town() {
        return town;
    }

    /** 重点企业 */
    public boolean keyEnterprise() {
        return keyEnterprise;
    }

    /** The username of its chief service officer (首席服务官). */
    public Optional<String> chiefOfficer() {
        return Optional.ofNullable(chiefOfficer);
    }

    /** As it stands in the register from now on; its credit code stays. */
    void change(String newName, String newTown, boolean key, String officer) {
        name = newName;
        town = newTown;
        keyEnterprise = key;
        chiefOfficer = officer;
    }

    void moveTo(String newTown) {
        town = newTown;
    }
}
