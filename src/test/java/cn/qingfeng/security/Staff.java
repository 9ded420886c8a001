package cn.qingfeng.security;

import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.UnitGroup;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Two units and one person per duty; everybody's password is the account's name. */
@TestComponent
class Staff implements ApplicationRunner {

    private final Organization organization;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Staff(Organization organization, JdbcClient jdbc, TransactionTemplate transaction) {
        this.organization = organization;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Wrong passwords of one test must not lock people out of the next. */
    void forgiveFailures() {
        transaction.executeWithoutResult(
                t -> jdbc.sql("delete from failed_sign_ins").update());
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (organization.unit("tax").isPresent()) {
            return;
        }
        organization.addUnit("tax", "税务局", UnitGroup.values()[0]);
        organization.addUnit("justice", "司法局", UnitGroup.values()[0]);
        organization.addUnit("service-center", "为民服务中心", UnitGroup.values()[0]);
        organization.addUnit("housing", "住建局", UnitGroup.values()[0]);
        add("clerk", Duty.WINDOW_CLERK);
        add("grader", Duty.GRADER);
        add("officehead", Duty.OFFICE_HEAD);
        add("grouphead", Duty.GROUP_HEAD);
        add("caller", Duty.CALLER);
        add("supervisor", Duty.SUPERVISOR);
        add("discipline", Duty.DISCIPLINE);
        add("leader", Duty.COUNTY_LEADER);
        add("media", Duty.MEDIA);
        add("officer", Duty.OFFICER);
        add("legal", Duty.LEGAL);
        add("owner", Duty.PROCESS_OWNER);
        add("admin", Duty.ADMIN);
        add("handler", Duty.HANDLER);
        add("unithead", Duty.UNIT_LEADER);
        organization.addPerson("handler2", "handler2", "housing", "handler2@example.org", null, "handler2");
        organization.assign("handler2", Duty.HANDLER, "housing");
    }

    private void add(String username, Duty duty) {
        organization.addPerson(username, username, "tax", username + "@example.org", null, username);
        organization.assign(username, duty, duty.perUnit() ? "tax" : null);
    }
}
