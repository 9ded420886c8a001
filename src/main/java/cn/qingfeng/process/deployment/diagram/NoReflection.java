package cn.qingfeng.process.deployment.diagram;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Member;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngineServices;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.springframework.beans.factory.BeanFactory;

/**
 * Stands before all other resolvers and refuses the way from any object to its class, and from there to everything else.
 * A list of what is refused is a second wall, never the first: the first is that no deployment with such an expression is
 * accepted.
 */
class NoReflection extends ELResolver {

    private static final List<Class<?>> UNTOUCHABLE = List.of(
            Class.class,
            ClassLoader.class,
            Module.class,
            Member.class,
            AnnotatedElement.class,
            Runtime.class,
            Process.class,
            ProcessBuilder.class,
            Thread.class,
            System.class,
            BeanFactory.class,
            ProcessEngineServices.class);

    private static final Set<String> UNSPEAKABLE = Set.of(
            "class",
            "getclass",
            "classloader",
            "getclassloader",
            "forname",
            "processengine",
            "getprocessengine",
            "processengineservices",
            "getprocessengineservices");

    @Override
    public Object getValue(ELContext context, Object base, Object property) {
        refuse(base, property);
        return null;
    }

    @Override
    public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
        refuse(base, method);
        return null;
    }

    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {
        refuse(base, property);
    }

    @Override
    public Class<?> getType(ELContext context, Object base, Object property) {
        refuse(base, property);
        return null;
    }

    @Override
    public boolean isReadOnly(ELContext context, Object base, Object property) {
        refuse(base, property);
        return false;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, Object base) {
        return null;
    }

    @Override
    public java.util.Iterator<java.beans.FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
        return null;
    }

    private static void refuse(Object base, Object property) {
        // An execution or a task is the scope itself and offers the engine only by the names below.
        boolean scope = base instanceof org.camunda.bpm.engine.delegate.VariableScope;
        if (base != null && !scope && UNTOUCHABLE.stream().anyMatch(type -> type.isInstance(base))) {
            throw new ELException("no expression may use " + base.getClass().getName());
        }
        if (base != null
                && property != null
                && UNSPEAKABLE.contains(property.toString().toLowerCase(java.util.Locale.ROOT))) {
            throw new ELException("no expression may use the property " + property);
        }
    }
}
