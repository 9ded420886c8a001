package cn.qingfeng.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;

/** Somebody who works with the product; {@link #username()} is also the engine's user id. */
@Entity
@Table(name = "person")
public class Person {

    @Id
    private String username;

    private String name;

    @Column(name = "unit_code")
    private String unit;

    private String email;
    private String phone;
    private boolean active = true;

    protected Person() {}

    Person(String username, String name, String unit, String email, String phone) {
        this.username = username;
        this.name = name;
        this.unit = unit;
        this.email = email;
        this.phone = phone;
    }

    public String username() {
        return username;
    }

    public String name() {
        return name;
    }

    /** The code of the unit in which the person works. */
    public String unit() {
        return unit;
    }

    public String email() {
        return email;
    }

    public Optional<String> phone() {
        return Optional.ofNullable(phone);
    }

    /** False once the person has left; the name stays for the timelines. */
    public boolean active() {
        return active;
    }

    void describe(String newName, String newUnit, String newEmail, String newPhone) {
        name = newName;
        unit = newUnit;
        email = newEmail;
        phone = newPhone;
    }

    void deactivate() {
        active = false;
    }
}
