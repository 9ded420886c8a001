package cn.qingfeng.security.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.county.County;
import cn.qingfeng.security.engine.EngineAccounts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.MessageSource;
import org.springframework.test.context.ActiveProfiles;

/** On an empty production-like installation, with the password policy on. */
@SpringBootTest(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:first-admin;DB_CLOSE_DELAY=-1",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("door")
class FirstAdminTests {

    @Autowired
    EngineAccounts accounts;

    @Autowired
    Organization organization;

    @Autowired
    MessageSource messages;

    @Autowired
    County county;

    @Test
    void makesTheFirstAdministratorOnceAndRefusesDemoPasswordsAndMissingOnes() {
        assertThatThrownBy(() -> admin("", "").run(null)).hasMessageContaining("QINGFENG_ADMIN_USER");
        assertThatThrownBy(() -> admin("boss", "boss").run(null)).hasMessageContaining("boss");
        assertThatThrownBy(() -> admin("boss", "weak").run(null)).hasMessageContaining("security.password.weak");

        admin("keeper", "Heron-42-Lantern").run(null);
        assertThat(accounts.groupsOf("keeper")).contains(List.of("camunda-admin"));
        assertThat(accounts.passwordMatches("keeper", "Heron-42-Lantern")).isTrue();

        admin("another", "Heron-42-Lantern").run(null);
        assertThat(accounts.groupsOf("another")).as("there is one already").isEmpty();
        assertThat(organization.peopleWith(Duty.ADMIN)).hasSize(1);
    }

    private FirstAdmin admin(String username, String password) {
        return new FirstAdmin(accounts, organization, county, messages, username, password);
    }
}
