package cn.qingfeng.organization.event;

/**
 * A person has been added and needs an account. The password passes through here once, on its way to the room that owns
 * the accounts, and is kept nowhere else.
 */
public record PersonAdded(String username, String name, String email, String initialPassword) {

    /** Without the password, because events are logged. */
    @Override
    public String toString() {
        return "PersonAdded[username=" + username + "]";
    }
}
