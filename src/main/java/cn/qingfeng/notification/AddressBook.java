package cn.qingfeng.notification;

import java.util.Optional;
import java.util.Set;

/** Who can be reached where. */
interface AddressBook {

    /** The mail address of this user, when one is on file. */
    Optional<String> emailOf(String username);

    /** The user names of the administrators, who mend addresses. */
    Set<String> administrators();
}
