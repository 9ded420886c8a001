package cn.qingfeng.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Persistence or process tests: they run on H2 with all others, and a second time on a real MySQL (the build's execution
 * {@code mysql}). A test needs nothing more: every Spring context of a test gets a fresh database of the kind at hand.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("database")
@ExtendWith(DatabaseCondition.class)
public @interface OnBothDatabases {}
