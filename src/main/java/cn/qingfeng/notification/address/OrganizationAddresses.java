package cn.qingfeng.notification.address;

import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The addresses that the organization keeps; who has left is not written to. */
@Component
class OrganizationAddresses implements AddressBook {

    private final Organization organization;

    OrganizationAddresses(Organization organization) {
        this.organization = organization;
    }

    @Override
    public Optional<Contact> contact(String username) {
        return organization
                .person(username)
                .filter(Person::active)
                .map(person -> new Contact(
                        person.unit(), person.email(), person.phone().orElse(null)));
    }

    @Override
    public Set<String> unitsOf(Set<String> usernames) {
        return organization.unitsOf(usernames);
    }

    @Override
    public Set<String> administrators() {
        return organization.peopleWith(Duty.ADMIN).stream()
                .map(Person::username)
                .collect(Collectors.toUnmodifiableSet());
    }
}
