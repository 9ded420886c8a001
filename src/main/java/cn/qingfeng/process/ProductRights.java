package cn.qingfeng.process;

import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.stereotype.Component;

/**
 * Runs engine calls as the product itself. In a web request the engine knows who is signed in and checks that person's
 * authorizations on every call; nobody holds the right to start an instance or to send a message to one, because those are
 * steps that the product takes after its own rules have agreed.
 */
@Component
public class ProductRights {

    private final IdentityService identities;

    ProductRights(IdentityService identities) {
        this.identities = identities;
    }

    /** Runs the call without the signed-in person's engine authorizations and puts the person back afterwards. */
    public <T> T call(Supplier<T> call) {
        var person = identities.getCurrentAuthentication();
        identities.clearAuthentication();
        try {
            return call.get();
        } finally {
            if (person != null) {
                identities.setAuthentication(person.getUserId(), person.getGroupIds(), person.getTenantIds());
            }
        }
    }

    /** As {@link #call}, without an answer. */
    public void run(Runnable call) {
        call(() -> {
            call.run();
            return null;
        });
    }
}
