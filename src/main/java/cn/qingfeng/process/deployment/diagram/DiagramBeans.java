package cn.qingfeng.process.deployment.diagram;

import cn.qingfeng.matter.MatterKind;
import cn.qingfeng.process.delivery.NoticeDelivery;
import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.engine.TaskParameter;
import cn.qingfeng.process.lifecycle.CluePhase;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * The beans that an expression can reach: those marked {@link BpmnBean}, and the one whose dates Tasklist's filters ask
 * for. A map, because the engine wants one; each bean is fetched when it is first called, since many of them need the
 * engine that is only being built.
 */
public class DiagramBeans extends AbstractMap<Object, Object> {

    private final ListableBeanFactory beans;
    private Set<String> names;

    public DiagramBeans(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public boolean containsKey(Object name) {
        return forDiagrams().contains(name) || name.equals(QueryExpressions.BEAN) && beans.containsBean((String) name);
    }

    @Override
    public Object get(Object name) {
        return containsKey(name) ? beans.getBean((String) name) : null;
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
        return forDiagrams().stream()
                .map(name -> new SimpleImmutableEntry<Object, Object>(name, beans.getBean(name)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The bean's own class when a diagram may name it. */
    Optional<Class<?>> typeOf(String name) {
        return forDiagrams().contains(name)
                ? Optional.ofNullable(beans.getType(name, false)).map(ClassUtils::getUserClass)
                : Optional.empty();
    }

    /** Whether a drawing of this process may name the bean. */
    boolean mayBeIn(String bean, String process) {
        var ofMatters = bean.equals(TaskParameter.MATTER_NOTICE_BEAN);
        if (MatterKind.is(process) || ofMatters) {
            return MatterKind.is(process) && ofMatters;
        }
        var home = beans.findAnnotationOnBean(bean, BpmnBean.class, false).in();
        return home.length == 0
                ? !process.equals(NoticeDelivery.KEY)
                : List.of(home).contains(CluePhase.lifeOf(process));
    }

    /** The public method of that name that the bean's class itself declares. */
    Optional<Method> method(String bean, String method, int arguments) {
        return typeOf(bean).stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(each -> Modifier.isPublic(each.getModifiers()) && !Modifier.isStatic(each.getModifiers()))
                .filter(each -> !each.isSynthetic())
                .filter(each -> each.getName().equals(method) && each.getParameterCount() == arguments)
                .findFirst();
    }

    private synchronized Set<String> forDiagrams() {
        if (names == null) {
            // Looks at definitions only: no bean is made before its time.
            names = Arrays.stream(beans.getBeanDefinitionNames())
                    .filter(name -> beans.findAnnotationOnBean(name, BpmnBean.class, false) != null)
                    .collect(Collectors.toUnmodifiableSet());
        }
        return names;
    }
}
