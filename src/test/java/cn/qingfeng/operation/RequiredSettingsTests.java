package cn.qingfeng.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.QingfengApplication;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class RequiredSettingsTests {

    private final Locale before = Locale.getDefault();

    @BeforeEach
    void speakChinese() {
        Locale.setDefault(Locale.CHINA);
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    @Test
    void productionDoesNotStartAndNamesEveryMissingSetting() {
        var product = new SpringApplication(QingfengApplication.class);
        product.setAdditionalProfiles("mysql");
        product.setLogStartupInfo(false);
        assertThatThrownBy(() -> product.run("--QINGFENG_DB_USER=qingfeng", "--QINGFENG_DB_PASSWORD= "))
                .hasMessageContaining("QINGFENG_DB_PASSWORD, QINGFENG_MASTER_KEY")
                .hasMessageNotContaining("QINGFENG_DB_USER");
    }

    @Test
    void theOperatorIsToldInPlainWords() {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("qingfeng.required-settings", "A_KEY,ANOTHER_KEY")));
        assertThatThrownBy(() -> new RequiredSettings().postProcessEnvironment(environment, null))
                .satisfies(thrown -> assertThat(new RequiredSettings.Explanation()
                                .analyze(thrown)
                                .getDescription())
                        .isEqualTo("没有启动：缺少以下环境变量：A_KEY, ANOTHER_KEY"));
    }

    @Test
    void whereNothingIsRequiredNothingIsMissing() {
        new RequiredSettings().postProcessEnvironment(new StandardEnvironment(), null);
    }
}
