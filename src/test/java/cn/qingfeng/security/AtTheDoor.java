package cn.qingfeng.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/** A test of the whole product over HTTP, on an empty database with one account per duty ({@link Staff}). */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:door;DB_CLOSE_DELAY=-1",
            "camunda.bpm.generic-properties.properties.enablePasswordPolicy=false",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("door")
@Import({Staff.class, Marker.class, SmallProcess.class})
@interface AtTheDoor {}
