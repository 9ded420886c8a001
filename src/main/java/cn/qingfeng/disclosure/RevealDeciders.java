package cn.qingfeng.disclosure;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.Viewer;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who decides a wish to know who reported: somebody with the duty that the table names, whom the clue does not concern. */
@Component
public class RevealDeciders {

    private final ClueLedger ledger;
    private final ClueAccess access;
    private final Organization organization;
    private final RevealRules rules;

    RevealDeciders(ClueLedger ledger, ClueAccess access, Organization organization, RevealRules rules) {
        this.ledger = ledger;
        this.access = access;
        this.organization = organization;
        this.rules = rules;
    }

    /** Those who would be asked to decide if this person asked now; nobody where the person may not. */
    @Transactional(readOnly = true)
    public Set<String> wouldDecide(ClueNumber number, String asker) {
        var clue = ledger.get(number);
        return access.asksForIdentity(access.viewer(asker), clue)
                .map(duty ->
                        deciders(clue, rules.of(clue.content().kind(), duty).deciders(), asker))
                .orElse(Set.of());
    }

    /** Those who could decide now: holders of the duty, but not whoever asked and nobody whom the clue concerns. */
    @Transactional(readOnly = true)
    public Set<String> deciders(RevealRequest request) {
        return deciders(ledger.get(request.clue()), String.join(",", request.deciders()), request.askedBy());
    }

    private Set<String> deciders(Clue clue, String groups, String asker) {
        var people = new TreeSet<String>();
        for (var group : groups.split(",")) {
            organization.peopleInGroup(group).stream()
                    .map(Person::username)
                    .filter(person -> !person.equals(asker))
                    .filter(person -> mayDecide(access.viewer(person), clue))
                    .forEach(people::add);
        }
        return people;
    }

    private boolean mayDecide(Viewer viewer, Clue clue) {
        return access.maySee(viewer, clue) && !access.isConcerned(viewer, clue);
    }
}
