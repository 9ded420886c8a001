package cn.qingfeng.security.signin;

import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.UnitGroup;
import cn.qingfeng.organization.county.County;
import cn.qingfeng.organization.county.CountyBook;
import cn.qingfeng.security.engine.EngineAccounts;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * In production: makes the first administrator from {@code QINGFENG_ADMIN_USER} and {@code QINGFENG_ADMIN_PASSWORD} while
 * nobody holds that duty, and stops the start when they are missing, or when a demo account still has its demo password.
 */
@Component
@Profile("mysql & !demo")
class FirstAdmin implements ApplicationRunner {

    private static final String UNIT = "system-administration";

    private final EngineAccounts accounts;
    private final Organization organization;
    private final County county;
    private final MessageSource messages;
    private final String username;
    private final String password;

    FirstAdmin(
            EngineAccounts accounts,
            Organization organization,
            County county,
            MessageSource messages,
            @Value("${QINGFENG_ADMIN_USER:}") String username,
            @Value("${QINGFENG_ADMIN_PASSWORD:}") String password) {
        this.accounts = accounts;
        this.organization = organization;
        this.county = county;
        this.messages = messages;
        this.username = username;
        this.password = password;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        for (String demo : LoginPage.demoAccounts()) {
            if (accounts.groupsOf(demo).isPresent() && accounts.passwordMatches(demo, demo)) {
                throw notStarted("security.demoPassword", demo);
            }
        }
        if (!organization.peopleWith(Duty.ADMIN).isEmpty()) {
            return;
        }
        if (username.isBlank() || password.isBlank()) {
            throw notStarted("settings.missing", "QINGFENG_ADMIN_USER, QINGFENG_ADMIN_PASSWORD");
        }
        if (password.equals(username)) {
            throw notStarted("security.demoPassword", username);
        }
        var reason = say("county.reason.first");
        if (organization.unit(UNIT).isEmpty()) {
            county.addUnit(UNIT, say("security.firstAdmin.unit"), UnitGroup.OFFICE, reason, CountyBook.SYSTEM);
        }
        county.addPerson(
                username,
                say("organization.duty.ADMIN"),
                UNIT,
                username + "@localhost",
                null,
                password,
                reason,
                CountyBook.SYSTEM);
        county.assign(username, Duty.ADMIN, null, reason, CountyBook.SYSTEM);
    }

    private IllegalStateException notStarted(String key, Object... args) {
        return new IllegalStateException(say(key, args));
    }

    private String say(String key, Object... args) {
        return messages.getMessage(key, args, Locale.SIMPLIFIED_CHINESE);
    }
}
