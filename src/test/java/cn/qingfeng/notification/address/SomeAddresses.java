package cn.qingfeng.notification.address;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
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
        phones.clear();
        units.clear();
    }

    private final Map<String, String> phones = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> units = new ConcurrentHashMap<>();

    public void phone(String username, String phone) {
        phones.put(username, phone);
    }

    /** Makes the user somebody who handles or leads in the unit. */
    public void unit(String username, String unit) {
        units.put(username, Set.of(unit));
    }

    @Override
    public Optional<Contact> contact(String username) {
        return byUser.containsKey(username) || phones.containsKey(username) || units.containsKey(username)
                ? Optional.of(new Contact(
                        unitsOf(Set.of(username)).stream().findFirst().orElse("some-unit"),
                        byUser.get(username),
                        phones.get(username)))
                : Optional.empty();
    }

    @Override
    public Set<String> unitsOf(Set<String> usernames) {
        return usernames.stream()
                .flatMap(username -> units.getOrDefault(username, Set.of()).stream())
                .collect(Collectors.toSet());
    }

    @Override
    public Set<String> administrators() {
        return Set.of("admin");
    }
}
