package cn.qingfeng.keys;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What seals texts, for tests of a single room. */
@Configuration(proxyBeanMethods = false)
@Import({Keys.class, DataKeys.class, Sealer.class})
public class Sealing {}
