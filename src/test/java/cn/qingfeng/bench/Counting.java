package cn.qingfeng.bench;

import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Puts a {@link Counter} before the pool. */
final class Counting implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource database && !(bean instanceof Counter) ? new Counter(database) : bean;
    }
}
