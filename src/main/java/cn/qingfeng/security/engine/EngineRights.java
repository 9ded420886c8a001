package cn.qingfeng.security.engine;

import cn.qingfeng.organization.Organization;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.stereotype.Component;

/**
 * Whose rights the engine asks about in a call: the product's own, or one person's. Whoever was asked about before, such as the
 * person signed in to a web request, is asked about again afterwards.
 */
@Component
public class EngineRights {

    private final IdentityService identities;
    private final Organization organization;

    EngineRights(IdentityService identities, Organization organization) {
        this.identities = identities;
        this.organization = organization;
    }

    /**
     * Runs the call as the product itself, which no authorization of a person limits: nobody holds the right to start an
     * instance or to send a message to one, because those are steps that the product takes after its own rules have agreed.
     */
    public <T> T call(Supplier<T> call) {
        return told(identities::clearAuthentication, call);
    }

    /** As {@link #call}, without an answer. */
    public void run(Runnable call) {
        call(() -> {
            call.run();
            return null;
        });
    }

    /**
     * Runs the call as this person, in the groups that the organization knows now. Whoever the engine is asked about already
     * stays so: their groups were read when this request began ({@link EngineIdentityFilter}).
     */
    public <T> T as(String person, Supplier<T> call) {
        var asking = identities.getCurrentAuthentication();
        if (asking != null && person.equals(asking.getUserId()) && asking.getGroupIds() != null) {
            return call.get();
        }
        var groups = List.copyOf(organization.groupsOf(person));
        return told(() -> identities.setAuthentication(person, groups), call);
    }

    private <T> T told(Runnable whoAsks, Supplier<T> call) {
        var before = identities.getCurrentAuthentication();
        whoAsks.run();
        try {
            return call.get();
        } finally {
            if (before == null) {
                identities.clearAuthentication();
            } else {
                identities.setAuthentication(before.getUserId(), before.getGroupIds(), before.getTenantIds());
            }
        }
    }
}
