package cn.qingfeng.notification;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Primary;

/** An address book in a test's hand. */
@Primary
public class SomeAddresses implements AddressBook {

    private final Map<String, String> byUser = new ConcurrentHashMap<>();

    public void put(String username, String address) {
        byUser.put(username, address);
    }

    public void remove(String username) {
        byUser.remove(username);
    }

    public void clear() {
        byUser.clear();
    }

    @Override
    public Optional<String> emailOf(String username) {
        return Optional.ofNullable(byUser.get(username));
    }

    @Override
    public Set<String> administrators() {
        return Set.of("admin");
    }
}
