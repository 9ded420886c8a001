package cn.qingfeng.visit;

import java.time.LocalDate;
import java.util.List;

/**
 * A firm as the register shows it.
 *
 * @param creditCode 统一社会信用代码
 * @param town the code of its town
 * @param park the park in which it sits; empty where in none
 * @param key 重点企业: visited once a quarter, called once a month
 * @param officer the username of its chief service officer; null where it has none
 */
public record Firm(String creditCode, String name, String town, String park, boolean key, String officer) {

    /**
     * Whom to ask for there; sealed, as reporters' data are.
     *
     * @param role what the person is in the firm
     */
    public record Contact(String role, String name, String phone) {}

    /** Days on which it is not to be disturbed, both included. */
    public record Quiet(String id, LocalDate from, LocalDate to, String why) {

        boolean covers(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /** What the register may say of a firm, as it is typed or imported. */
    public record Entry(
            String creditCode,
            String name,
            String town,
            String park,
            boolean key,
            String officer,
            List<Contact> contacts) {}
}
