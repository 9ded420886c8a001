package cn.qingfeng.notification.address;

import java.util.Optional;
import java.util.Set;

/** Who can be reached where. */
public interface AddressBook {

    /**
     * How a person can be reached.
     *
     * @param unit the code of the unit in which the person works; its choice of channels holds for the person
     * @param email null when none is on file
     * @param phone null when none is on file
     */
    record Contact(String unit, String email, String phone) {}

    /** How this user can be reached; empty for who is unknown or has left. */
    Optional<Contact> contact(String username);

    /** The units for which one of these users handles or signs: their groups hear what the users are told. */
    Set<String> unitsOf(Set<String> usernames);

    /** The user names of the administrators, who mend addresses. */
    Set<String> administrators();
}
