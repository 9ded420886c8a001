package cn.qingfeng.process.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.stereotype.Component;

/**
 * A bean that diagrams may name, as {@code ${name}} or {@code ${name.method(…)}}; an expression reaches no other bean.
 * Every public method that the class itself declares may be called, so declare only what an owner may draw.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Component
public @interface BpmnBean {
    /** The name in the diagram; also the bean's name. */
    @org.springframework.core.annotation.AliasFor(annotation = Component.class)
    String value();

    /** The processes whose drawings may name it; empty for all that are about a clue. */
    String[] in() default {};
}
