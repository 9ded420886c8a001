package cn.qingfeng.security.engine;

import cn.qingfeng.organization.Duty;
import java.util.Locale;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The engine's groups: one per duty, two per unit, named in Chinese, as Tasklist and Admin show them. */
@Component
class EngineGroups {

    private final IdentityService identities;
    private final MessageSource messages;

    EngineGroups(IdentityService identities, MessageSource messages) {
        this.identities = identities;
        this.messages = messages;
    }

    /** Makes the group of a duty when it is missing; {@code unit} and {@code unitName} are for duties per unit. */
    void ensure(Duty duty, String unit, String unitName) {
        String id = duty.groupIdFor(unit);
        if (identities.createGroupQuery().groupId(id).count() > 0) {
            return;
        }
        var group = identities.newGroup(id);
        group.setName(named(duty, unitName));
        group.setType("QINGFENG");
        identities.saveGroup(group);
    }

    /** The unit is called otherwise now: so are its two groups. */
    void rename(Duty duty, String unit, String unitName) {
        var group = identities.createGroupQuery().groupId(duty.groupIdFor(unit)).singleResult();
        group.setName(named(duty, unitName));
        identities.saveGroup(group);
    }

    private String named(Duty duty, String unitName) {
        String name = messages.getMessage("organization.duty." + duty, null, Locale.SIMPLIFIED_CHINESE);
        return duty.perUnit()
                ? messages.getMessage("security.unitGroup", new Object[] {unitName, name}, Locale.SIMPLIFIED_CHINESE)
                : name;
    }
}
