package cn.qingfeng.organization.county;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import org.springframework.stereotype.Component;

/**
 * Who changes the county's own data (county plan, roles): accounts and duties are the administrator's, who sees no case;
 * whatever moves cases or says where they come from is the office's. The administrator may set up and name units as well, so
 * that a new county can begin.
 */
@Component
public class CountyRights {

    private final Organization organization;

    CountyRights(Organization organization) {
        this.organization = organization;
    }

    /** New units and names, windows and contact points. */
    public boolean maySetUp(String username) {
        return organization.has(username, Right.SET_UP_COUNTY);
    }

    /** Closing units, which moves open clues. */
    public boolean isOffice(String username) {
        return organization.has(username, Right.RUN_OFFICE);
    }

    /** Leaves of the classification, which forms offer and tables name. */
    public boolean classifies(String username) {
        return organization.has(username, Right.CLASSIFY);
    }

    /** People, accounts and duties. */
    public boolean administers(String username) {
        return organization.has(username, Right.ADMINISTER);
    }

    /** @throws Refusal forbidden, unless the person may {@linkplain #maySetUp set up} */
    public void requireSetUp(String username) {
        require(maySetUp(username), "county.forbidden.set-up");
    }

    /** @throws Refusal forbidden, unless the person is of the {@linkplain #isOffice office} */
    public void requireOffice(String username) {
        require(isOffice(username), "county.forbidden.office");
    }

    /** @throws Refusal forbidden, unless the person {@linkplain #classifies classifies} */
    public void requireClassifies(String username) {
        require(classifies(username), "county.forbidden.leaves");
    }

    /** @throws Refusal forbidden, unless the person {@linkplain #administers administers} accounts */
    public void requireAdministrator(String username) {
        require(administers(username), "organization.admin.only");
    }

    private static void require(boolean may, String key) {
        if (!may) {
            throw Refusal.forbidden(key);
        }
    }
}
